package io.joute.engine.tensor;

/**
 * Looks for {@code scale ≥ 0} and {@code minimum ≤ 0} so that levels 0 to {@code last} stand for {@code scale · level +
 * minimum} with least weighted squared error.
 *
 * <p>Which level an element takes depends on the scale, and the best scale on the levels. So: round with each of several
 * spacings around the obvious one (the range divided by {@code last}) from the best minimum so far, solve the linear least
 * squares for those levels, keep what is best. Zero stays among the values, since the minimum is not above it. Source: ggml's {@code
 * make_qkx2_quants}.
 */
final class AffineFit {
    private static final float STEP = 0.1f;

    private final int last;
    private final float firstStretch;
    private final int steps;
    private final int[] levels;

    private float scale;
    private float minimum;
    private float candidateScale;
    private float candidateMinimum;

    /** Spacings are range / (last + firstStretch + 0.1 · step), step from 0 to {@code steps}. */
    AffineFit(int length, int last, float firstStretch, int steps) {
        this.levels = new int[length];
        this.last = last;
        this.firstStretch = firstStretch;
        this.steps = steps;
    }

    float scale() {
        return scale;
    }

    float minimum() {
        return minimum;
    }

    /** Fit the elements from {@code from} on, element i of which counts {@code weights[i]}. */
    void fit(float[] x, int from, float[] weights) {
        float highest = x[from];
        float lowest = Math.min(0, x[from]);
        for (int i = 1; i < levels.length; i++) {
            highest = Math.max(highest, x[from + i]);
            lowest = Math.min(lowest, x[from + i]);
        }
        scale = 0;
        minimum = lowest;
        float range = highest - lowest;
        if (range > 0) {
            search(x, from, weights, range);
        }
    }

    private void search(float[] x, int from, float[] weights, float range) {
        float spacings = last / range;
        candidateScale = 1 / spacings;
        candidateMinimum = minimum;
        round(x, from, spacings);
        scale = candidateScale;
        float least = error(x, from, weights);
        for (int step = 0; step <= steps; step++) {
            round(x, from, (firstStretch + STEP * step + last) / range);
            float error = solve(x, from, weights) ? error(x, from, weights) : Float.POSITIVE_INFINITY;
            if (error < least) {
                least = error;
                scale = candidateScale;
                minimum = candidateMinimum;
            }
        }
    }

    private void round(float[] x, int from, float spacings) {
        for (int i = 0; i < levels.length; i++) {
            int level = (int) Math.rint(spacings * (x[from + i] - minimum));
            levels[i] = Math.clamp(level, 0, last);
        }
    }

    /** The best scale and minimum for these levels; false where every level is the same. */
    private boolean solve(float[] x, int from, float[] weights) {
        float w = 0;
        float wx = 0;
        float wl = 0;
        float wll = 0;
        float wlx = 0;
        for (int i = 0; i < levels.length; i++) {
            float weight = weights[i];
            float level = levels[i];
            w += weight;
            wx += weight * x[from + i];
            wl += weight * level;
            wll += weight * level * level;
            wlx += weight * level * x[from + i];
        }
        float determinant = w * wll - wl * wl;
        if (!(determinant > 0)) {
            return false;
        }
        candidateScale = (w * wlx - wx * wl) / determinant;
        candidateMinimum = (wll * wx - wl * wlx) / determinant;
        if (candidateMinimum > 0) {
            candidateMinimum = 0;
            candidateScale = wlx / wll;
        }
        return true;
    }

    private float error(float[] x, int from, float[] weights) {
        float error = 0;
        for (int i = 0; i < levels.length; i++) {
            float difference = candidateScale * levels[i] + candidateMinimum - x[from + i];
            error += weights[i] * (difference * difference);
        }
        return error;
    }
}
