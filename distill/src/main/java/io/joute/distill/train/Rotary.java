package io.joute.distill.train;

/**
 * Rotary positions in the arrangement of Llama's GGUF files: elements 2i and 2i+1 of a head turn together by
 * position·base^(−2i/headDim).
 *
 * <p>Source: RoFormer (arXiv:2104.09864).
 */
final class Rotary {
    private final int half;
    private final float[] cosines;
    private final float[] sines;

    Rotary(double base, int headDim, int positions) {
        half = headDim / 2;
        cosines = new float[positions * half];
        sines = new float[positions * half];
        for (int position = 0; position < positions; position++) {
            for (int i = 0; i < half; i++) {
                double angle = position * StrictMath.pow(base, -2.0 * i / headDim);
                cosines[position * half + i] = (float) StrictMath.cos(angle);
                sines[position * half + i] = (float) StrictMath.sin(angle);
            }
        }
    }

    /** Turn the heads of one row; {@code direction} is 1, or −1 to turn back (the backward pass). */
    void turn(float[] x, int from, int heads, int position, int direction) {
        int table = position * half;
        for (int head = 0; head < heads; head++) {
            int at = from + head * 2 * half;
            for (int i = 0; i < half; i++) {
                float cosine = cosines[table + i];
                float sine = direction * sines[table + i];
                float a = x[at + 2 * i];
                float b = x[at + 2 * i + 1];
                x[at + 2 * i] = a * cosine - b * sine;
                x[at + 2 * i + 1] = a * sine + b * cosine;
            }
        }
    }
}
