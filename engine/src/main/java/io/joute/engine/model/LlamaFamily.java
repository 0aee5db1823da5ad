package io.joute.engine.model;

import io.joute.engine.checkpoint.Checkpoint;
import java.util.Collections;

/**
 * Architecture {@code llama} of GGUF: Llama 2 and 3, Mistral, and what is built like them. Keys begin with {@code llama.};
 * the head dimension is {@code attention.key_length} or embedding / heads, frequency factors are the tensor {@code
 * rope_freqs.weight}, the output matrix is the embedding where {@code output.weight} is absent.
 */
final class LlamaFamily {
    static final String NAME = "llama";

    private static final double ROPE_BASE = 10_000;

    private LlamaFamily() {}

    static ModelConfig config(Checkpoint checkpoint) {
        var keys = new FamilyKeys(checkpoint, NAME);
        keys.refuseExperts();
        int embeddingLength = keys.count("embedding_length");
        int headCount = keys.count("attention.head_count");
        int headDim = keys.headDim(embeddingLength, headCount);
        var layer = new LayerScheme(new AttentionSpan.Full(), keys.rope(headDim, ROPE_BASE));
        return new ModelConfig(
                NAME,
                embeddingLength,
                keys.count("feed_forward_length"),
                headCount,
                keys.headCountKv(headCount),
                headDim,
                keys.contextLength(),
                keys.vocabularySize(),
                keys.normEpsilon(),
                new NormPlacement.Before(),
                false,
                new Activation.Silu(),
                Collections.nCopies(keys.blockCount(), layer),
                false,
                !checkpoint.weights().containsKey(TensorNames.OUTPUT));
    }
}
