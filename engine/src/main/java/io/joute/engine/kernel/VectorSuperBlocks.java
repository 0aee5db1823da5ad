package io.joute.engine.kernel;

import static io.joute.engine.kernel.Lanes.F;
import static io.joute.engine.kernel.Lanes.LITTLE;
import static io.joute.engine.kernel.VectorBlocks.high;
import static io.joute.engine.kernel.VectorBlocks.left;
import static io.joute.engine.kernel.VectorBlocks.levels;
import static io.joute.engine.kernel.VectorBlocks.low;
import static io.joute.engine.kernel.VectorBlocks.right;
import static io.joute.engine.kernel.VectorBlocks.scaled;
import static io.joute.engine.kernel.VectorBlocks.sixteen;

import io.joute.engine.tensor.SixBitScales;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;

/** Blocks of 256 elements to floats, sixteen at a time; the layouts are in {@link io.joute.engine.tensor.ElementType}. */
final class VectorSuperBlocks {
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(LITTLE);
    private static final int BLOCK = 256;

    private VectorSuperBlocks() {}

    static void q2k(MemorySegment data, long start, float[] out, int offset, int columns) {
        long at = start;
        for (int c = offset; c < offset + columns; c += BLOCK) {
            float d = half(data, at + 80);
            float dmin = half(data, at + 82);
            for (int s = 0; s < 16; s++) {
                int scales = Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, at + s));
                FloatVector scale = FloatVector.broadcast(F, d * (scales & 15));
                FloatVector minimum = FloatVector.broadcast(F, -(dmin * (scales >>> 4)));
                scaled(twoBits(data, at + 16, s), scale, minimum, out, c + 16 * s);
            }
            at += 84;
        }
    }

    static void q3k(MemorySegment data, long start, float[] out, int offset, int columns) {
        long at = start;
        for (int c = offset; c < offset + columns; c += BLOCK) {
            float d = half(data, at + 108);
            for (int s = 0; s < 16; s++) {
                FloatVector scale = FloatVector.broadcast(F, d * ScalarDecode.q3kScale(data, at + 96, s));
                ByteVector high = bit(data, at, s);
                ByteVector q = twoBits(data, at + 32, s).add(left(high, 2)).sub((byte) 4);
                scaled(q, scale, out, c + 16 * s);
            }
            at += 110;
        }
    }

    static void q4k(MemorySegment data, long start, float[] out, int offset, int columns) {
        long at = start;
        for (int c = offset; c < offset + columns; c += BLOCK) {
            for (int s = 0; s < 8; s += 2) {
                FloatVector scale = scale(data, at, s);
                FloatVector minimum = minimum(data, at, s);
                FloatVector nextScale = scale(data, at, s + 1);
                FloatVector nextMinimum = minimum(data, at, s + 1);
                int to = c + 32 * s;
                ByteVector first = sixteen(data, at + 16 + 16L * s);
                scaled(low(first), scale, minimum, out, to);
                scaled(high(first), nextScale, nextMinimum, out, to + 32);
                ByteVector second = sixteen(data, at + 32 + 16L * s);
                scaled(low(second), scale, minimum, out, to + 16);
                scaled(high(second), nextScale, nextMinimum, out, to + 48);
            }
            at += 144;
        }
    }

    static void q5k(MemorySegment data, long start, float[] out, int offset, int columns) {
        long at = start;
        for (int c = offset; c < offset + columns; c += BLOCK) {
            for (int s = 0; s < 8; s++) {
                FloatVector scale = scale(data, at, s);
                FloatVector minimum = minimum(data, at, s);
                long pairs = at + 48 + s / 2 * 32L;
                scaled(fiveBits(data, at + 16, pairs, s), scale, minimum, out, c + 32 * s);
                scaled(fiveBits(data, at + 32, pairs + 16, s), scale, minimum, out, c + 32 * s + 16);
            }
            at += 176;
        }
    }

    private static ByteVector fiveBits(MemorySegment data, long fifths, long pairs, int s) {
        ByteVector high = right(sixteen(data, fifths), s).and((byte) 1);
        return nibbles(sixteen(data, pairs), s % 2 == 0).or(left(high, 4));
    }

    static void q6k(MemorySegment data, long start, float[] out, int offset, int columns) {
        long at = start;
        for (int c = offset; c < offset + columns; c += BLOCK) {
            float d = half(data, at + 208);
            for (int s = 0; s < 16; s++) {
                FloatVector scale = FloatVector.broadcast(F, d * data.get(ValueLayout.JAVA_BYTE, at + 192 + s));
                ByteVector pairs = sixteen(data, at + s / 8 * 64L + s % 4 * 16L);
                ByteVector high = left(twoBits(data, at + 128, s), 4);
                ByteVector q = nibbles(pairs, s % 8 < 4).or(high).sub((byte) 32);
                scaled(q, scale, out, c + 16 * s);
            }
            at += 210;
        }
    }

    static void iq4xs(MemorySegment data, long start, float[] out, int offset, int columns) {
        long at = start;
        for (int c = offset; c < offset + columns; c += BLOCK) {
            float d = half(data, at);
            for (int s = 0; s < 8; s++) {
                FloatVector scale = FloatVector.broadcast(F, d * ScalarDecode.iq4xsScale(data, at, s));
                ByteVector pairs = sixteen(data, at + 8 + 16L * s);
                scaled(levels(low(pairs)), scale, out, c + 32 * s);
                scaled(levels(high(pairs)), scale, out, c + 32 * s + 16);
            }
            at += 136;
        }
    }

    /** Two bits each of sixteen elements, the {@code s}-th of the block, from 64 bytes at {@code at}. */
    private static ByteVector twoBits(MemorySegment data, long at, int s) {
        return right(sixteen(data, at + s / 8 * 32L + s % 2 * 16L), s % 8 / 2 * 2)
                .and((byte) 3);
    }

    /** Bit s / 2 of sixteen of the 32 bytes at {@code at}. */
    private static ByteVector bit(MemorySegment data, long at, int s) {
        return right(sixteen(data, at + s % 2 * 16L), s / 2).and((byte) 1);
    }

    private static ByteVector nibbles(ByteVector pairs, boolean low) {
        return low ? low(pairs) : high(pairs);
    }

    private static FloatVector scale(MemorySegment data, long at, int s) {
        return FloatVector.broadcast(F, half(data, at) * SixBitScales.scale(data, at + 4, s));
    }

    private static FloatVector minimum(MemorySegment data, long at, int s) {
        return FloatVector.broadcast(F, -(half(data, at + 2) * SixBitScales.minimum(data, at + 4, s)));
    }

    private static float half(MemorySegment data, long at) {
        return Float.float16ToFloat(data.get(SHORT, at));
    }
}
