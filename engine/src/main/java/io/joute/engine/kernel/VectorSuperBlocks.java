package io.joute.engine.kernel;

import static io.joute.engine.kernel.Lanes.COUNT;
import static io.joute.engine.kernel.VectorBlocks.RUN;
import static io.joute.engine.kernel.VectorBlocks.bytes;
import static io.joute.engine.kernel.VectorBlocks.floats;
import static io.joute.engine.kernel.VectorBlocks.half;

import io.joute.engine.tensor.SixBitScales;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Blocks of 256 elements to floats, a run of sixteen at a time, for the reason in {@link VectorBlocks}; the layouts are in
 * {@link io.joute.engine.tensor.ElementType}.
 */
final class VectorSuperBlocks {
    private static final int BLOCK = 256;
    private static final int RUNS = BLOCK / RUN;

    private VectorSuperBlocks() {}

    static void q2k(MemorySegment data, long start, float[] out, int offset, int columns) {
        long at = start;
        for (int c = offset; c < offset + columns; c += BLOCK) {
            float d = half(data, at + 80);
            float dmin = half(data, at + 82);
            for (int s = 0; s < RUNS; s++) {
                int scales = Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, at + s));
                twoBits(data, at + 16, s, out, c + RUN * s, d * (scales & 15), -(dmin * (scales >>> 4)));
            }
            at += 84;
        }
    }

    private static void twoBits(MemorySegment data, long at, int s, float[] out, int c, float scale, float minimum) {
        for (int i = 0; i < RUN; i += COUNT) {
            floats(twoBits(data, at, s, i)).fma(scale, minimum).intoArray(out, c + i);
        }
    }

    static void q3k(MemorySegment data, long start, float[] out, int offset, int columns) {
        long at = start;
        for (int c = offset; c < offset + columns; c += BLOCK) {
            float d = half(data, at + 108);
            for (int s = 0; s < RUNS; s++) {
                threeBits(data, at, s, out, c + RUN * s, d * ScalarDecode.q3kScale(data, at + 96, s));
            }
            at += 110;
        }
    }

    private static void threeBits(MemorySegment data, long at, int s, float[] out, int c, float scale) {
        for (int i = 0; i < RUN; i += COUNT) {
            IntVector q = twoBits(data, at + 32, s, i).or(bit(data, at, s, i).lanewise(VectorOperators.LSHL, 2));
            floats(q.sub(4)).mul(scale).intoArray(out, c + i);
        }
    }

    static void q4k(MemorySegment data, long start, float[] out, int offset, int columns) {
        long at = start;
        for (int c = offset; c < offset + columns; c += BLOCK) {
            float d = half(data, at);
            float dmin = -half(data, at + 2);
            long scales = SixBitScales.scales(data, at + 4);
            long minima = SixBitScales.minima(data, at + 4);
            for (int s = 0; s < SixBitScales.COUNT; s += 2) {
                float scale = d * at(scales, s);
                float minimum = dmin * at(minima, s);
                float nextScale = d * at(scales, s + 1);
                float nextMinimum = dmin * at(minima, s + 1);
                long pairs = at + 16 + 16L * s;
                int to = c + 32 * s;
                fourBits(data, pairs, out, to, scale, minimum, nextScale, nextMinimum);
                fourBits(data, pairs + RUN, out, to + RUN, scale, minimum, nextScale, nextMinimum);
            }
            at += 144;
        }
    }

    private static int at(long bytes, int s) {
        return (int) (bytes >>> (Byte.SIZE * s)) & SixBitScales.LARGEST;
    }

    private static void fourBits(
            MemorySegment data,
            long at,
            float[] out,
            int c,
            float scale,
            float minimum,
            float nextScale,
            float nextMinimum) {
        for (int i = 0; i < RUN; i += COUNT) {
            IntVector pairs = bytes(data, at, i);
            floats(pairs.and(15)).fma(scale, minimum).intoArray(out, c + i);
            floats(pairs.lanewise(VectorOperators.LSHR, 4))
                    .fma(nextScale, nextMinimum)
                    .intoArray(out, c + 32 + i);
        }
    }

    static void q5k(MemorySegment data, long start, float[] out, int offset, int columns) {
        long at = start;
        for (int c = offset; c < offset + columns; c += BLOCK) {
            float d = half(data, at);
            float dmin = -half(data, at + 2);
            long scales = SixBitScales.scales(data, at + 4);
            long minima = SixBitScales.minima(data, at + 4);
            for (int s = 0; s < SixBitScales.COUNT; s += 2) {
                float scale = d * at(scales, s);
                float minimum = dmin * at(minima, s);
                float nextScale = d * at(scales, s + 1);
                float nextMinimum = dmin * at(minima, s + 1);
                for (int run = 0; run < 2 * RUN; run += RUN) {
                    long pairs = at + 48 + 16L * s + run;
                    int to = c + 32 * s + run;
                    fifthBit(data, pairs, at + 16 + run, s, out, to, scale, minimum);
                    fifthBit(data, pairs, at + 16 + run, s + 1, out, to + 32, nextScale, nextMinimum);
                }
            }
            at += 176;
        }
    }

    private static void fifthBit(
            MemorySegment data, long pairs, long fifths, int s, float[] out, int c, float scale, float minimum) {
        for (int i = 0; i < RUN; i += COUNT) {
            IntVector low = bytes(data, pairs, i)
                    .lanewise(VectorOperators.LSHR, s % 2 * 4)
                    .and(15);
            IntVector high = bytes(data, fifths, i)
                    .lanewise(VectorOperators.LSHR, s)
                    .lanewise(VectorOperators.LSHL, 4)
                    .and(16);
            floats(low.or(high)).fma(scale, minimum).intoArray(out, c + i);
        }
    }

    static void q6k(MemorySegment data, long start, float[] out, int offset, int columns) {
        long at = start;
        for (int c = offset; c < offset + columns; c += BLOCK) {
            float d = half(data, at + 208);
            for (int run = 0; run < RUNS / 2; run++) {
                int s = run / 4 * 8 + run % 4;
                float scale = d * data.get(ValueLayout.JAVA_BYTE, at + 192 + s);
                float nextScale = d * data.get(ValueLayout.JAVA_BYTE, at + 196 + s);
                long upper = at + 128 + run / 4 * 32L + run % 2 * 16L;
                sixBits(data, at + 16L * run, upper, run % 4 / 2 * 2, out, c + RUN * s, scale, nextScale);
            }
            at += 210;
        }
    }

    /** The low halves, and the high halves 64 elements later, two upper bits of which are 4 above those of the low. */
    private static void sixBits(
            MemorySegment data, long pairs, long upper, int shift, float[] out, int c, float scale, float nextScale) {
        for (int i = 0; i < RUN; i += COUNT) {
            IntVector pair = bytes(data, pairs, i);
            IntVector high = bytes(data, upper, i).lanewise(VectorOperators.LSHR, shift);
            IntVector first = high.lanewise(VectorOperators.LSHL, 4).and(0x30).or(pair.and(15));
            floats(first.sub(32)).mul(scale).intoArray(out, c + i);
            IntVector second = high.and(0x30).or(pair.lanewise(VectorOperators.LSHR, 4));
            floats(second.sub(32)).mul(nextScale).intoArray(out, c + 64 + i);
        }
    }

    static void iq4xs(MemorySegment data, long start, float[] out, int offset, int columns) {
        long at = start;
        for (int c = offset; c < offset + columns; c += BLOCK) {
            float d = half(data, at);
            for (int s = 0; s < BLOCK / 32; s++) {
                float scale = d * ScalarDecode.iq4xsScale(data, at, s);
                VectorBlocks.levels(data, at + 8 + 16L * s, out, c + 32 * s, scale);
            }
            at += 136;
        }
    }

    /** Two bits each of elements of run {@code s}, from 64 bytes at {@code at}. */
    private static IntVector twoBits(MemorySegment data, long at, int s, int i) {
        IntVector fours = bytes(data, at + s / 8 * 32L + s % 2 * 16L, i);
        return fours.lanewise(VectorOperators.LSHR, s % 8 / 2 * 2).and(3);
    }

    /** Bit s / 2 of elements of run {@code s}, from 32 bytes at {@code at}. */
    private static IntVector bit(MemorySegment data, long at, int s, int i) {
        return bytes(data, at + s % 2 * 16L, i)
                .lanewise(VectorOperators.LSHR, s / 2)
                .and(1);
    }
}
