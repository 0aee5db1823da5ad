package io.joute.distill.train;

import io.joute.engine.checkpoint.GgufWriter;
import io.joute.engine.checkpoint.TensorSource;
import io.joute.engine.model.ModelConfig;
import io.joute.engine.tensor.ElementType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a trained model as GGUF of the {@code llama} architecture: query and key rows are trained in the order that it asks
 * for, the output matrix is the token embedding.
 */
public final class TrainedCheckpoint {
    private static final String ARCHITECTURE = "llama";

    private TrainedCheckpoint() {}

    /**
     * Write a file, whole or not at all. Norms are F32; a matrix whose rows are not whole blocks of {@code type} is F16.
     *
     * @param more keys beside those of the architecture: name, tokenizer
     * @throws IOException when the disk refuses
     */
    public static void write(Path path, Parameters parameters, ElementType type, Map<String, Object> more)
            throws IOException {
        Map<String, Object> metadata = metadata(parameters.layout().config());
        metadata.putAll(more);
        List<TensorSource> tensors = parameters.layout().slots().stream()
                .map(slot -> tensor(slot, parameters.values(), type))
                .toList();
        GgufWriter.write(path, metadata, tensors);
    }

    private static TensorSource tensor(ParameterLayout.Slot slot, float[] values, ElementType type) {
        boolean blocks = slot.columns() % type.blockLength() == 0;
        ElementType stored = slot.isNorm() ? ElementType.F32 : blocks ? type : ElementType.F16;
        return new TensorSource.Floats(
                slot.name(),
                stored,
                slot.rows(),
                slot.columns(),
                (row, into) -> System.arraycopy(
                        values, slot.offset() + Math.toIntExact(row) * slot.columns(), into, 0, slot.columns()));
    }

    private static Map<String, Object> metadata(ModelConfig config) {
        var keys = new LinkedHashMap<String, Object>();
        keys.put("general.architecture", ARCHITECTURE);
        put(keys, "block_count", config.blockCount());
        put(keys, "context_length", config.contextLength());
        put(keys, "embedding_length", config.embeddingLength());
        put(keys, "feed_forward_length", config.feedForwardLength());
        put(keys, "attention.head_count", config.headCount());
        put(keys, "attention.head_count_kv", config.headCountKv());
        put(keys, "attention.key_length", config.headDim());
        put(keys, "attention.value_length", config.headDim());
        put(keys, "attention.layer_norm_rms_epsilon", config.normEpsilon());
        put(keys, "rope.dimension_count", config.headDim());
        put(keys, "rope.freq_base", (float) config.layers().getFirst().rope().base());
        put(keys, "vocab_size", config.vocabularySize());
        return keys;
    }

    private static void put(Map<String, Object> keys, String key, Object value) {
        keys.put(ARCHITECTURE + "." + key, value);
    }
}
