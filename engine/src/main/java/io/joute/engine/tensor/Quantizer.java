package io.joute.engine.tensor;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Encodes floats in an element type, byte for byte as ggml's reference code does.
 *
 * <ul>
 *   <li>F16, BF16: to nearest, ties to even.
 *   <li>Q8_0: d = max|x| / 127; q = x · (1/d), to nearest, ties away from zero.
 *   <li>Q4_0: d = m / −8, m the first element of largest magnitude, so that it becomes −8 exactly; q = ⌊x · (1/d) + 8.5⌋, at
 *       most 15.
 * </ul>
 *
 * The quotients use the F32 scale; the file stores it as F16. Source: ggml's {@code quantize_row_*_ref}.
 */
public final class Quantizer {
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final float LARGEST_F16 = 65_504;
    private static final int Q8_LEVELS = 127;
    private static final int Q4_LEVELS = 8;

    private Quantizer() {}

    /**
     * Encode {@code row} into {@code out}, whose size is {@code type.bytes(row.length)}.
     *
     * @throws IllegalArgumentException when an element is not finite or the type cannot hold it
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
            case Q4_0 -> encodeQ4(row, out);
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
        int length = ElementType.Q8_0.blockLength();
        for (int start = 0; start < row.length; start += length) {
            long block = ElementType.Q8_0.bytes(start);
            float scale = Math.abs(largest(row, start, length)) / Q8_LEVELS;
            float inverse = scale == 0 ? 0 : 1 / scale;
            out.set(SHORT, block, half(scale));
            for (int i = 0; i < length; i++) {
                out.set(ValueLayout.JAVA_BYTE, block + 2 + i, (byte) roundAway(row[start + i] * inverse));
            }
        }
    }

    private static void encodeQ4(float[] row, MemorySegment out) {
        int length = ElementType.Q4_0.blockLength();
        for (int start = 0; start < row.length; start += length) {
            long block = ElementType.Q4_0.bytes(start);
            float scale = largest(row, start, length) / -Q4_LEVELS;
            float inverse = scale == 0 ? 0 : 1 / scale;
            out.set(SHORT, block, half(scale));
            for (int i = 0; i < length / 2; i++) {
                int low = nibble(row[start + i] * inverse);
                int high = nibble(row[start + length / 2 + i] * inverse);
                out.set(ValueLayout.JAVA_BYTE, block + 2 + i, (byte) (low | (high << 4)));
            }
        }
    }

    private static int nibble(float scaled) {
        return Math.min(15, (int) (scaled + (Q4_LEVELS + 0.5f)));
    }

    /** In double, since 0.49999997f + 0.5f is 1. */
    private static int roundAway(float x) {
        return (int) Math.copySign(Math.floor(Math.abs((double) x) + 0.5), x);
    }

    /** The first element of largest magnitude. */
    private static float largest(float[] row, int start, int length) {
        float largest = 0;
        for (int i = start; i < start + length; i++) {
            if (Math.abs(row[i]) > Math.abs(largest)) {
                largest = row[i];
            }
        }
        return largest;
    }

    private static short half(float x) {
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
