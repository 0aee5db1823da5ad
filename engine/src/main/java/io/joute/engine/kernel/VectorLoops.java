package io.joute.engine.kernel;

import static io.joute.engine.kernel.Lanes.COUNT;
import static io.joute.engine.kernel.Lanes.F;

import io.joute.engine.tensor.Weight;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;

/** The Vector API's loops, for vectors of 128, 256 or 512 bits. */
final class VectorLoops implements Loops {
    /** From this many tokens on, decoding rows to floats once pays. */
    private static final int TILE_BATCH = 8;

    private static final VectorShuffle<Float> SWAP_PAIRS = VectorShuffle.fromOp(F, i -> i ^ 1);
    private static final float GELU_SCALE = (float) (2 * Math.sqrt(2 / Math.PI));
    private static final float GELU_CUBE = 0.044715f;

    /** Below it a gate is closed to the last bit; without it −3e38 divided by the largest exponential would not be 0. */
    private static final float CLOSED = -88;

    @Override
    public String name() {
        return "vector-" + F.vectorBitSize();
    }

    @Override
    public void prepare(Product p, WorkerPool pool) {
        // Floats are taken as they are.
    }

    @Override
    public boolean preparesAlike(Product first, Product other) {
        return true;
    }

    @Override
    public void multiply(Product p, int from, int to, Scratch scratch) {
        if (p.batch >= TILE_BATCH || p.columns % COUNT != 0) {
            VectorTile.multiply(p, from, to, scratch);
        } else if (VectorStream.unpacks(p.type)) {
            VectorStream.multiply(p, from, to, scratch);
        } else {
            VectorRows.multiply(p, from, to, scratch);
        }
    }

    @Override
    public void decode(Weight weight, int row, float[] out, int offset) {
        VectorDecode.row(weight, row, out, offset);
    }

    @Override
    public void rmsNorm(float[] x, int offset, float[] gain, float epsilon, float[] out) {
        int length = gain.length;
        float scale = (float) (1 / Math.sqrt((double) sumOfSquares(x, offset, length) / length + epsilon));
        int body = length - length % COUNT;
        for (int i = 0; i < body; i += COUNT) {
            FloatVector scaled = FloatVector.fromArray(F, x, offset + i).mul(scale);
            scaled.mul(FloatVector.fromArray(F, gain, i)).intoArray(out, offset + i);
        }
        for (int i = body; i < length; i++) {
            out[offset + i] = x[offset + i] * scale * gain[i];
        }
    }

    private static float sumOfSquares(float[] x, int offset, int length) {
        int body = length - length % COUNT;
        FloatVector squares = FloatVector.zero(F);
        for (int i = 0; i < body; i += COUNT) {
            FloatVector v = FloatVector.fromArray(F, x, offset + i);
            squares = v.fma(v, squares);
        }
        float sum = fold(squares);
        for (int i = body; i < length; i++) {
            sum = Math.fma(x[offset + i], x[offset + i], sum);
        }
        return sum;
    }

    private static float fold(FloatVector v) {
        float[] lanes = v.toArray();
        return Lanes.fold(lanes, 0);
    }

    @Override
    public void rotate(float[] x, int offset, int heads, RopeTable table, int token) {
        int headDim = table.headDim();
        for (int head = 0; head < heads; head++) {
            int at = offset + head * headDim;
            if (table.halves()) {
                rotateHalves(x, at, table, token * headDim);
            } else {
                rotateNeighbours(x, at, table, token * headDim);
            }
        }
    }

    private static void rotateNeighbours(float[] x, int at, RopeTable table, int entry) {
        int headDim = table.headDim();
        int body = headDim - headDim % COUNT;
        for (int i = 0; i < body; i += COUNT) {
            FloatVector v = FloatVector.fromArray(F, x, at + i);
            FloatVector turned = v.rearrange(SWAP_PAIRS).mul(FloatVector.fromArray(F, table.sin, entry + i));
            v.fma(FloatVector.fromArray(F, table.cos, entry + i), turned).intoArray(x, at + i);
        }
        for (int i = body; i < headDim; i += 2) {
            rotatePair(x, at + i, table, entry + i);
        }
    }

    private static void rotateHalves(float[] x, int at, RopeTable table, int entry) {
        int half = table.headDim() / 2;
        int body = half - half % COUNT;
        for (int i = 0; i < body; i += COUNT) {
            FloatVector cos = FloatVector.fromArray(F, table.cos, entry + i);
            FloatVector sin = FloatVector.fromArray(F, table.sin, entry + half + i);
            FloatVector low = FloatVector.fromArray(F, x, at + i);
            FloatVector high = FloatVector.fromArray(F, x, at + half + i);
            low.fma(cos, high.mul(sin).neg()).intoArray(x, at + i);
            high.fma(cos, low.mul(sin)).intoArray(x, at + half + i);
        }
        for (int i = body; i < half; i++) {
            rotatePair(x, at + i, table, entry + i);
        }
    }

    private static void rotatePair(float[] x, int at, RopeTable table, int entry) {
        int partner = table.partner();
        float first = x[at];
        float second = x[at + partner];
        x[at] = Math.fma(first, table.cos[entry], second * table.sin[entry]);
        x[at + partner] = Math.fma(second, table.cos[entry + partner], first * table.sin[entry + partner]);
    }

    @Override
    public void silu(float[] gate, float[] up, int from, int to) {
        int body = to - (to - from) % COUNT;
        for (int i = from; i < body; i += COUNT) {
            FloatVector x = FloatVector.fromArray(F, gate, i).max(CLOSED);
            FloatVector y = x.div(Lanes.exp(x.neg()).add(1f));
            y.mul(FloatVector.fromArray(F, up, i)).intoArray(gate, i);
        }
        for (int i = body; i < to; i++) {
            float x = Math.max(gate[i], CLOSED);
            gate[i] = x / (Lanes.exp(-x) + 1f) * up[i];
        }
    }

    /** {@code x/2 · (1 + tanh u) = x · σ(2u)}, with {@code u = √(2/π) · (x + 0.044715 x³)}. */
    @Override
    public void gelu(float[] gate, float[] up, int from, int to) {
        int body = to - (to - from) % COUNT;
        for (int i = from; i < body; i += COUNT) {
            FloatVector x = FloatVector.fromArray(F, gate, i).max(CLOSED);
            FloatVector cube = x.mul(x).mul(x);
            FloatVector twice = cube.fma(FloatVector.broadcast(F, GELU_CUBE), x).mul(GELU_SCALE);
            FloatVector y = x.div(Lanes.exp(twice.neg()).add(1f));
            y.mul(FloatVector.fromArray(F, up, i)).intoArray(gate, i);
        }
        for (int i = body; i < to; i++) {
            float x = Math.max(gate[i], CLOSED);
            float twice = Math.fma(x * x * x, GELU_CUBE, x) * GELU_SCALE;
            gate[i] = x / (Lanes.exp(-twice) + 1f) * up[i];
        }
    }

    @Override
    public void add(float[] x, float[] y, int from, int to) {
        int body = to - (to - from) % COUNT;
        for (int i = from; i < body; i += COUNT) {
            FloatVector.fromArray(F, x, i).add(FloatVector.fromArray(F, y, i)).intoArray(x, i);
        }
        for (int i = body; i < to; i++) {
            x[i] += y[i];
        }
    }

    @Override
    public void softmax(float[] x, int from, int to, float scale) {
        float max = max(x, from, to);
        int body = to - (to - from) % COUNT;
        FloatVector sums = FloatVector.zero(F);
        for (int i = from; i < body; i += COUNT) {
            FloatVector y = Lanes.exp(FloatVector.fromArray(F, x, i).sub(max).mul(scale));
            y.intoArray(x, i);
            sums = sums.add(y);
        }
        float sum = fold(sums);
        for (int i = body; i < to; i++) {
            x[i] = Lanes.exp((x[i] - max) * scale);
            sum += x[i];
        }
        for (int i = from; i < body; i += COUNT) {
            FloatVector.fromArray(F, x, i).div(sum).intoArray(x, i);
        }
        for (int i = body; i < to; i++) {
            x[i] /= sum;
        }
    }

    private static float max(float[] x, int from, int to) {
        int body = to - (to - from) % COUNT;
        FloatVector largest = FloatVector.broadcast(F, Float.NEGATIVE_INFINITY);
        for (int i = from; i < body; i += COUNT) {
            largest = largest.max(FloatVector.fromArray(F, x, i));
        }
        float max = Float.NEGATIVE_INFINITY;
        for (float lane : largest.toArray()) {
            max = Math.max(max, lane);
        }
        for (int i = body; i < to; i++) {
            max = Math.max(max, x[i]);
        }
        return max;
    }

    @Override
    public void attend(Attention a, int headKv, int from, int to, Scratch scratch) {
        VectorAttention.attend(this, a, VectorAttention.heads(a, headKv, from, to, scratch), headKv, scratch);
    }
}
