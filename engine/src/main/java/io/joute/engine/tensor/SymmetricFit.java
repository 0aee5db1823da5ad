package io.joute.engine.tensor;

/**
 * Looks for the scale with which levels −half to half − 1 stand for {@code scale · level} with least squared error, each
 * element counting its square, so that large ones are kept best.
 *
 * <p>As in {@link AffineFit}: round with several spacings around the obvious one (the largest magnitude takes the level
 * −half), solve for the scale, keep the best. Source: ggml's {@code make_qx_quants}.
 */
final class SymmetricFit {
    private static final int STEPS = 9;
    private static final float STEP = 0.1f;
    private static final float NEGLIGIBLE = 1e-15f;

    private final int length;
    private final int half;

    SymmetricFit(int length, int half) {
        this.length = length;
        this.half = half;
    }

    /** The scale for the elements from {@code from} on; 0 where they are all negligible. */
    float fit(float[] x, int from) {
        float largest = Quantizer.largest(x, from, length);
        if (Math.abs(largest) < NEGLIGIBLE) {
            return 0;
        }
        float scale = 0;
        float best = 0;
        for (int step = -STEPS; step <= STEPS; step++) {
            float spacings = -(half + STEP * step) / largest;
            float product = 0;
            float power = 0;
            for (int i = from; i < from + length; i++) {
                int level = Math.clamp((int) Math.rint(spacings * x[i]), -half, half - 1);
                float weight = x[i] * x[i];
                product += weight * x[i] * level;
                power += weight * level * level;
            }
            // The error left is constant − product² / power.
            float gain = product * product / power;
            if (power > 0 && gain > best) {
                best = gain;
                scale = product / power;
            }
        }
        return scale;
    }
}
