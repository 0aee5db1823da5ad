package io.joute.engine.kernel;

import static io.joute.engine.kernel.Lanes.B;
import static io.joute.engine.kernel.Lanes.COUNT;
import static io.joute.engine.kernel.Lanes.F;
import static io.joute.engine.kernel.Lanes.I;
import static io.joute.engine.kernel.Lanes.LITTLE;
import static io.joute.engine.kernel.Lanes.S;

import io.joute.engine.tensor.Weight;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Rows of a weight as floats, exactly: an f16 scale times a small integer fits a float, so nothing is rounded here and
 * both matmul paths start from the same numbers.
 */
final class VectorDecode {
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(LITTLE);
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(LITTLE);
    private static final int BLOCK = 32;

    private VectorDecode() {}

    static void row(Weight weight, int row, float[] out, int offset) {
        int columns = (int) weight.columns();
        long start = row * weight.rowBytes();
        MemorySegment data = weight.data();
        switch (weight.type()) {
            case F32 -> MemorySegment.copy(data, FLOAT, start, out, offset, columns);
            case F16 -> f16(data, start, out, offset, columns);
            case BF16 -> bf16(data, start, out, offset, columns);
            case Q8_0 -> q8(data, start, out, offset, columns);
            case Q4_0 -> q4(data, start, out, offset, columns);
        }
    }

    private static void f16(MemorySegment data, long start, float[] out, int offset, int columns) {
        int body = columns - columns % COUNT;
        for (int c = 0; c < body; c += COUNT) {
            f16(data, start + 2L * c).intoArray(out, offset + c);
        }
        for (int c = body; c < columns; c++) {
            out[offset + c] = Float.float16ToFloat(data.get(SHORT, start + 2L * c));
        }
    }

    /**
     * Binary16 to float in integer arithmetic: exponent and fraction moved to their places are 2^112 times too small,
     * also where the half is subnormal; infinities and NaN get all exponent bits.
     */
    static FloatVector f16(MemorySegment data, long at) {
        IntVector half = shorts(data, at);
        IntVector magnitude = half.and(0x7FFF);
        FloatVector scaled = magnitude
                .lanewise(VectorOperators.LSHL, 13)
                .reinterpretAsFloats()
                .mul(0x1p112f);
        VectorMask<Integer> special = magnitude.compare(VectorOperators.GE, 0x7C00);
        IntVector bits = scaled.reinterpretAsInts();
        bits = bits.lanewise(VectorOperators.OR, 0x7F800000, special);
        IntVector sign = half.and(0x8000).lanewise(VectorOperators.LSHL, 16);
        return bits.or(sign).reinterpretAsFloats();
    }

    private static void bf16(MemorySegment data, long start, float[] out, int offset, int columns) {
        int body = columns - columns % COUNT;
        for (int c = 0; c < body; c += COUNT) {
            bf16(data, start + 2L * c).intoArray(out, offset + c);
        }
        for (int c = body; c < columns; c++) {
            out[offset + c] = Float.intBitsToFloat(data.get(SHORT, start + 2L * c) << 16);
        }
    }

    static FloatVector bf16(MemorySegment data, long at) {
        return shorts(data, at).lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats();
    }

    private static IntVector shorts(MemorySegment data, long at) {
        return (IntVector) ShortVector.fromMemorySegment(S, data, at, LITTLE).convertShape(VectorOperators.S2I, I, 0);
    }

    private static void q8(MemorySegment data, long start, float[] out, int offset, int columns) {
        long at = start;
        for (int c = offset; c < offset + columns; c += BLOCK) {
            FloatVector scale = FloatVector.broadcast(F, Float.float16ToFloat(data.get(SHORT, at)));
            for (int i = 0; i < BLOCK; i += B.length()) {
                ByteVector q = ByteVector.fromMemorySegment(B, data, at + 2 + i, LITTLE);
                Lanes.floats(q, 0).mul(scale).intoArray(out, c + i);
                if (B.length() > COUNT) {
                    Lanes.floats(q, 1).mul(scale).intoArray(out, c + i + COUNT);
                }
            }
            at += 2 + BLOCK;
        }
    }

    private static void q4(MemorySegment data, long start, float[] out, int offset, int columns) {
        long at = start;
        for (int c = offset; c < offset + columns; c += BLOCK) {
            FloatVector scale = FloatVector.broadcast(F, Float.float16ToFloat(data.get(SHORT, at)));
            for (int i = 0; i < BLOCK / 2; i += B.length()) {
                ByteVector pairs = ByteVector.fromMemorySegment(B, data, at + 2 + i, LITTLE);
                ByteVector low = pairs.and((byte) 15).sub((byte) 8);
                ByteVector high = pairs.lanewise(VectorOperators.LSHR, 4).sub((byte) 8);
                Lanes.floats(low, 0).mul(scale).intoArray(out, c + i);
                Lanes.floats(high, 0).mul(scale).intoArray(out, c + i + BLOCK / 2);
                if (B.length() > COUNT) {
                    Lanes.floats(low, 1).mul(scale).intoArray(out, c + i + COUNT);
                    Lanes.floats(high, 1).mul(scale).intoArray(out, c + i + BLOCK / 2 + COUNT);
                }
            }
            at += 2 + BLOCK / 2;
        }
    }
}
