package io.joute.engine.kernel;

import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Nonlinear;
import io.joute.engine.tensor.SixBitScales;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The law of the element types: one element of a block, as the layout in {@link ElementType} says, for reading.
 *
 * <p>Products of scales and quants fit a float, so the only rounding is that of the last addition in types that have a
 * minimum, and no order of the factors changes a bit.
 */
final class ScalarDecode {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private ScalarDecode() {}

    /** The element {@code column} of the row that starts at byte {@code start}. */
    static float element(MemorySegment data, ElementType type, long start, int column) {
        long block = start + (long) (column / type.blockLength()) * type.blockBytes();
        int i = column % type.blockLength();
        return switch (type) {
            case F32 -> Float.intBitsToFloat(data.get(INT, block));
            case F16 -> half(data, block);
            case BF16 -> Float.intBitsToFloat(data.get(SHORT, block) << 16);
            case F8_E4M3 -> e4m3(data.get(ValueLayout.JAVA_BYTE, block));
            case Q8_0 -> half(data, block) * data.get(ValueLayout.JAVA_BYTE, block + 2 + i);
            case Q4_0 -> half(data, block) * (nibble(data, block + 2, i) - 8);
            case Q4_1 -> half(data, block) * nibble(data, block + 4, i) + half(data, block + 2);
            case Q5_0 -> half(data, block) * (fifth(data, block + 2, i) + nibble(data, block + 6, i) - 16);
            case Q5_1 ->
                half(data, block) * (fifth(data, block + 4, i) + nibble(data, block + 8, i)) + half(data, block + 2);
            case IQ4_NL -> half(data, block) * Nonlinear.level(nibble(data, block + 2, i));
            case Q2_K -> q2k(data, block, i);
            case Q3_K -> q3k(data, block, i);
            case Q4_K -> q4k(data, block, i);
            case Q5_K -> q5k(data, block, i);
            case Q6_K -> q6k(data, block, i);
            case IQ4_XS -> iq4xs(data, block, i);
        };
    }

    static float e4m3(byte code) {
        int magnitude = code & 0x7F;
        int exponent = magnitude >>> 3;
        int fraction = magnitude & 7;
        float value = exponent == 0 ? Math.scalb((float) fraction, -9) : Math.scalb(8f + fraction, exponent - 10);
        if (magnitude == 0x7F) {
            return Float.NaN;
        }
        return code < 0 ? -value : value;
    }

    private static float q2k(MemorySegment data, long block, int i) {
        int scales = unsigned(data, block + i / 16);
        float minimum = half(data, block + 82) * (scales >>> 4);
        return half(data, block + 80) * (scales & 15) * twoBits(data, block + 16, i) - minimum;
    }

    private static float q3k(MemorySegment data, long block, int i) {
        int high = bits(unsigned(data, block + i % 32), i / 32, 1);
        int q = twoBits(data, block + 32, i) - 4 * (1 - high);
        return half(data, block + 108) * q3kScale(data, block + 96, i / 16) * q;
    }

    static int q3kScale(MemorySegment data, long at, int s) {
        int low = bits(unsigned(data, at + s % 8), s / 8 * 4, 4);
        int high = bits(unsigned(data, at + 8 + s % 4), s / 4 * 2, 2);
        return low + 16 * high - 32;
    }

    private static float q4k(MemorySegment data, long block, int i) {
        return sixBit(data, block, i / 32, halves(data, block + 16, i, 32));
    }

    private static float q5k(MemorySegment data, long block, int i) {
        int high = bits(unsigned(data, block + 16 + i % 32), i / 32, 1);
        return sixBit(data, block, i / 32, halves(data, block + 48, i, 32) + 16 * high);
    }

    private static float sixBit(MemorySegment data, long block, int s, int q) {
        float minimum = half(data, block + 2) * SixBitScales.minimum(data, block + 4, s);
        return half(data, block) * SixBitScales.scale(data, block + 4, s) * q - minimum;
    }

    private static float q6k(MemorySegment data, long block, int i) {
        int q = halves(data, block, i, 64) + 16 * twoBits(data, block + 128, i) - 32;
        return half(data, block + 208) * data.get(ValueLayout.JAVA_BYTE, block + 192 + i / 16) * q;
    }

    private static float iq4xs(MemorySegment data, long block, int i) {
        int s = i / 32;
        int q = nibble(data, block + 8 + 16L * s, i % 32);
        return half(data, block) * iq4xsScale(data, block, s) * Nonlinear.level(q);
    }

    static int iq4xsScale(MemorySegment data, long block, int s) {
        int low = bits(unsigned(data, block + 4 + s / 2), s % 2 * 4, 4);
        int high = bits(data.get(SHORT, block + 2), 2 * s, 2);
        return low + 16 * high - 32;
    }

    /** Of 16 pairs at {@code at}: low halves first. */
    private static int nibble(MemorySegment data, long at, int i) {
        return halves(data, at, i, 16);
    }

    /** Of pairs at {@code at}: low halves of {@code run} bytes, their high halves, then the next bytes. */
    private static int halves(MemorySegment data, long at, int i, int run) {
        int pair = i / (2 * run) * run + i % run;
        return bits(unsigned(data, at + pair), i / run % 2 * 4, 4);
    }

    /** Of bytes at {@code at}, 32 for 128 elements: bits 0–1 of all 32, then bits 2–3, and so on. */
    private static int twoBits(MemorySegment data, long at, int i) {
        int four = i / 128 * 32 + i % 32;
        return bits(unsigned(data, at + four), i / 32 % 4 * 2, 2);
    }

    /** 16 where bit {@code i} of the 32 at {@code at} is set. */
    private static int fifth(MemorySegment data, long at, int i) {
        return 16 * bits(data.get(INT, at), i, 1);
    }

    /** {@code count} bits of {@code value}, from bit {@code from} on. */
    private static int bits(int value, int from, int count) {
        return (value >>> from) & ((1 << count) - 1);
    }

    private static int unsigned(MemorySegment data, long at) {
        return Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, at));
    }

    private static float half(MemorySegment data, long at) {
        return Float.float16ToFloat(data.get(SHORT, at));
    }
}
