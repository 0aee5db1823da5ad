package io.joute.engine.model;

import io.joute.engine.kernel.Attention;
import io.joute.engine.kernel.Kernels;
import io.joute.engine.kernel.RopeTable;

/** One block: norm, attention, add, norm, feed-forward, add. Immutable. */
final class Block {
    private final ModelConfig config;
    private final int layer;
    private final BlockWeights weights;
    private final Kernels kernels;
    private final float[] attnNorm;
    private final float[] ffnNorm;
    private final Attention.Shape shape;

    Block(ModelConfig config, int layer, BlockWeights weights, Kernels kernels) {
        this.config = config;
        this.layer = layer;
        this.weights = weights;
        this.kernels = kernels;
        this.attnNorm = Kernels.decoded(weights.attnNorm(), 0);
        this.ffnNorm = Kernels.decoded(weights.ffnNorm(), 0);
        int span = switch (config.layers().get(layer).span()) {
            case AttentionSpan.Full full -> Integer.MAX_VALUE;
            case AttentionSpan.Sliding sliding -> sliding.window();
        };
        this.shape = new Attention.Shape(config.headCount(), config.headCountKv(), config.headDim(), span);
    }

    /** Carry the pass's stream through this block, extending its cache. */
    void forward(Pass pass) {
        attend(pass);
        feedForward(pass);
        pass.see(Stage.BLOCK, layer, pass.stream);
    }

    private void attend(Pass pass) {
        kernels.rmsNorm(pass.stream, attnNorm, config.normEpsilon(), pass.normed, pass.batch);
        pass.see(Stage.ATTN_NORM, layer, pass.normed);
        kernels.matmul(weights.attnQ(), pass.normed, pass.query, pass.batch);
        kernels.matmul(weights.attnK(), pass.normed, pass.key, pass.batch);
        kernels.matmul(weights.attnV(), pass.normed, pass.value, pass.batch);
        pass.see(Stage.ATTN_Q, layer, pass.query);
        pass.see(Stage.ATTN_K, layer, pass.key);
        pass.see(Stage.ATTN_V, layer, pass.value);
        rotate(pass);
        remember(pass);
        kernels.attend(
                new Attention(shape, pass.query, pass.attended, pass.cache.pages(layer), pass.position, pass.batch));
        pass.see(Stage.ATTN_VALUES, layer, pass.attended);
        kernels.matmul(weights.attnOutput(), pass.attended, pass.projected, pass.batch);
        pass.see(Stage.ATTN_OUTPUT, layer, pass.projected);
        kernels.add(pass.stream, pass.projected, pass.batch * config.embeddingLength());
    }

    private void rotate(Pass pass) {
        RopeTable table = pass.rope(config.layers().get(layer).rope());
        kernels.rotate(pass.query, config.headCount(), table, pass.batch);
        kernels.rotate(pass.key, config.headCountKv(), table, pass.batch);
        pass.see(Stage.ATTN_Q_ROTATED, layer, pass.query);
        pass.see(Stage.ATTN_K_ROTATED, layer, pass.key);
    }

    private void remember(Pass pass) {
        for (int token = 0; token < pass.batch; token++) {
            pass.cache.store(layer, pass.position + token, pass.key, pass.value, token * config.keyLength());
        }
    }

    private void feedForward(Pass pass) {
        kernels.rmsNorm(pass.stream, ffnNorm, config.normEpsilon(), pass.normed, pass.batch);
        pass.see(Stage.FFN_NORM, layer, pass.normed);
        kernels.matmul(weights.ffnGate(), pass.normed, pass.gate, pass.batch);
        kernels.matmul(weights.ffnUp(), pass.normed, pass.up, pass.batch);
        int length = pass.batch * config.feedForwardLength();
        switch (config.activation()) {
            case Activation.Silu silu -> kernels.silu(pass.gate, pass.up, length);
            case Activation.GeluTanh gelu -> kernels.gelu(pass.gate, pass.up, length);
        }
        pass.see(Stage.FFN_GATED, layer, pass.gate);
        kernels.matmul(weights.ffnDown(), pass.gate, pass.projected, pass.batch);
        pass.see(Stage.FFN_DOWN, layer, pass.projected);
        kernels.add(pass.stream, pass.projected, pass.batch * config.embeddingLength());
    }
}
