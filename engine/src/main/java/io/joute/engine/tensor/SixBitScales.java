package io.joute.engine.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Eight scales and eight minima of six bits in twelve bytes, as Q4_K and Q5_K have them.
 *
 * <p>Layout: byte j below 4 is scale j, byte 4 + j is minimum j, both in bits 0–5. Byte 8 + j holds scale 4 + j in bits 0–3
 * and minimum 4 + j in bits 4–7; their upper two bits are bits 6–7 of bytes j and 4 + j.
 */
public final class SixBitScales {
    /** Bytes of the sixteen numbers. */
    public static final int BYTES = 12;

    /** Scales, and as many minima. */
    public static final int COUNT = 8;

    /** The largest scale or minimum. */
    public static final int LARGEST = 63;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int SIX_BITS = 0x3F3F3F3F;
    private static final int LOW_HALVES = 0x0F0F0F0F;
    private static final int LOWEST_BITS = 0x03030303;

    private SixBitScales() {}

    /** Scale {@code s} of those at byte {@code at}. */
    public static int scale(MemorySegment data, long at, int s) {
        return s < 4 ? at(data, at + s) & LARGEST : (at(data, at + s + 4) & 15) | ((at(data, at + s - 4) >>> 6) << 4);
    }

    /** Minimum {@code s} of those at byte {@code at}. */
    public static int minimum(MemorySegment data, long at, int s) {
        return s < 4 ? at(data, at + s + 4) & LARGEST : (at(data, at + s + 4) >>> 4) | ((at(data, at + s) >>> 6) << 4);
    }

    private static int at(MemorySegment data, long at) {
        return Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, at));
    }

    /** All eight scales of those at byte {@code at}, scale s in byte s. */
    public static long scales(MemorySegment data, long at) {
        int upper = data.get(INT, at + 8) & LOW_HALVES;
        return joined(data.get(INT, at), upper);
    }

    /** All eight minima of those at byte {@code at}, minimum s in byte s. */
    public static long minima(MemorySegment data, long at) {
        int upper = (data.get(INT, at + 8) >>> 4) & LOW_HALVES;
        return joined(data.get(INT, at + 4), upper);
    }

    private static long joined(int first, int upper) {
        int second = upper | (((first >>> 6) & LOWEST_BITS) << 4);
        return (first & SIX_BITS) | ((long) second << Integer.SIZE);
    }

    /** Write {@code scales} and {@code minima}, eight of each from 0 to 63, at byte {@code at}. */
    static void write(int[] scales, int[] minima, MemorySegment out, long at) {
        for (int j = 0; j < COUNT / 2; j++) {
            int scale = scales[j + 4];
            int minimum = minima[j + 4];
            out.set(ValueLayout.JAVA_BYTE, at + j, (byte) (scales[j] | ((scale >>> 4) << 6)));
            out.set(ValueLayout.JAVA_BYTE, at + 4 + j, (byte) (minima[j] | ((minimum >>> 4) << 6)));
            out.set(ValueLayout.JAVA_BYTE, at + 8 + j, (byte) ((scale & 15) | ((minimum & 15) << 4)));
        }
    }
}
