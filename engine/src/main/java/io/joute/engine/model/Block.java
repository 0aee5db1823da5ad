package io.joute.engine.model;

import io.joute.engine.kernel.Attention;
import io.joute.engine.kernel.Kernels;
import io.joute.engine.kernel.RopeTable;
import io.joute.engine.tensor.Weight;
import java.util.Optional;

/** One block: norm, attention, add, norm, feed-forward, add; with a norm before either add where the family has it. Immutable. */
final class Block {
    private final ModelConfig config;
    private final int layer;
    private final BlockWeights weights;
    private final Kernels kernels;
    private final float[] attnNorm;
    private final float[] ffnNorm;
    private final Optional<float[]> attnQBias;
    private final Optional<float[]> attnKBias;
    private final Optional<float[]> attnVBias;
    private final Optional<float[]> attnQNorm;
    private final Optional<float[]> attnKNorm;
    private final Optional<float[]> attnPostNorm;
    private final Optional<float[]> ffnPostNorm;
    private final Attention.Shape shape;

    Block(ModelConfig config, int layer, BlockWeights weights, Kernels kernels) {
        this.config = config;
        this.layer = layer;
        this.weights = weights;
        this.kernels = kernels;
        this.attnNorm = Kernels.decoded(weights.attnNorm(), 0);
        this.ffnNorm = Kernels.decoded(weights.ffnNorm(), 0);
        BlockWeights.Extras extras = weights.extras();
        this.attnQBias = decoded(extras.attnQBias());
        this.attnKBias = decoded(extras.attnKBias());
        this.attnVBias = decoded(extras.attnVBias());
        this.attnQNorm = decoded(extras.attnQNorm());
        this.attnKNorm = decoded(extras.attnKNorm());
        this.attnPostNorm = decoded(extras.attnPostNorm());
        this.ffnPostNorm = decoded(extras.ffnPostNorm());
        this.shape = shape(config, layer);
    }

    private static Optional<float[]> decoded(Optional<Weight> vector) {
        return vector.map(weight -> Kernels.decoded(weight, 0));
    }

    private static Attention.Shape shape(ModelConfig config, int layer) {
        int span = switch (config.layers().get(layer).span()) {
            case AttentionSpan.Full full -> Integer.MAX_VALUE;
            case AttentionSpan.Sliding sliding -> sliding.window();
        };
        return new Attention.Shape(
                config.headCount(),
                config.headCountKv(),
                config.headDim(),
                span,
                config.headScheme().scale());
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
        project(weights.attnQ(), attnQBias, pass, pass.query);
        project(weights.attnK(), attnKBias, pass, pass.key);
        project(weights.attnV(), attnVBias, pass, pass.value);
        pass.see(Stage.ATTN_Q, layer, pass.query);
        pass.see(Stage.ATTN_K, layer, pass.key);
        pass.see(Stage.ATTN_V, layer, pass.value);
        normHeads(pass, pass.query, attnQNorm, Stage.ATTN_Q_NORM);
        normHeads(pass, pass.key, attnKNorm, Stage.ATTN_K_NORM);
        rotate(pass);
        remember(pass);
        kernels.attend(
                new Attention(shape, pass.query, pass.attended, pass.cache.pages(layer), pass.position, pass.batch));
        pass.see(Stage.ATTN_VALUES, layer, pass.attended);
        kernels.matmul(weights.attnOutput(), pass.attended, pass.projected, pass.batch);
        addToStream(pass, attnPostNorm, Stage.ATTN_OUTPUT);
    }

    private void project(Weight weight, Optional<float[]> bias, Pass pass, float[] out) {
        kernels.matmul(weight, pass.normed, out, pass.batch);
        bias.ifPresent(vector -> kernels.addToEach(out, vector, pass.batch));
    }

    private void normHeads(Pass pass, float[] heads, Optional<float[]> gain, Stage stage) {
        gain.ifPresent(vector -> {
            int count = heads.length / vector.length;
            kernels.rmsNorm(heads, vector, config.normEpsilon(), heads, count);
            pass.see(stage, layer, heads);
        });
    }

    private void addToStream(Pass pass, Optional<float[]> postNorm, Stage stage) {
        postNorm.ifPresent(
                gain -> kernels.rmsNorm(pass.projected, gain, config.normEpsilon(), pass.projected, pass.batch));
        pass.see(stage, layer, pass.projected);
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
        pass.see(Stage.FFN_GATE, layer, pass.gate);
        pass.see(Stage.FFN_UP, layer, pass.up);
        int length = pass.batch * config.feedForwardLength();
        switch (config.activation()) {
            case Activation.Silu silu -> kernels.silu(pass.gate, pass.up, length);
            case Activation.GeluTanh gelu -> kernels.gelu(pass.gate, pass.up, length);
        }
        pass.see(Stage.FFN_GATED, layer, pass.gate);
        kernels.matmul(weights.ffnDown(), pass.gate, pass.projected, pass.batch);
        addToStream(pass, ffnPostNorm, Stage.FFN_DOWN);
    }
}
