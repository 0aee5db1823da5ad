package io.joute.engine.kernel;

import static io.joute.engine.kernel.Lanes.COUNT;
import static io.joute.engine.kernel.Lanes.F;
import static io.joute.engine.kernel.Lanes.LITTLE;

import io.joute.engine.tensor.Nonlinear;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Blocks of 32 elements to floats. Every layout is made of runs of 16 elements: their quants are put together in 16 bytes
 * whatever the length of this machine's vectors, then widened and scaled.
 */
final class VectorBlocks {
    static final VectorSpecies<Byte> SIXTEEN = ByteVector.SPECIES_128;

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(LITTLE);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(LITTLE);
    private static final ByteVector LEVELS = ByteVector.fromArray(SIXTEEN, Nonlinear.levels(), 0);
    private static final int BLOCK = 32;

    private VectorBlocks() {}

    static void q41(MemorySegment data, long start, float[] out, int offset, int columns) {
        long at = start;
        for (int c = offset; c < offset + columns; c += BLOCK) {
            FloatVector scale = half(data, at);
            FloatVector minimum = half(data, at + 2);
            ByteVector pairs = sixteen(data, at + 4);
            scaled(low(pairs), scale, minimum, out, c);
            scaled(high(pairs), scale, minimum, out, c + 16);
            at += 20;
        }
    }

    static void q50(MemorySegment data, long start, float[] out, int offset, int columns) {
        long at = start;
        for (int c = offset; c < offset + columns; c += BLOCK) {
            FloatVector scale = half(data, at);
            int fifths = data.get(INT, at + 2);
            ByteVector pairs = sixteen(data, at + 6);
            scaled(fifth(low(pairs), fifths).sub((byte) 16), scale, out, c);
            scaled(fifth(high(pairs), fifths >>> 16).sub((byte) 16), scale, out, c + 16);
            at += 22;
        }
    }

    static void q51(MemorySegment data, long start, float[] out, int offset, int columns) {
        long at = start;
        for (int c = offset; c < offset + columns; c += BLOCK) {
            FloatVector scale = half(data, at);
            FloatVector minimum = half(data, at + 2);
            int fifths = data.get(INT, at + 4);
            ByteVector pairs = sixteen(data, at + 8);
            scaled(fifth(low(pairs), fifths), scale, minimum, out, c);
            scaled(fifth(high(pairs), fifths >>> 16), scale, minimum, out, c + 16);
            at += 24;
        }
    }

    static void iq4nl(MemorySegment data, long start, float[] out, int offset, int columns) {
        long at = start;
        for (int c = offset; c < offset + columns; c += BLOCK) {
            FloatVector scale = half(data, at);
            ByteVector pairs = sixteen(data, at + 2);
            scaled(levels(low(pairs)), scale, out, c);
            scaled(levels(high(pairs)), scale, out, c + 16);
            at += 18;
        }
    }

    static FloatVector half(MemorySegment data, long at) {
        return FloatVector.broadcast(F, Float.float16ToFloat(data.get(SHORT, at)));
    }

    static ByteVector sixteen(MemorySegment data, long at) {
        return ByteVector.fromMemorySegment(SIXTEEN, data, at, LITTLE);
    }

    static ByteVector low(ByteVector pairs) {
        return pairs.and((byte) 15);
    }

    static ByteVector high(ByteVector pairs) {
        return right(pairs, 4).and((byte) 15);
    }

    /** Bytes shifted right, the upper bits those of a neighbour, to be masked: processors shift no bytes. */
    static ByteVector right(ByteVector bytes, int bits) {
        return bytes.reinterpretAsShorts().lanewise(VectorOperators.LSHR, bits).reinterpretAsBytes();
    }

    /** Bytes shifted left; none may lose a bit to its neighbour. */
    static ByteVector left(ByteVector bytes, int bits) {
        return bytes.reinterpretAsShorts().lanewise(VectorOperators.LSHL, bits).reinterpretAsBytes();
    }

    static ByteVector levels(ByteVector indices) {
        return indices.selectFrom(LEVELS);
    }

    private static ByteVector fifth(ByteVector quants, int bits) {
        return quants.lanewise(VectorOperators.OR, (byte) 16, VectorMask.fromLong(SIXTEEN, bits & 0xFFFF));
    }

    /** Store {@code scale · q} of sixteen signed bytes. */
    static void scaled(ByteVector quants, FloatVector scale, float[] out, int c) {
        Lanes.floats(quants, 0).mul(scale).intoArray(out, c);
        if (COUNT <= 8) {
            Lanes.floats(quants, 1).mul(scale).intoArray(out, c + COUNT);
        }
        if (COUNT == 4) {
            Lanes.floats(quants, 2).mul(scale).intoArray(out, c + 8);
            Lanes.floats(quants, 3).mul(scale).intoArray(out, c + 12);
        }
    }

    /** Store {@code scale · q + minimum} of sixteen signed bytes, rounded once. */
    static void scaled(ByteVector quants, FloatVector scale, FloatVector minimum, float[] out, int c) {
        Lanes.floats(quants, 0).fma(scale, minimum).intoArray(out, c);
        if (COUNT <= 8) {
            Lanes.floats(quants, 1).fma(scale, minimum).intoArray(out, c + COUNT);
        }
        if (COUNT == 4) {
            Lanes.floats(quants, 2).fma(scale, minimum).intoArray(out, c + 8);
            Lanes.floats(quants, 3).fma(scale, minimum).intoArray(out, c + 12);
        }
    }
}
