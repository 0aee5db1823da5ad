package io.joute.arena.ranking;

/** σ(x) = 1 / (1 + e⁻ˣ) and its logarithm, exact to rounding at both ends. */
final class Sigmoid {
    private Sigmoid() {}

    static double of(double x) {
        if (x >= 0) {
            return 1 / (1 + Math.exp(-x));
        }
        double e = Math.exp(x);
        return e / (1 + e);
    }

    static double log(double x) {
        return Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
    }
}
