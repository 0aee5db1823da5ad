package io.joute.engine.model;

import io.joute.engine.checkpoint.Checkpoint;
import io.joute.engine.tensor.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All weights of a model, bound to their places.
 *
 * @param tokenEmbedding [vocabularySize, embeddingLength]
 * @param blocks in order
 * @param outputNorm [1, embeddingLength]
 * @param output [vocabularySize, embeddingLength]; the token embedding itself where they are tied
 * @param ignored names of tensors in the file that a text model has no use for: those of a vision part
 */
public record ModelWeights(
        Weight tokenEmbedding, List<BlockWeights> blocks, Weight outputNorm, Weight output, List<String> ignored) {
    public ModelWeights {
        blocks = List.copyOf(blocks);
        ignored = List.copyOf(ignored);
    }

    /**
     * Find every weight that {@code config} needs.
     *
     * @throws io.joute.engine.checkpoint.CheckpointException when one is missing, has another shape, or is left over
     */
    public static ModelWeights bind(Checkpoint checkpoint, ModelConfig config) {
        var binder = new WeightBinder(checkpoint, config);
        Weight embedding = binder.matrix(TensorNames.TOKEN_EMBEDDING, Axis.VOCABULARY, Axis.EMBEDDING);
        List<BlockWeights> blocks = IntStream.range(0, config.blockCount())
                .mapToObj(layer -> block(binder, config, layer))
                .toList();
        Weight outputNorm = binder.norm(TensorNames.OUTPUT_NORM);
        Weight output =
                config.tiedOutput() ? embedding : binder.matrix(TensorNames.OUTPUT, Axis.VOCABULARY, Axis.EMBEDDING);
        return new ModelWeights(embedding, blocks, outputNorm, output, binder.requireAllUsed());
    }

    private static BlockWeights block(WeightBinder binder, ModelConfig config, int layer) {
        return new BlockWeights(
                binder.norm(TensorNames.ofBlock(layer, "attn_norm")),
                binder.matrix(TensorNames.ofBlock(layer, "attn_q"), Axis.QUERY, Axis.EMBEDDING),
                binder.matrix(TensorNames.ofBlock(layer, "attn_k"), Axis.KEY, Axis.EMBEDDING),
                binder.matrix(TensorNames.ofBlock(layer, "attn_v"), Axis.KEY, Axis.EMBEDDING),
                binder.matrix(TensorNames.ofBlock(layer, "attn_output"), Axis.EMBEDDING, Axis.QUERY),
                binder.norm(TensorNames.ofBlock(layer, "ffn_norm")),
                binder.matrix(TensorNames.ofBlock(layer, "ffn_gate"), Axis.FEED_FORWARD, Axis.EMBEDDING),
                binder.matrix(TensorNames.ofBlock(layer, "ffn_up"), Axis.FEED_FORWARD, Axis.EMBEDDING),
                binder.matrix(TensorNames.ofBlock(layer, "ffn_down"), Axis.EMBEDDING, Axis.FEED_FORWARD),
                extras(binder, config, layer));
    }

    private static BlockWeights.Extras extras(WeightBinder binder, ModelConfig config, int layer) {
        boolean biased = config.headScheme().biased();
        boolean normalised = config.headScheme().normalised();
        boolean around = config.normPlacement() instanceof NormPlacement.Around;
        return new BlockWeights.Extras(
                binder.vector(biased, TensorNames.biasOfBlock(layer, "attn_q"), Axis.QUERY),
                binder.vector(biased, TensorNames.biasOfBlock(layer, "attn_k"), Axis.KEY),
                binder.vector(biased, TensorNames.biasOfBlock(layer, "attn_v"), Axis.KEY),
                binder.vector(normalised, TensorNames.ofBlock(layer, "attn_q_norm"), Axis.HEAD),
                binder.vector(normalised, TensorNames.ofBlock(layer, "attn_k_norm"), Axis.HEAD),
                binder.vector(around, TensorNames.ofBlock(layer, "post_attention_norm"), Axis.EMBEDDING),
                binder.vector(around, TensorNames.ofBlock(layer, "post_ffw_norm"), Axis.EMBEDDING));
    }

    /** Numbers in the model, each counted once. */
    public long parameterCount() {
        return all().stream()
                .mapToLong(weight -> weight.rows() * weight.columns())
                .sum();
    }

    /** Bytes of the weights that each token is computed from: all but a token embedding that is not the output matrix too. */
    public long bytesPerToken() {
        return output.equals(tokenEmbedding)
                ? bytes()
                : bytes() - tokenEmbedding.data().byteSize();
    }

    /** Bytes of all weights in the file. */
    public long bytes() {
        return all().stream().mapToLong(weight -> weight.data().byteSize()).sum();
    }

    /** Every weight once, in the order of use. */
    public List<Weight> all() {
        var all = new ArrayList<Weight>();
        all.add(tokenEmbedding);
        blocks.forEach(block -> all.addAll(block.all()));
        all.add(outputNorm);
        if (!output.equals(tokenEmbedding)) {
            all.add(output);
        }
        return List.copyOf(all);
    }
}
