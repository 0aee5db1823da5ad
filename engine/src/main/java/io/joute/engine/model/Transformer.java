package io.joute.engine.model;

import io.joute.engine.kernel.Kernels;
import io.joute.engine.kernel.RopeTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /**
     * Look up the embeddings of {@code ids}, which take the positions from {@code position} on; the cache holds all before
     * them and has room for them.
     */
    public Pass begin(int[] ids, KvCache cache, int position, Probe probe) {
        if (ids.length < 1 || position < 0 || cache.positions() < (long) position + ids.length) {
            throw new IllegalArgumentException(
                    ids.length + " tokens at position " + position + ", the cache has room for " + cache.positions());
        }
        var pass = new Pass(config, cache, probe, position, ids.length);
        for (int token = 0; token < ids.length; token++) {
            kernels.row(weights.tokenEmbedding(), ids[token], pass.stream, token * config.embeddingLength());
        }
        if (config.scaledEmbedding()) {
            kernels.scale(pass.stream, (float) Math.sqrt(config.embeddingLength()), pass.stream.length);
        }
        frequencies.forEach((scheme, values) -> pass.rope.put(scheme, ropeTable(pass, values)));
        pass.see(Stage.EMBEDDING, -1, pass.stream);
        return pass;
    }

    private RopeTable ropeTable(Pass pass, double[] values) {
        var table =
                new RopeTable(config.headDim(), pass.batch, config.headScheme().pairing() == RopePairing.HALVES);
        for (int token = 0; token < pass.batch; token++) {
            for (int pair = 0; pair < values.length; pair++) {
                table.set(token, pair, (pass.position + token) * values[pair]);
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
        int count = pass.batch - first;
        int width = config.embeddingLength();
        float[] last = Arrays.copyOfRange(pass.stream, first * width, pass.batch * width);
        kernels.rmsNorm(last, outputNorm, config.normEpsilon(), last, count);
        pass.probe.see(Stage.OUTPUT_NORM, -1, last, count);
        float[] logits = new float[Math.multiplyExact(count, config.vocabularySize())];
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
