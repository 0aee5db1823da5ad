package io.joute.engine;

import io.joute.engine.checkpoint.GgufWriter;
import io.joute.engine.checkpoint.TensorSource;
import io.joute.engine.tensor.ElementType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Writes models of random weights in the shapes of published ones, to measure speed and memory without downloading. They
 * load, chat and say nothing: a byte-level vocabulary of made-up tokens, with Llama 3's special tokens at its end.
 *
 * <p>Weights are uniform, scaled so that the stream keeps its size; norms are 1; RoPE has the frequency factors of Llama
 * 3.2. Equal seeds give equal files.
 */
public final class RandomModel {
    private static final float ROPE_BASE = 500_000;
    private static final double LARGEST_FACTOR = 32;
    private static final double HIGH_FREQUENCY = 4;
    private static final double TRAINED_POSITIONS = 8192;
    private static final float NORM_EPSILON = 1e-5f;
    private static final int CONTEXT_LENGTH = 131_072;

    private final ModelShape shape;
    private final ElementType type;
    private final long seed;
    private final List<TensorSource> tensors = new ArrayList<>();

    private RandomModel(ModelShape shape, ElementType type, long seed) {
        this.shape = shape;
        this.type = type;
        this.seed = seed;
    }

    /** Write a model of {@code shape}, its matrices stored as {@code type}, to {@code path}; equal seeds give equal files. */
    public static void write(Path path, ModelShape shape, ElementType type, long seed) throws IOException {
        var model = new RandomModel(shape, type, seed);
        model.addTensors();
        GgufWriter.write(path, model.metadata(), model.tensors);
    }

    private Map<String, Object> metadata() {
        var vocabulary = new RandomVocabulary(shape.vocabularySize());
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("general.architecture", "llama");
        keys.put("general.name", "random " + shape.name() + " " + type);
        keys.put("llama.block_count", shape.blockCount());
        keys.put("llama.context_length", CONTEXT_LENGTH);
        keys.put("llama.embedding_length", shape.embeddingLength());
        keys.put("llama.feed_forward_length", shape.feedForwardLength());
        keys.put("llama.attention.head_count", shape.headCount());
        keys.put("llama.attention.head_count_kv", shape.headCountKv());
        keys.put("llama.attention.key_length", shape.headDim());
        keys.put("llama.attention.value_length", shape.headDim());
        keys.put("llama.attention.layer_norm_rms_epsilon", NORM_EPSILON);
        keys.put("llama.rope.freq_base", ROPE_BASE);
        keys.put("llama.rope.dimension_count", shape.headDim());
        keys.put("llama.vocab_size", shape.vocabularySize());
        keys.putAll(vocabulary.keys());
        return keys;
    }

    private void addTensors() {
        int width = shape.embeddingLength();
        int query = shape.headCount() * shape.headDim();
        int key = shape.headCountKv() * shape.headDim();
        matrix("token_embd.weight", shape.vocabularySize(), width);
        tensors.add(TensorSource.of("rope_freqs.weight", ElementType.F32, shape.headDim() / 2, ropeFactors()));
        for (int layer = 0; layer < shape.blockCount(); layer++) {
            String prefix = "blk." + layer + ".";
            norm(prefix + "attn_norm.weight");
            matrix(prefix + "attn_q.weight", query, width);
            matrix(prefix + "attn_k.weight", key, width);
            matrix(prefix + "attn_v.weight", key, width);
            matrix(prefix + "attn_output.weight", width, query);
            norm(prefix + "ffn_norm.weight");
            matrix(prefix + "ffn_gate.weight", shape.feedForwardLength(), width);
            matrix(prefix + "ffn_up.weight", shape.feedForwardLength(), width);
            matrix(prefix + "ffn_down.weight", width, shape.feedForwardLength());
        }
        norm("output_norm.weight");
        if (!shape.tiedOutput()) {
            matrix("output.weight", shape.vocabularySize(), width);
        }
    }

    private void norm(String name) {
        float[] ones = new float[shape.embeddingLength()];
        Arrays.fill(ones, 1);
        tensors.add(TensorSource.of(name, ElementType.F32, ones.length, ones));
    }

    /** Variance 1 / columns: a product is as large as its input. */
    private void matrix(String name, int rows, int columns) {
        long tensorSeed = seed * 31 + tensors.size();
        float scale = (float) Math.sqrt(3.0 / columns);
        tensors.add(new TensorSource.Floats(name, type, rows, columns, (row, into) -> {
            var random = new SplittableRandom(tensorSeed << Integer.SIZE ^ row);
            for (int i = 0; i < into.length; i++) {
                into[i] = random.nextInt() * 0x1p-31f * scale;
            }
        }));
    }

    /** 1 where a wave turns often within the trained positions, the largest where it does not turn once. */
    private float[] ropeFactors() {
        float[] factors = new float[shape.headDim() / 2];
        for (int i = 0; i < factors.length; i++) {
            double frequency = Math.pow(ROPE_BASE, -2.0 * i / shape.headDim());
            double turns = TRAINED_POSITIONS * frequency / (2 * Math.PI);
            double share = Math.clamp((turns - 1) / (HIGH_FREQUENCY - 1), 0, 1);
            factors[i] = (float) (1 / ((1 - share) / LARGEST_FACTOR + share));
        }
        return factors;
    }
}
