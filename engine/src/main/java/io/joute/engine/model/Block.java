package io.joute.engine.model;

import io.joute.engine.kernel.Attention;
import io.joute.engine.kernel.Kernels;
import io.joute.engine.kernel.RopeTable;
import io.joute.engine.tensor.Weight;
import java.util.List;
import java.util.Optional;

/** One block: norm, attention, add, norm, feed-forward, add; with a norm before either add where the family has it. Immutable. */
final class Block {
    private final ModelConfig config;
    private final int layer;
    private final BlockWeights weights;
    private final Kernels kernels;
    private final List<Weight> attnIn;
    private final List<Weight> ffnIn;
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
        this.attnIn = List.of(weights.attnQ(), weights.attnK(), weights.attnV());
        this.ffnIn = List.of(weights.ffnGate(), weights.ffnUp());
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
        kernels.matmul(attnIn, pass.normed, List.of(pass.query, pass.key, pass.value), pass.batch);
        attnQBias.ifPresent(vector -> kernels.addToEach(pass.query, vector, pass.batch));
        attnKBias.ifPresent(vector -> kernels.addToEach(pass.key, vector, pass.batch));
        attnVBias.ifPresent(vector -> kernels.addToEach(pass.value, vector, pass.batch));
        pass.see(Stage.ATTN_Q, layer, pass.query);
        pass.see(Stage.ATTN_K, layer, pass.key);
        pass.see(Stage.ATTN_V, layer, pass.value);
        normHeads(pass, config.headCount(), attnQNorm, Stage.ATTN_Q_NORM);
        normHeads(pass, config.headCountKv(), attnKNorm, Stage.ATTN_K_NORM);
        rotate(pass);
        remember(pass);
        lookBack(pass);
        pass.see(Stage.ATTN_VALUES, layer, pass.attended);
        kernels.matmul(weights.attnOutput(), pass.attended, pass.projected, pass.batch);
        addToStream(pass, attnPostNorm, Stage.ATTN_OUTPUT);
    }

    private void normHeads(Pass pass, int headCount, Optional<float[]> gain, Stage stage) {
        float[] heads = stage == Stage.ATTN_Q_NORM ? pass.query : pass.key;
        gain.ifPresent(vector -> {
            kernels.rmsNorm(heads, vector, config.normEpsilon(), heads, pass.batch * headCount);
            pass.see(stage, layer, heads);
        });
    }

    private void lookBack(Pass pass) {
        if (pass.slices.size() == 1) {
            attendTo(pass.slices.getFirst(), pass.query, pass.attended);
            return;
        }
        int width = config.queryLength();
        int first = 0;
        for (Slice slice : pass.slices) {
            int length = slice.count() * width;
            float[] query = pass.room.array(PassRoom.Use.SLICE_QUERY, slice.count(), width);
            float[] attended = pass.room.array(PassRoom.Use.SLICE_ATTENDED, slice.count(), width);
            System.arraycopy(pass.query, first, query, 0, length);
            attendTo(slice, query, attended);
            System.arraycopy(attended, 0, pass.attended, first, length);
            first += length;
        }
    }

    private void attendTo(Slice slice, float[] query, float[] attended) {
        kernels.attend(new Attention(shape, query, attended, slice.cache.pages(layer), slice.position, slice.count()));
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
        int token = 0;
        for (Slice slice : pass.slices) {
            for (int i = 0; i < slice.count(); i++) {
                slice.cache.store(layer, slice.position + i, pass.key, pass.value, token * config.keyLength());
                token++;
            }
        }
    }

    private void feedForward(Pass pass) {
        kernels.rmsNorm(pass.stream, ffnNorm, config.normEpsilon(), pass.normed, pass.batch);
        pass.see(Stage.FFN_NORM, layer, pass.normed);
        kernels.matmul(ffnIn, pass.normed, List.of(pass.gate, pass.up), pass.batch);
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
