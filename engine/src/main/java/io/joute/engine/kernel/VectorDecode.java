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
 * Rows of a weight as floats, to the bit those of the law: an f16 scale times small integers fits a float, so nothing is
 * rounded but the last addition in types with a minimum, and both matmul paths start from the same numbers.
 */
final class VectorDecode {
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(LITTLE);
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(LITTLE);
    private static final int BLOCK = 32;

    private VectorDecode() {}

    /** Row {@code row}, multiplied by its scale if it has one. */
    static void row(Weight weight, int row, float[] out, int offset) {
        elements(weight, row, out, offset);
        if (weight.rowScales().count() > 0) {
            float scale = weight.rowScales().of(row);
            for (int c = 0; c < weight.columns(); c++) {
                out[offset + c] *= scale;
            }
        }
    }

    /** Row {@code row} without its scale. */
    static void elements(Weight weight, int row, float[] out, int offset) {
        int columns = (int) weight.columns();
        long start = row * weight.rowBytes();
        MemorySegment data = weight.data();
        switch (weight.type()) {
            case F32 -> MemorySegment.copy(data, FLOAT, start, out, offset, columns);
            case F16 -> f16(data, start, out, offset, columns);
            case BF16 -> bf16(data, start, out, offset, columns);
            case F8_E4M3 -> e4m3(data, start, out, offset, columns);
            case Q8_0 -> q8(data, start, out, offset, columns);
            case Q4_0 -> q4(data, start, out, offset, columns);
            case Q4_1 -> VectorBlocks.q41(data, start, out, offset, columns);
            case Q5_0 -> VectorBlocks.q50(data, start, out, offset, columns);
            case Q5_1 -> VectorBlocks.q51(data, start, out, offset, columns);
            case IQ4_NL -> VectorBlocks.iq4nl(data, start, out, offset, columns);
            case Q2_K -> VectorSuperBlocks.q2k(data, start, out, offset, columns);
            case Q3_K -> VectorSuperBlocks.q3k(data, start, out, offset, columns);
            case Q4_K -> VectorSuperBlocks.q4k(data, start, out, offset, columns);
            case Q5_K -> VectorSuperBlocks.q5k(data, start, out, offset, columns);
            case Q6_K -> VectorSuperBlocks.q6k(data, start, out, offset, columns);
            case IQ4_XS -> VectorSuperBlocks.iq4xs(data, start, out, offset, columns);
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

    private static void e4m3(MemorySegment data, long start, float[] out, int offset, int columns) {
        int body = columns - columns % B.length();
        for (int c = 0; c < body; c += B.length()) {
            ByteVector codes = ByteVector.fromMemorySegment(B, data, start + c, LITTLE);
            e4m3(codes, 0).intoArray(out, offset + c);
            if (B.length() > COUNT) {
                e4m3(codes, 1).intoArray(out, offset + c + COUNT);
            }
        }
        for (int c = body; c < columns; c++) {
            out[offset + c] = ScalarDecode.e4m3(data.get(ValueLayout.JAVA_BYTE, start + c));
        }
    }

    /** As {@link #f16}: exponent and fraction in their places are 2^120 times too small; all ones are NaN. */
    private static FloatVector e4m3(ByteVector codes, int part) {
        IntVector code = (IntVector) codes.convertShape(VectorOperators.B2I, I, part);
        IntVector magnitude = code.and(0x7F);
        IntVector bits = magnitude
                .lanewise(VectorOperators.LSHL, 20)
                .reinterpretAsFloats()
                .mul(0x1p120f)
                .reinterpretAsInts();
        VectorMask<Integer> nan = magnitude.compare(VectorOperators.EQ, 0x7F);
        bits = bits.lanewise(VectorOperators.OR, 0x7FC00000, nan);
        return bits.or(code.and(0x80000000)).reinterpretAsFloats();
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
