package io.joute.arena.ranking;

/** The normal distribution, by its own series: no table of constants. */
final class NormalQuantile {
    private static final double FAR = 8;

    private NormalQuantile() {}

    /** The half-width in standard errors of a two-sided interval: 1.959963984540054 for 0.95. */
    static double twoSided(double confidence) {
        return of(0.5 + confidence / 2);
    }

    /** The x below which a standard normal variable lies with this probability, 0.5 to below 1. */
    static double of(double probability) {
        double below = 0;
        double above = FAR;
        double x = 0;
        for (int i = 0; i < 200 && above - below > 1e-16; i++) {
            double excess = cumulative(x) - probability;
            if (excess > 0) {
                above = x;
            } else {
                below = x;
            }
            double newton = x - excess / density(x);
            double next = newton > below && newton < above ? newton : (below + above) / 2;
            if (next == x) {
                break;
            }
            x = next;
        }
        return x;
    }

    private static double density(double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    /** Φ(x) = ½ + φ(x)·(x + x³/3 + x⁵/(3·5) + …), all terms positive for x above 0. */
    private static double cumulative(double x) {
        double term = x;
        double sum = x;
        for (int n = 3; term > sum * 1e-18; n += 2) {
            term *= x * x / n;
            sum += term;
        }
        return 0.5 + density(x) * sum;
    }
}
