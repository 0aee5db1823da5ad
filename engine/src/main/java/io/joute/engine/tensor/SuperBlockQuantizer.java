package io.joute.engine.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Encodes blocks of 256 floats as Q4_K, Q5_K or Q6_K: a scale (and a minimum) for each sub-block by {@link AffineFit} or
 * {@link SymmetricFit}, these rounded to integers of a scale of the block, then every element rounded with what the file
 * will really say.
 *
 * <p>In Q4_K and Q5_K an element's weight in its sub-block's fit is its magnitude added to the root mean square. Holds
 * scratch for one thread. Source: ggml's {@code quantize_row_q*_K_ref}.
 */
final class SuperBlockQuantizer {
    private static final int BLOCK = 256;
    private static final int RUN = 32;
    private static final int HALF_RUN = 16;
    private static final float NEGLIGIBLE = 1e-15f;

    /** The largest scale that F16 holds, times the largest 6-bit scale, times the largest 4-bit quant. */
    private static final float LARGEST = 65_504f * SixBitScales.LARGEST * 15;

    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final AffineFit fourBits = new AffineFit(RUN, 15, -1, 20);
    private final AffineFit fiveBits = new AffineFit(RUN, 31, -0.5f, 15);
    private final SymmetricFit sixBits = new SymmetricFit(HALF_RUN, 32);
    private final float[] weights = new float[RUN];
    private final float[] scales = new float[BLOCK / HALF_RUN];
    private final float[] minima = new float[SixBitScales.COUNT];
    private final int[] wholeScales = new int[SixBitScales.COUNT];
    private final int[] wholeMinima = new int[SixBitScales.COUNT];
    private final int[] quants = new int[BLOCK];

    void encode(float[] row, ElementType type, MemorySegment out) {
        for (int start = 0; start < row.length; start += BLOCK) {
            MemorySegment block = out.asSlice(type.bytes(start), type.blockBytes());
            float largest = Quantizer.largest(row, start, BLOCK);
            if (Math.abs(largest) > LARGEST) {
                throw new IllegalArgumentException(largest + " does not fit " + type + ", expected at most " + LARGEST);
            }
            if (type == ElementType.Q6_K) {
                encodeQ6(row, start, block);
            } else {
                encodeAffine(row, start, type, block);
            }
        }
    }

    private void encodeAffine(float[] row, int start, ElementType type, MemorySegment out) {
        boolean five = type == ElementType.Q5_K;
        fitAffine(row, start, five ? fiveBits : fourBits);
        float scale = wholes(scales, wholeScales, out, 0);
        float minimum = wholes(minima, wholeMinima, out, 2);
        SixBitScales.write(wholeScales, wholeMinima, out, 4);
        for (int s = 0; s < SixBitScales.COUNT; s++) {
            float step = scale * wholeScales[s];
            float offset = minimum * wholeMinima[s];
            for (int i = s * RUN; i < (s + 1) * RUN; i++) {
                int level = step == 0 ? 0 : (int) Math.rint((row[start + i] + offset) / step);
                quants[i] = Math.clamp(level, 0, five ? 31 : 15);
            }
        }
        if (five) {
            writeFifthBits(out.asSlice(16, RUN));
        }
        writePairs(out.asSlice(type.blockBytes() - BLOCK / 2), RUN);
    }

    private void fitAffine(float[] row, int start, AffineFit fit) {
        for (int s = 0; s < SixBitScales.COUNT; s++) {
            int from = start + s * RUN;
            float squares = 0;
            for (int i = from; i < from + RUN; i++) {
                squares += row[i] * row[i];
            }
            float rootMeanSquare = (float) Math.sqrt(squares / RUN);
            for (int i = 0; i < RUN; i++) {
                weights[i] = rootMeanSquare + Math.abs(row[from + i]);
            }
            fit.fit(row, from, weights);
            scales[s] = fit.scale();
            minima[s] = -fit.minimum();
        }
    }

    /** Store the scale of {@code values} at byte {@code at}, and them as integers in {@code wholes}; what was stored. */
    private static float wholes(float[] values, int[] wholes, MemorySegment out, int at) {
        float largest = 0;
        for (int s = 0; s < wholes.length; s++) {
            largest = Math.max(largest, values[s]);
        }
        float inverse = largest > 0 ? SixBitScales.LARGEST / largest : 0;
        for (int s = 0; s < wholes.length; s++) {
            wholes[s] = Math.clamp((int) Math.rint(inverse * values[s]), 0, SixBitScales.LARGEST);
        }
        short stored = Quantizer.half(largest / SixBitScales.LARGEST);
        out.set(SHORT, at, stored);
        return Float.float16ToFloat(stored);
    }

    private void encodeQ6(float[] row, int start, MemorySegment out) {
        for (int s = 0; s < scales.length; s++) {
            scales[s] = sixBits.fit(row, start + s * HALF_RUN);
        }
        float largest = Quantizer.largest(scales, 0, scales.length);
        float inverse = Math.abs(largest) < NEGLIGIBLE ? 0 : -128 / largest;
        short stored = Quantizer.half(inverse == 0 ? 0 : 1 / inverse);
        for (int s = 0; s < scales.length; s++) {
            int whole = Math.clamp((int) Math.rint(inverse * scales[s]), -128, 127);
            out.set(ValueLayout.JAVA_BYTE, 192L + s, (byte) whole);
            float step = Float.float16ToFloat(stored) * whole;
            for (int i = s * HALF_RUN; i < (s + 1) * HALF_RUN; i++) {
                int level = step == 0 ? 0 : (int) Math.rint(row[start + i] / step);
                quants[i] = Math.clamp(level, -32, 31) + 32;
            }
        }
        writePairs(out, 64);
        writeUpperTwoBits(out.asSlice(128, 64));
        out.set(SHORT, 208, stored);
    }

    /** The lower four bits: of each {@code 2 · run} elements the first {@code run} in the low halves. */
    private void writePairs(MemorySegment out, int run) {
        for (int pair = 0; pair < BLOCK / 2; pair++) {
            int i = pair / run * 2 * run + pair % run;
            out.set(ValueLayout.JAVA_BYTE, pair, (byte) ((quants[i] & 15) | ((quants[i + run] & 15) << 4)));
        }
    }

    private void writeFifthBits(MemorySegment out) {
        for (int i = 0; i < RUN; i++) {
            int bits = 0;
            for (int s = 0; s < SixBitScales.COUNT; s++) {
                bits |= (quants[s * RUN + i] >>> 4) << s;
            }
            out.set(ValueLayout.JAVA_BYTE, i, (byte) bits);
        }
    }

    private void writeUpperTwoBits(MemorySegment out) {
        for (int i = 0; i < 64; i++) {
            int first = i / 32 * 128 + i % 32;
            int bits = 0;
            for (int k = 0; k < 4; k++) {
                bits |= (quants[first + 32 * k] >>> 4) << (2 * k);
            }
            out.set(ValueLayout.JAVA_BYTE, i, (byte) bits);
        }
    }
}
