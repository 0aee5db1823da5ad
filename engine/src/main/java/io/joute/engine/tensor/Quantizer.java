package io.joute.engine.tensor;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;

/**
 * Encodes floats in an element type, as ggml's reference code does.
 *
 * <ul>
 *   <li>F16, BF16: to nearest, ties to even.
 *   <li>Q8_0: d = max|x| / 127; q = x · (1/d), to nearest, ties away from zero.
 *   <li>Q4_0: d = m / −8, m the first element of largest magnitude, so that it becomes −8 exactly; q = ⌊x · (1/d) + 8.5⌋, at
 *       most 15. Q5_0: the same with −16, 16.5 and 31.
 *   <li>Q4_1: m = min x, d = (max x − m) / 15; q = ⌊(x − m) · (1/d) + 0.5⌋, at most 15. Q5_1: the same with 31.
 *   <li>Q4_K, Q5_K, Q6_K: scales of least weighted error, see {@link SuperBlockQuantizer}.
 * </ul>
 *
 * The quotients use the F32 scale; the file stores it as F16. Source: ggml's {@code quantize_row_*_ref}.
 */
public final class Quantizer {
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final float LARGEST_F16 = 65_504;
    private static final int Q8_LEVELS = 127;
    private static final int BLOCK = 32;

    private Quantizer() {}

    /** The types that {@link #encode} writes; the others are only read. */
    public static List<ElementType> types() {
        return Arrays.stream(ElementType.values()).filter(Quantizer::writes).toList();
    }

    private static boolean writes(ElementType type) {
        return switch (type) {
            case F32, F16, BF16, Q8_0, Q4_0, Q4_1, Q5_0, Q5_1, Q4_K, Q5_K, Q6_K -> true;
            case Q2_K, Q3_K, IQ4_NL, IQ4_XS, F8_E4M3 -> false;
        };
    }

    /**
     * Encode {@code row} into {@code out}, whose size is {@code type.bytes(row.length)}.
     *
     * @throws IllegalArgumentException when an element is not finite, the type cannot hold it, or it is not one of
     *     {@link #types}
     */
    public static void encode(float[] row, ElementType type, MemorySegment out) {
        if (out.byteSize() != type.bytes(row.length)) {
            throw new IllegalArgumentException("room for " + out.byteSize() + " bytes, expected "
                    + type.bytes(row.length) + " (" + row.length + " elements of " + type + ")");
        }
        requireFinite(row);
        switch (type) {
            case F32 -> MemorySegment.copy(row, 0, out, FLOAT, 0, row.length);
            case F16 -> encodeF16(row, out);
            case BF16 -> encodeBf16(row, out);
            case Q8_0 -> encodeQ8(row, out);
            case Q4_0, Q5_0 -> encodeSymmetric(row, type, out);
            case Q4_1, Q5_1 -> encodeFromMinimum(row, type, out);
            case Q4_K, Q5_K, Q6_K -> new SuperBlockQuantizer().encode(row, type, out);
            case Q2_K, Q3_K, IQ4_NL, IQ4_XS, F8_E4M3 ->
                throw new IllegalArgumentException("type " + type + " is only read, expected one of " + types());
        }
    }

    private static void encodeF16(float[] row, MemorySegment out) {
        for (int i = 0; i < row.length; i++) {
            out.set(SHORT, 2L * i, half(row[i]));
        }
    }

    private static void encodeBf16(float[] row, MemorySegment out) {
        for (int i = 0; i < row.length; i++) {
            int bits = Float.floatToRawIntBits(row[i]);
            int tieToEven = (bits >>> 16) & 1;
            out.set(SHORT, 2L * i, (short) ((bits + 0x7FFF + tieToEven) >>> 16));
        }
    }

    private static void encodeQ8(float[] row, MemorySegment out) {
        for (int start = 0; start < row.length; start += BLOCK) {
            long block = ElementType.Q8_0.bytes(start);
            float scale = Math.abs(largest(row, start, BLOCK)) / Q8_LEVELS;
            float inverse = inverse(scale);
            out.set(SHORT, block, half(scale));
            for (int i = 0; i < BLOCK; i++) {
                out.set(ValueLayout.JAVA_BYTE, block + 2 + i, (byte) roundAway(row[start + i] * inverse));
            }
        }
    }

    /** Q4_0 and Q5_0: 2·zero levels around level {@code zero}. */
    private static void encodeSymmetric(float[] row, ElementType type, MemorySegment out) {
        int zero = type == ElementType.Q4_0 ? 8 : 16;
        int[] quants = new int[BLOCK];
        for (int start = 0; start < row.length; start += BLOCK) {
            float scale = largest(row, start, BLOCK) / -zero;
            float inverse = inverse(scale);
            for (int i = 0; i < BLOCK; i++) {
                quants[i] = Math.min(2 * zero - 1, (int) (row[start + i] * inverse + (zero + 0.5f)));
            }
            long block = type.bytes(start);
            out.set(SHORT, block, half(scale));
            write(quants, out, block + 2, type == ElementType.Q5_0);
        }
    }

    private static void encodeFromMinimum(float[] row, ElementType type, MemorySegment out) {
        int last = type == ElementType.Q4_1 ? 15 : 31;
        int[] quants = new int[BLOCK];
        for (int start = 0; start < row.length; start += BLOCK) {
            float minimum = row[start];
            float maximum = row[start];
            for (int i = start; i < start + BLOCK; i++) {
                minimum = Math.min(minimum, row[i]);
                maximum = Math.max(maximum, row[i]);
            }
            float scale = (maximum - minimum) / last;
            float inverse = inverse(scale);
            for (int i = 0; i < BLOCK; i++) {
                quants[i] = Math.min(last, (int) ((row[start + i] - minimum) * inverse + 0.5f));
            }
            long block = type.bytes(start);
            out.set(SHORT, block, half(scale));
            out.set(SHORT, block + 2, half(minimum));
            write(quants, out, block + 4, type == ElementType.Q5_1);
        }
    }

    /** Sixteen pairs, after the fifth bits if there are. */
    private static void write(int[] quants, MemorySegment out, long at, boolean fifthBits) {
        int fifths = 0;
        long pairs = fifthBits ? at + 4 : at;
        for (int i = 0; i < BLOCK / 2; i++) {
            int low = quants[i];
            int high = quants[i + BLOCK / 2];
            out.set(ValueLayout.JAVA_BYTE, pairs + i, (byte) ((low & 15) | ((high & 15) << 4)));
            fifths |= ((low >>> 4) << i) | ((high >>> 4) << (i + BLOCK / 2));
        }
        if (fifthBits) {
            out.set(INT, at, fifths);
        }
    }

    private static float inverse(float scale) {
        return scale == 0 ? 0 : 1 / scale;
    }

    /** In double, since 0.49999997f + 0.5f is 1. */
    private static int roundAway(float x) {
        return (int) Math.copySign(Math.floor(Math.abs((double) x) + 0.5), x);
    }

    /** The first element of largest magnitude. */
    static float largest(float[] row, int start, int length) {
        float largest = 0;
        for (int i = start; i < start + length; i++) {
            if (Math.abs(row[i]) > Math.abs(largest)) {
                largest = row[i];
            }
        }
        return largest;
    }

    static short half(float x) {
        short half = Float.floatToFloat16(x);
        if (Float.isInfinite(Float.float16ToFloat(half))) {
            throw new IllegalArgumentException(x + " does not fit F16, expected at most " + LARGEST_F16);
        }
        return half;
    }

    private static void requireFinite(float[] row) {
        for (int i = 0; i < row.length; i++) {
            if (!Float.isFinite(row[i])) {
                throw new IllegalArgumentException("element " + i + " is " + row[i] + ", expected a finite number");
            }
        }
    }
}
