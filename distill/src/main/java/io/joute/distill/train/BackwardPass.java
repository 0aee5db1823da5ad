package io.joute.distill.train;

import io.joute.engine.model.ModelConfig;
import java.util.Arrays;

/** From the gradient of the logits to that of every parameter, the stops of {@link ForwardPass} in reverse. */
final class BackwardPass {
    private final ParameterLayout layout;
    private final Workers workers;
    private final Gemm gemm;
    private final RmsNorm norm;
    private final Attention attention;
    private final Rotary rotary;
    /** Gradient of the residual stream. */
    private final float[] stream;

    private final float[] normed;
    private final float[] mixed;
    private final float[] q;
    private final float[] k;
    private final float[] v;
    private final float[] gate;
    private final float[] up;

    BackwardPass(ParameterLayout layout, Workers workers, int maxTokens) {
        ModelConfig config = layout.config();
        this.layout = layout;
        this.workers = workers;
        this.gemm = new Gemm(workers);
        this.norm = new RmsNorm(workers, config.normEpsilon(), config.embeddingLength());
        this.attention = new Attention(workers, config);
        this.rotary = ForwardPass.rotary(config);
        stream = new float[maxTokens * config.embeddingLength()];
        normed = new float[maxTokens * config.embeddingLength()];
        mixed = new float[maxTokens * config.queryLength()];
        q = new float[maxTokens * config.queryLength()];
        k = new float[maxTokens * config.keyLength()];
        v = new float[maxTokens * config.keyLength()];
        gate = new float[maxTokens * config.feedForwardLength()];
        up = new float[maxTokens * config.feedForwardLength()];
    }

    /** Add to {@code gradient} what {@code tape.logits}, by now a gradient, says of each parameter. */
    void run(float[] p, Batch batch, Tape tape, float[] gradient) {
        head(p, batch, tape, gradient);
        for (int i = tape.blocks.size() - 1; i >= 0; i--) {
            feedForward(p, batch, layout.blocks().get(i), tape.blocks.get(i), gradient);
            attention(p, batch, layout.blocks().get(i), tape.blocks.get(i), gradient);
        }
        int width = layout.config().embeddingLength();
        for (int i = 0; i < batch.length(); i++) {
            int row = layout.tokenEmbedding().offset() + batch.tokens[i] * width;
            Elementwise.add(stream, i * width, gradient, row, width);
        }
    }

    private void head(float[] p, Batch batch, Tape tape, float[] gradient) {
        int width = layout.config().embeddingLength();
        int rows = batch.answers();
        toInput(p, layout.tokenEmbedding(), tape.logits, normed, rows, false);
        toWeight(layout.tokenEmbedding(), tape.logits, tape.finalNormed, gradient, rows);
        float[] gathered = new float[rows * width];
        int weight = layout.outputNorm().offset();
        norm.backward(tape.gathered, p, weight, tape.finalInverse, normed, gathered, gradient, rows);
        Arrays.fill(stream, 0, batch.length() * width, 0f);
        for (int i = 0; i < rows; i++) {
            System.arraycopy(gathered, i * width, stream, batch.sources[i] * width, width);
        }
    }

    private void feedForward(
            float[] p, Batch batch, ParameterLayout.BlockSlots slots, Tape.Block tape, float[] gradient) {
        int rows = batch.length();
        int length = layout.config().feedForwardLength();
        toInput(p, slots.ffnDown(), stream, gate, rows, false);
        toWeight(slots.ffnDown(), stream, tape.activated, gradient, rows);
        workers.ranges(
                rows,
                1,
                (from, to) -> Elementwise.swiGluBackward(tape.gate, tape.up, gate, up, from * length, to * length));
        toInput(p, slots.ffnGate(), gate, normed, rows, false);
        toInput(p, slots.ffnUp(), up, normed, rows, true);
        toWeight(slots.ffnGate(), gate, tape.ffnNormed, gradient, rows);
        toWeight(slots.ffnUp(), up, tape.ffnNormed, gradient, rows);
        int weight = slots.ffnNorm().offset();
        norm.backward(tape.middle, p, weight, tape.ffnInverse, normed, stream, gradient, rows);
    }

    private void attention(
            float[] p, Batch batch, ParameterLayout.BlockSlots slots, Tape.Block tape, float[] gradient) {
        int rows = batch.length();
        toInput(p, slots.attnOutput(), stream, mixed, rows, false);
        toWeight(slots.attnOutput(), stream, tape.mixed, gradient, rows);
        attention.backward(batch, tape.q, tape.k, tape.v, mixed, q, k, v);
        ForwardPass.turn(batch, q, k, -1, rotary, workers, layout.config());
        toInput(p, slots.attnQ(), q, normed, rows, false);
        toInput(p, slots.attnK(), k, normed, rows, true);
        toInput(p, slots.attnV(), v, normed, rows, true);
        toWeight(slots.attnQ(), q, tape.attnNormed, gradient, rows);
        toWeight(slots.attnK(), k, tape.attnNormed, gradient, rows);
        toWeight(slots.attnV(), v, tape.attnNormed, gradient, rows);
        int weight = slots.attnNorm().offset();
        norm.backward(tape.input, p, weight, tape.attnInverse, normed, stream, gradient, rows);
    }

    /** dx (+)= dy·W. */
    private void toInput(float[] p, ParameterLayout.Slot slot, float[] dy, float[] dx, int rows, boolean add) {
        Matrix out = Matrix.of(dx, rows, slot.columns());
        Matrix in = Matrix.of(dy, rows, slot.rows());
        if (add) {
            gemm.multiplyAdd(in, Matrix.of(p, slot), out);
        } else {
            gemm.multiply(in, Matrix.of(p, slot), out);
        }
    }

    /** dW += dyᵀ·x. */
    private void toWeight(ParameterLayout.Slot slot, float[] dy, float[] x, float[] gradient, int rows) {
        Matrix dyTransposed = Matrix.of(dy, rows, slot.rows()).transposed();
        gemm.multiplyAdd(dyTransposed, Matrix.of(x, rows, slot.columns()), Matrix.of(gradient, slot));
    }
}
