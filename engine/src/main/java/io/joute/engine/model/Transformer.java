package io.joute.engine.model;

import io.joute.engine.kernel.Kernels;
import io.joute.engine.kernel.RopeTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A dense decoder-only transformer: configuration and weights, both immutable; the state is the caller's {@link KvCache}
 * and the {@link Pass} of the moment. Safe for any number of threads.
 *
 * <p>A pass is {@link #begin}, then every {@link #block} in order, then {@link #logits}: in parts, so that a caller may
 * stop, or let another one compute, between blocks. The logits of a token do not depend on how its conversation was cut
 * into passes.
 */
public final class Transformer {
    private final ModelConfig config;
    private final ModelWeights weights;
    private final Kernels kernels;
    private final List<Block> blocks;
    private final float[] outputNorm;
    private final Map<RopeScheme, double[]> frequencies = new HashMap<>();

    /** Put a model together. */
    public Transformer(ModelConfig config, ModelWeights weights, Kernels kernels) {
        this.config = config;
        this.weights = weights;
        this.kernels = kernels;
        List<Block> list = new ArrayList<>();
        for (int layer = 0; layer < config.blockCount(); layer++) {
            list.add(new Block(config, layer, weights.blocks().get(layer), kernels));
            frequencies.computeIfAbsent(config.layers().get(layer).rope(), this::frequencies);
        }
        this.blocks = List.copyOf(list);
        this.outputNorm = Kernels.decoded(weights.outputNorm(), 0);
    }

    /** Its numbers. */
    public ModelConfig config() {
        return config;
    }

    /** Its weights. */
    public ModelWeights weights() {
        return weights;
    }

    /** What computes. */
    public Kernels kernels() {
        return kernels;
    }

    private double[] frequencies(RopeScheme scheme) {
        double[] all = new double[config.headDim() / 2];
        for (int i = 0; i < all.length; i++) {
            all[i] = Math.pow(scheme.base(), -2.0 * i / config.headDim()) / scheme.factor(i);
        }
        return all;
    }

    /** Bytes of the intermediates of a pass of {@code batch} tokens. */
    public long passBytes(int batch) {
        return Pass.bytes(config, batch);
    }

    /** A pass of one conversation with arrays of its own; see {@link #begin(List, Probe, PassRoom)}. */
    public Pass begin(int[] ids, KvCache cache, int position, Probe probe) {
        return begin(List.of(new Slice(ids, cache, position)), probe, new PassRoom());
    }

    /**
     * Look up the embeddings of all tokens of {@code slices}, at least one, each of another conversation. They share every
     * matrix product of the pass; each attends to its own cache only.
     *
     * @param room arrays to use, until the next pass that is given the same
     */
    public Pass begin(List<Slice> slices, Probe probe, PassRoom room) {
        if (slices.isEmpty()) {
            throw new IllegalArgumentException("a pass of no slices, expected 1 or more");
        }
        var pass = new Pass(config, slices, probe, room);
        int token = 0;
        for (Slice slice : slices) {
            for (int id : slice.ids) {
                kernels.row(weights.tokenEmbedding(), id, pass.stream, token * config.embeddingLength());
                token++;
            }
        }
        if (config.scaledEmbedding()) {
            kernels.scale(
                    pass.stream, (float) Math.sqrt(config.embeddingLength()), pass.batch * config.embeddingLength());
        }
        frequencies.forEach((scheme, values) -> pass.rope.put(scheme, ropeTable(pass, values)));
        pass.see(Stage.EMBEDDING, -1, pass.stream);
        return pass;
    }

    private RopeTable ropeTable(Pass pass, double[] values) {
        var table =
                new RopeTable(config.headDim(), pass.batch, config.headScheme().pairing() == RopePairing.HALVES);
        int token = 0;
        for (Slice slice : pass.slices) {
            for (int i = 0; i < slice.count(); i++) {
                for (int pair = 0; pair < values.length; pair++) {
                    table.set(token, pair, (slice.position + i) * values[pair]);
                }
                token++;
            }
        }
        return table;
    }

    /** Carry the pass through block {@code layer}. */
    public void block(Pass pass, int layer) {
        blocks.get(layer).forward(pass);
    }

    /** Logits of the pass's tokens from {@code first} on, {@code [batch − first][vocabularySize]}, once all blocks are through. */
    public float[] logits(Pass pass, int first) {
        int[] tokens = IntStream.range(first, pass.batch).toArray();
        return Arrays.copyOf(logits(pass, tokens), Math.multiplyExact(tokens.length, config.vocabularySize()));
    }

    /**
     * Logits of the pass's tokens number {@code tokens}, at least one, {@code [tokens.length][vocabularySize]} and perhaps
     * more behind, once all blocks are through: an array of the pass's room.
     */
    public float[] logits(Pass pass, int[] tokens) {
        int count = tokens.length;
        int width = config.embeddingLength();
        float[] last = pass.room.array(PassRoom.Use.LAST, count, width);
        for (int i = 0; i < count; i++) {
            System.arraycopy(pass.stream, tokens[i] * width, last, i * width, width);
        }
        kernels.rmsNorm(last, outputNorm, config.normEpsilon(), last, count);
        pass.probe.see(Stage.OUTPUT_NORM, -1, last, count);
        float[] logits = pass.room.array(PassRoom.Use.LOGITS, count, config.vocabularySize());
        kernels.matmul(weights.output(), last, logits, count);
        pass.probe.see(Stage.LOGITS, -1, logits, count);
        return logits;
    }

    /** A whole pass at once: logits of the last token. */
    public float[] forward(int[] ids, KvCache cache, int position, Probe probe) {
        Pass pass = begin(ids, cache, position, probe);
        for (int layer = 0; layer < blocks.size(); layer++) {
            block(pass, layer);
        }
        return logits(pass, ids.length - 1);
    }
}
