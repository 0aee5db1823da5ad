package io.joute.distill.train;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Operations on runs of floats. Vector part and scalar tail do the same fused operations, so that a result does not depend
 * on the vector length; sums run over four interleaved accumulators for the same reason.
 */
final class Elementwise {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    // exp(x) = 2^n · e^r with n = round(x / ln 2), r in [−ln 2 / 2, ln 2 / 2]; adding 1.5·2^23 rounds and leaves n in
    // the low bits; e^r by Cephes' polynomial.
    private static final float LOG2_E = 1.442695f;
    private static final float LN2_HIGH = 0.6933594f;
    private static final float LN2_LOW = -2.12194440e-4f;
    private static final float ROUND = 12582912f;
    private static final float C7 = 0.00019875691f;
    private static final float C6 = 0.0013981999f;
    private static final float C5 = 0.008333452f;
    private static final float C4 = 0.041665796f;
    private static final float C3 = 0.16666666f;
    private static final float C2 = 0.5f;
    private static final float LOWEST = -87f;
    private static final float HIGHEST = 88f;

    private Elementwise() {}

    /** y += x. */
    static void add(float[] x, int xFrom, float[] y, int yFrom, int length) {
        int i = 0;
        for (; i + LANES <= length; i += LANES) {
            FloatVector.fromArray(SPECIES, y, yFrom + i)
                    .add(FloatVector.fromArray(SPECIES, x, xFrom + i))
                    .intoArray(y, yFrom + i);
        }
        for (; i < length; i++) {
            y[yFrom + i] += x[xFrom + i];
        }
    }

    /** y += factor·x. */
    static void addScaled(float factor, float[] x, int xFrom, float[] y, int yFrom, int length) {
        int i = 0;
        for (; i + LANES <= length; i += LANES) {
            FloatVector.fromArray(SPECIES, x, xFrom + i)
                    .fma(FloatVector.broadcast(SPECIES, factor), FloatVector.fromArray(SPECIES, y, yFrom + i))
                    .intoArray(y, yFrom + i);
        }
        for (; i < length; i++) {
            y[yFrom + i] = Math.fma(x[xFrom + i], factor, y[yFrom + i]);
        }
    }

    /** Sum, in a fixed order. */
    static float sum(float[] x, int from, int length) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = from;
        int end = from + length;
        for (; i + 4 <= end; i += 4) {
            a += x[i];
            b += x[i + 1];
            c += x[i + 2];
            d += x[i + 3];
        }
        for (; i < end; i++) {
            a += x[i];
        }
        return (a + b) + (c + d);
    }

    /** Σ x·y, in a fixed order. */
    static float dot(float[] x, int xFrom, float[] y, int yFrom, int length) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i + 4 <= length; i += 4) {
            a = Math.fma(x[xFrom + i], y[yFrom + i], a);
            b = Math.fma(x[xFrom + i + 1], y[yFrom + i + 1], b);
            c = Math.fma(x[xFrom + i + 2], y[yFrom + i + 2], c);
            d = Math.fma(x[xFrom + i + 3], y[yFrom + i + 3], d);
        }
        for (; i < length; i++) {
            a = Math.fma(x[xFrom + i], y[yFrom + i], a);
        }
        return (a + b) + (c + d);
    }

    /** Largest element. */
    static float max(float[] x, int from, int length) {
        FloatVector best = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        int i = 0;
        for (; i + LANES <= length; i += LANES) {
            best = best.max(FloatVector.fromArray(SPECIES, x, from + i));
        }
        float max = best.reduceLanes(VectorOperators.MAX);
        for (; i < length; i++) {
            max = Math.max(max, x[from + i]);
        }
        return max;
    }

    /** x = exp(scale·(x − shift)), within 2 ulp between −87 and 88 and clamped there. */
    static void exp(float[] x, int from, int length, float shift, float scale) {
        int i = 0;
        for (; i + LANES <= length; i += LANES) {
            exp(FloatVector.fromArray(SPECIES, x, from + i).sub(shift).mul(scale))
                    .intoArray(x, from + i);
        }
        for (; i < length; i++) {
            x[from + i] = exp((x[from + i] - shift) * scale);
        }
    }

    /** out = silu(gate)·up. */
    static void swiGlu(float[] gate, float[] up, float[] out, int from, int to) {
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            FloatVector g = FloatVector.fromArray(SPECIES, gate, i);
            g.div(exp(g.neg()).add(1f))
                    .mul(FloatVector.fromArray(SPECIES, up, i))
                    .intoArray(out, i);
        }
        for (; i < to; i++) {
            out[i] = gate[i] / (exp(-gate[i]) + 1f) * up[i];
        }
    }

    /** From the gradient of silu(gate)·up, that of the gate (in place of it) and that of up. */
    static void swiGluBackward(float[] gate, float[] up, float[] gradient, float[] upGradient, int from, int to) {
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            FloatVector g = FloatVector.fromArray(SPECIES, gate, i);
            FloatVector d = FloatVector.fromArray(SPECIES, gradient, i);
            FloatVector sigmoid =
                    FloatVector.broadcast(SPECIES, 1f).div(exp(g.neg()).add(1f));
            FloatVector silu = g.mul(sigmoid);
            d.mul(silu).intoArray(upGradient, i);
            FloatVector slope = silu.mul(sigmoid.neg().add(1f)).add(sigmoid);
            d.mul(FloatVector.fromArray(SPECIES, up, i)).mul(slope).intoArray(gradient, i);
        }
        for (; i < to; i++) {
            float sigmoid = 1f / (exp(-gate[i]) + 1f);
            float silu = gate[i] * sigmoid;
            float d = gradient[i];
            upGradient[i] = d * silu;
            gradient[i] = d * up[i] * (silu * (1f - sigmoid) + sigmoid);
        }
    }

    private static FloatVector exp(FloatVector x) {
        FloatVector clamped = x.max(LOWEST).min(HIGHEST);
        FloatVector rounded = clamped.mul(LOG2_E).add(ROUND);
        FloatVector n = rounded.sub(ROUND);
        FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), clamped);
        r = n.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
        FloatVector p = FloatVector.broadcast(SPECIES, C7);
        p = p.fma(r, FloatVector.broadcast(SPECIES, C6));
        p = p.fma(r, FloatVector.broadcast(SPECIES, C5));
        p = p.fma(r, FloatVector.broadcast(SPECIES, C4));
        p = p.fma(r, FloatVector.broadcast(SPECIES, C3));
        p = p.fma(r, FloatVector.broadcast(SPECIES, C2));
        p = p.fma(r.mul(r), r).add(1f);
        var exponent =
                rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(0x3F800000);
        return p.mul(exponent.reinterpretAsFloats());
    }

    /** e^x by the same steps as the vector form. */
    static float exp(float x) {
        float clamped = Math.min(Math.max(x, LOWEST), HIGHEST);
        float rounded = clamped * LOG2_E + ROUND;
        float n = rounded - ROUND;
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, clamped));
        float p = Math.fma(C7, r, C6);
        p = Math.fma(p, r, C5);
        p = Math.fma(p, r, C4);
        p = Math.fma(p, r, C3);
        p = Math.fma(p, r, C2);
        p = Math.fma(p, r * r, r) + 1f;
        return p * Float.intBitsToFloat((Float.floatToRawIntBits(rounded) << 23) + 0x3F800000);
    }
}
