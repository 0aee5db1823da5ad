package io.joute.engine.kernel;

import static io.joute.engine.kernel.Lanes.B;
import static io.joute.engine.kernel.Lanes.COUNT;
import static io.joute.engine.kernel.Lanes.I;
import static io.joute.engine.kernel.Lanes.LITTLE;

import io.joute.engine.tensor.Nonlinear;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Blocks of 32 elements to floats, and the steps that they share with {@link VectorSuperBlocks}.
 *
 * <p>Every layout is made of runs of 16 bytes. One method takes one run and passes nothing but numbers, because the compiler
 * keeps vectors in registers only where it has inlined everything: a method with more of them passes its limits and is
 * then thirty times slower.
 */
final class VectorBlocks {
    /** Bytes of a run. */
    static final int RUN = 16;

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(LITTLE);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(LITTLE);
    private static final VectorSpecies<Byte> SIXTEEN = VectorSpecies.of(byte.class, VectorShape.S_128_BIT);
    private static final ByteVector LEVELS = ByteVector.fromArray(SIXTEEN, Nonlinear.levels(), 0);
    private static final IntVector LANE = IntVector.zero(I).addIndex(1);
    private static final int BLOCK = 32;

    private VectorBlocks() {}

    static void q41(MemorySegment data, long start, float[] out, int offset, int columns) {
        long at = start;
        for (int c = offset; c < offset + columns; c += BLOCK) {
            float scale = half(data, at);
            float minimum = half(data, at + 2);
            low(data, at + 4, out, c, scale, minimum);
            high(data, at + 4, out, c + RUN, scale, minimum);
            at += 20;
        }
    }

    static void q50(MemorySegment data, long start, float[] out, int offset, int columns) {
        long at = start;
        for (int c = offset; c < offset + columns; c += BLOCK) {
            fiveBits(data, at + 6, data.get(INT, at + 2), 16, out, c, half(data, at), -0f);
            at += 22;
        }
    }

    static void q51(MemorySegment data, long start, float[] out, int offset, int columns) {
        long at = start;
        for (int c = offset; c < offset + columns; c += BLOCK) {
            fiveBits(data, at + 8, data.get(INT, at + 4), 0, out, c, half(data, at), half(data, at + 2));
            at += 24;
        }
    }

    static void iq4nl(MemorySegment data, long start, float[] out, int offset, int columns) {
        long at = start;
        for (int c = offset; c < offset + columns; c += BLOCK) {
            levels(data, at + 2, out, c, half(data, at));
            at += 18;
        }
    }

    static float half(MemorySegment data, long at) {
        return Float.float16ToFloat(data.get(SHORT, at));
    }

    /** {@code scale · q + minimum}, rounded once, of the low halves of sixteen pairs. */
    static void low(MemorySegment data, long at, float[] out, int c, float scale, float minimum) {
        for (int i = 0; i < RUN; i += COUNT) {
            floats(bytes(data, at, i).and(15)).fma(scale, minimum).intoArray(out, c + i);
        }
    }

    /** As {@link #low}, of the high halves. */
    static void high(MemorySegment data, long at, float[] out, int c, float scale, float minimum) {
        for (int i = 0; i < RUN; i += COUNT) {
            IntVector q = bytes(data, at, i).lanewise(VectorOperators.LSHR, 4);
            floats(q).fma(scale, minimum).intoArray(out, c + i);
        }
    }

    /** {@code scale · (q − zero) + minimum}, rounded once; a minimum of −0 leaves even the sign of zero. */
    private static void fiveBits(
            MemorySegment data, long at, int fifths, int zero, float[] out, int c, float scale, float minimum) {
        for (int i = 0; i < RUN; i += COUNT) {
            IntVector pairs = bytes(data, at, i);
            IntVector low = pairs.and(15).or(fifth(fifths >>> i));
            floats(low.sub(zero)).fma(scale, minimum).intoArray(out, c + i);
            IntVector high = pairs.lanewise(VectorOperators.LSHR, 4).or(fifth(fifths >>> (RUN + i)));
            floats(high.sub(zero)).fma(scale, minimum).intoArray(out, c + RUN + i);
        }
    }

    /** 16 in each lane whose bit is set. */
    private static IntVector fifth(int bits) {
        return IntVector.broadcast(I, bits)
                .lanewise(VectorOperators.LSHR, LANE)
                .and(1)
                .lanewise(VectorOperators.LSHL, 4);
    }

    /** Sixteen pairs of level numbers: {@code scale · level}, of low halves and then high halves. */
    static void levels(MemorySegment data, long at, float[] out, int c, float scale) {
        ByteVector pairs = ByteVector.fromMemorySegment(SIXTEEN, data, at, LITTLE);
        store(pairs.and((byte) 15).selectFrom(LEVELS), scale, out, c);
        // Shorts, since processors shift no bytes; what comes from the neighbour is cut off.
        ByteVector high = pairs.reinterpretAsShorts()
                .lanewise(VectorOperators.LSHR, 4)
                .reinterpretAsBytes()
                .and((byte) 15);
        store(high.selectFrom(LEVELS), scale, out, c + RUN);
    }

    private static void store(ByteVector quants, float scale, float[] out, int c) {
        Lanes.floats(quants, 0).mul(scale).intoArray(out, c);
        if (COUNT <= 8) {
            Lanes.floats(quants, 1).mul(scale).intoArray(out, c + COUNT);
        }
        if (COUNT == 4) {
            Lanes.floats(quants, 2).mul(scale).intoArray(out, c + 8);
            Lanes.floats(quants, 3).mul(scale).intoArray(out, c + 12);
        }
    }

    /** Bytes {@code i} to {@code i + COUNT} of the run at {@code at}, without sign. */
    static IntVector bytes(MemorySegment data, long at, int i) {
        if (COUNT == 4) {
            // There is no species of four bytes, and eight from here might pass the end of the file.
            ByteVector eight = ByteVector.fromMemorySegment(B, data, at + (i & 8), LITTLE);
            return (i & 4) == 0 ? widened(eight, 0) : widened(eight, 1);
        }
        return widened(ByteVector.fromMemorySegment(B, data, at + i, LITTLE), 0);
    }

    private static IntVector widened(ByteVector bytes, int part) {
        return (IntVector) bytes.convertShape(VectorOperators.ZERO_EXTEND_B2I, I, part);
    }

    static FloatVector floats(IntVector q) {
        return (FloatVector) q.convert(VectorOperators.I2F, 0);
    }
}
