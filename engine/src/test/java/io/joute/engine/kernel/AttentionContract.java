package io.joute.engine.kernel;

import static io.joute.engine.kernel.KvPage.POSITIONS;

import java.util.Arrays;

/** What machine code computes of attention, to the last bit, in plain loops: the contract of {@code AttentionCode} as a program. */
final class AttentionContract {
    private static final int LANES = 16;

    private final Attention a;
    private float largest = Float.NEGATIVE_INFINITY;
    private final float[] sums = new float[LANES];
    private final float[] outputs;

    private AttentionContract(Attention a) {
        this.a = a;
        this.outputs = new float[a.shape.headDim()];
    }

    /** Outputs of all tokens and heads, {@code [batch][headCount][headDim]}. */
    static float[] outputs(Attention a) {
        int headDim = a.shape.headDim();
        float[] all = new float[a.batch * a.shape.headCount() * headDim];
        for (int token = 0; token < a.batch; token++) {
            for (int head = 0; head < a.shape.headCount(); head++) {
                int at = (token * a.shape.headCount() + head) * headDim;
                System.arraycopy(new AttentionContract(a).head(token, head), 0, all, at, headDim);
            }
        }
        return all;
    }

    private float[] head(int token, int head) {
        float[] query = new float[outputs.length];
        for (int i = 0; i < query.length; i++) {
            query[i] = a.queries[(token * a.shape.headCount() + head) * query.length + i] * a.scale;
        }
        int start = a.start(token);
        int end = a.end(token);
        for (int page = start / POSITIONS; page * POSITIONS < end; page++) {
            int from = Math.max(0, start - page * POSITIONS);
            int to = Math.min(POSITIONS, end - page * POSITIONS);
            page(a.pages[page], head / a.shape.group(), query, from, to);
        }
        float sum = sum();
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] /= sum;
        }
        return outputs;
    }

    private void page(KvPage page, int headKv, float[] query, int from, int to) {
        float[] keys = page.keys(headKv, new float[page.headLength()]);
        float before = largest;
        float[] weights = new float[POSITIONS];
        for (int slot = from; slot < to; slot++) {
            for (int i = 0; i < query.length; i++) {
                weights[slot] = Math.fma(keys[page.at(headKv) + i * POSITIONS + slot], query[i], weights[slot]);
            }
            largest = Math.max(largest, weights[slot]);
        }
        float factor = Lanes.exp(before - largest);
        float[] totals = new float[LANES];
        for (int slot = from; slot < to; slot++) {
            weights[slot] = Lanes.exp(weights[slot] - largest);
            totals[slot % LANES] += weights[slot];
        }
        for (int lane = 0; lane < LANES; lane++) {
            sums[lane] = Math.fma(sums[lane], factor, totals[lane]);
        }
        float[] values = page.values(headKv, new float[page.headLength()]);
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] *= factor;
            for (int slot = from; slot < to; slot++) {
                float value = values[page.at(headKv) + slot * outputs.length + i];
                outputs[i] = Math.fma(value, weights[slot], outputs[i]);
            }
        }
    }

    private float sum() {
        float[] lanes = Arrays.copyOf(sums, LANES);
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                lanes[i] += lanes[half + i];
            }
        }
        return lanes[0];
    }
}
