package io.joute.distill.train;

import io.joute.engine.model.ModelConfig;

/**
 * From a batch to the logits of its answer tokens, keeping every intermediate on a {@link Tape}.
 *
 * <p>norm → attention (q, k, v → RoPE → scores → softmax → values → output) → add → norm → feed-forward → add; final norm
 * and the output matrix only where an answer token is predicted.
 */
final class ForwardPass {
    private final ParameterLayout layout;
    private final Workers workers;
    private final Gemm gemm;
    private final RmsNorm norm;
    private final Attention attention;
    private final Rotary rotary;

    ForwardPass(ParameterLayout layout, Workers workers) {
        ModelConfig config = layout.config();
        this.layout = layout;
        this.workers = workers;
        this.gemm = new Gemm(workers);
        this.norm = new RmsNorm(workers, config.normEpsilon(), config.embeddingLength());
        this.attention = new Attention(workers, config);
        this.rotary = rotary(config);
    }

    static Rotary rotary(ModelConfig config) {
        double base = config.layers().getFirst().rope().base();
        return new Rotary(base, config.headDim(), config.contextLength());
    }

    void run(float[] p, Batch batch, Tape tape) {
        embed(p, batch, tape.blocks.isEmpty() ? tape.last : tape.blocks.getFirst().input);
        for (int i = 0; i < tape.blocks.size(); i++) {
            float[] out = i + 1 < tape.blocks.size() ? tape.blocks.get(i + 1).input : tape.last;
            block(p, batch, layout.blocks().get(i), tape.blocks.get(i), out);
        }
        head(p, batch, tape);
    }

    private void embed(float[] p, Batch batch, float[] out) {
        int width = layout.config().embeddingLength();
        for (int i = 0; i < batch.length(); i++) {
            System.arraycopy(p, layout.tokenEmbedding().offset() + batch.tokens[i] * width, out, i * width, width);
        }
    }

    private void block(float[] p, Batch batch, ParameterLayout.BlockSlots slots, Tape.Block tape, float[] out) {
        int rows = batch.length();
        norm.forward(tape.input, p, slots.attnNorm().offset(), tape.attnNormed, tape.attnInverse, rows);
        linear(p, slots.attnQ(), tape.attnNormed, tape.q, rows);
        linear(p, slots.attnK(), tape.attnNormed, tape.k, rows);
        linear(p, slots.attnV(), tape.attnNormed, tape.v, rows);
        turn(batch, tape.q, tape.k, 1, rotary, workers, layout.config());
        attention.forward(batch, tape.q, tape.k, tape.v, tape.mixed);
        linear(p, slots.attnOutput(), tape.mixed, tape.middle, rows);
        add(tape.input, tape.middle, rows);
        norm.forward(tape.middle, p, slots.ffnNorm().offset(), tape.ffnNormed, tape.ffnInverse, rows);
        linear(p, slots.ffnGate(), tape.ffnNormed, tape.gate, rows);
        linear(p, slots.ffnUp(), tape.ffnNormed, tape.up, rows);
        int gate = layout.config().feedForwardLength();
        workers.ranges(
                rows, 1, (from, to) -> Elementwise.swiGlu(tape.gate, tape.up, tape.activated, from * gate, to * gate));
        linear(p, slots.ffnDown(), tape.activated, out, rows);
        add(tape.middle, out, rows);
    }

    private void head(float[] p, Batch batch, Tape tape) {
        int width = layout.config().embeddingLength();
        for (int i = 0; i < batch.answers(); i++) {
            System.arraycopy(tape.last, batch.sources[i] * width, tape.gathered, i * width, width);
        }
        norm.forward(
                tape.gathered, p, layout.outputNorm().offset(), tape.finalNormed, tape.finalInverse, batch.answers());
        linear(p, layout.tokenEmbedding(), tape.finalNormed, tape.logits, batch.answers());
    }

    private void linear(float[] p, ParameterLayout.Slot slot, float[] x, float[] y, int rows) {
        gemm.multiply(
                Matrix.of(x, rows, slot.columns()), Matrix.of(p, slot).transposed(), Matrix.of(y, rows, slot.rows()));
    }

    private void add(float[] x, float[] y, int rows) {
        int width = layout.config().embeddingLength();
        workers.ranges(rows, 1, (from, to) -> Elementwise.add(x, from * width, y, from * width, (to - from) * width));
    }

    static void turn(
            Batch batch, float[] q, float[] k, int direction, Rotary rotary, Workers workers, ModelConfig config) {
        workers.ranges(batch.length(), 1, (from, to) -> {
            for (int i = from; i < to; i++) {
                int position = batch.positions[i];
                rotary.turn(q, i * config.queryLength(), config.headCount(), position, direction);
                rotary.turn(k, i * config.keyLength(), config.headCountKv(), position, direction);
            }
        });
    }
}
