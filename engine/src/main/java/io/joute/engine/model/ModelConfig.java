package io.joute.engine.model;

import java.util.List;
import java.util.Objects;

/**
 * A dense decoder-only transformer, as numbers and small choices (no code depends on a family's name).
 *
 * @param family the architecture's name in the file, for messages
 * @param embeddingLength width of the residual stream
 * @param feedForwardLength width of the gate
 * @param headCount query heads
 * @param headCountKv key and value heads; divides {@code headCount}
 * @param headDim elements of a head, even; not always {@code embeddingLength / headCount}
 * @param contextLength positions the model was trained for; sizes no allocation
 * @param vocabularySize token ids
 * @param normEpsilon added under the root of RMSNorm
 * @param normPlacement where blocks normalise
 * @param headScheme what becomes of a head's queries, keys and scores
 * @param activation the gate's
 * @param layers one entry a block
 * @param scaledEmbedding whether embeddings are multiplied by √embeddingLength
 * @param tiedOutput whether the output matrix is the token embedding
 */
public record ModelConfig(
        String family,
        int embeddingLength,
        int feedForwardLength,
        int headCount,
        int headCountKv,
        int headDim,
        int contextLength,
        int vocabularySize,
        float normEpsilon,
        NormPlacement normPlacement,
        HeadScheme headScheme,
        Activation activation,
        List<LayerScheme> layers,
        boolean scaledEmbedding,
        boolean tiedOutput) {
    public ModelConfig {
        Objects.requireNonNull(family, "family");
        Objects.requireNonNull(normPlacement, "normPlacement");
        Objects.requireNonNull(activation, "activation");
        Objects.requireNonNull(headScheme, "headScheme");
        layers = List.copyOf(layers);
        require(embeddingLength >= 1, "embeddingLength", embeddingLength, "1 or more");
        require(feedForwardLength >= 1, "feedForwardLength", feedForwardLength, "1 or more");
        require(headCount >= 1, "headCount", headCount, "1 or more");
        require(
                headCountKv >= 1 && headCountKv <= headCount && headCount % headCountKv == 0,
                "headCountKv",
                headCountKv,
                "a divisor of headCount " + headCount);
        require(headDim >= 2 && headDim % 2 == 0, "headDim", headDim, "even, 2 or more");
        require(contextLength >= 1, "contextLength", contextLength, "1 or more");
        require(vocabularySize >= 1, "vocabularySize", vocabularySize, "1 or more");
        require(normEpsilon > 0 && normEpsilon <= 0.1f, "normEpsilon", normEpsilon, "above 0, at most 0.1");
        require(!layers.isEmpty() && layers.size() <= 1024, "blockCount", layers.size(), "1 to 1024");
    }

    /** Blocks. */
    public int blockCount() {
        return layers.size();
    }

    /** Width of all query heads together. */
    public int queryLength() {
        return Math.multiplyExact(headCount, headDim);
    }

    /** Width of all key (or value) heads together. */
    public int keyLength() {
        return Math.multiplyExact(headCountKv, headDim);
    }

    private static void require(boolean holds, String field, Object found, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(field + " is " + found + ", expected " + expected);
        }
    }
}
