package io.joute.engine.kernel;

import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The species of this machine, and what must be the same in every vector kernel.
 *
 * <p>The order of every sum is fixed here and nowhere left to the machine: element k of a row goes to lane k mod {@link
 * #COUNT}, in increasing k by fused multiply-add, and lanes are folded in halves. {@code reduceLanes} is not used: its
 * order may change between the interpreter and compiled code.
 */
final class Lanes {
    static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;

    /** Float lanes of a vector: 4, 8 or 16; one in which a block of 32 is a whole number of vectors. */
    static final int COUNT = F.length();

    /** The species with as many shorts as {@link #F} has floats. */
    static final VectorSpecies<Short> S =
            VectorSpecies.of(short.class, VectorShape.forBitSize(Math.max(64, COUNT * Short.SIZE)));

    /** The species with as many bytes as {@link #F} has floats, or with 8 where there is none so short. */
    static final VectorSpecies<Byte> B =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, COUNT * Byte.SIZE)));

    static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;

    private static final float LOG2_E = (float) (1 / Math.log(2));
    /** ln 2 in two parts, the first exact in few bits, so that n·ln 2 is subtracted without loss. */
    private static final float LN2_HIGH = 355 / 512f;

    private static final float LN2_LOW = (float) (Math.log(2) - LN2_HIGH);
    /** Adding it rounds a small float to an integer and leaves that integer in the low bits. */
    private static final float ROUND = 0x1.8p23f;

    private static final float EXP_LOW = -87.33f;
    private static final float EXP_HIGH = 88.37f;
    private static final float C7 = 1 / 5040f;
    private static final float C6 = 1 / 720f;
    private static final float C5 = 1 / 120f;
    private static final float C4 = 1 / 24f;
    private static final float C3 = 1 / 6f;

    private Lanes() {}

    /** Fold the vector that was stored at {@code a[offset]}, in halves; overwrites it. */
    static float fold(float[] a, int offset) {
        for (int half = COUNT / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                a[offset + i] += a[offset + half + i];
            }
        }
        return a[offset];
    }

    /** {@code COUNT} signed bytes from {@code bytes} on lane {@code part · COUNT}, as floats. */
    static FloatVector floats(ByteVector bytes, int part) {
        return (FloatVector) bytes.convertShape(VectorOperators.B2F, F, part);
    }

    /**
     * e^x to about 1e-7 relative: x = n·ln 2 + r, |r| ≤ ln 2 / 2, Taylor's polynomial of degree 7 in r, n added to the
     * exponent. Below −87.33 it gives e^−87.33, above 88.37 e^88.37; NaN stays NaN.
     */
    static FloatVector exp(FloatVector x) {
        FloatVector clamped = x.max(EXP_LOW).min(EXP_HIGH);
        FloatVector shifted = clamped.fma(FloatVector.broadcast(F, LOG2_E), FloatVector.broadcast(F, ROUND));
        FloatVector n = shifted.sub(ROUND);
        FloatVector r = n.fma(FloatVector.broadcast(F, -LN2_HIGH), clamped);
        r = n.fma(FloatVector.broadcast(F, -LN2_LOW), r);
        FloatVector y = r.fma(FloatVector.broadcast(F, C7), FloatVector.broadcast(F, C6));
        y = y.fma(r, FloatVector.broadcast(F, C5));
        y = y.fma(r, FloatVector.broadcast(F, C4));
        y = y.fma(r, FloatVector.broadcast(F, C3));
        y = y.fma(r, FloatVector.broadcast(F, 0.5f));
        y = y.fma(r, FloatVector.broadcast(F, 1f));
        y = y.fma(r, FloatVector.broadcast(F, 1f));
        IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
        return y.reinterpretAsInts().add(exponent).reinterpretAsFloats();
    }

    /** The same steps for one number: equal bits. */
    static float exp(float x) {
        float clamped = Math.min(Math.max(x, EXP_LOW), EXP_HIGH);
        float shifted = Math.fma(clamped, LOG2_E, ROUND);
        float n = shifted - ROUND;
        float r = Math.fma(n, -LN2_HIGH, clamped);
        r = Math.fma(n, -LN2_LOW, r);
        float y = Math.fma(r, C7, C6);
        y = Math.fma(y, r, C5);
        y = Math.fma(y, r, C4);
        y = Math.fma(y, r, C3);
        y = Math.fma(y, r, 0.5f);
        y = Math.fma(y, r, 1f);
        y = Math.fma(y, r, 1f);
        return Float.intBitsToFloat(Float.floatToRawIntBits(y) + (Float.floatToRawIntBits(shifted) << 23));
    }
}
