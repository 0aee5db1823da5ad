package io.joute.arena.ranking;

import java.util.random.RandomGenerator;

/**
 * Exact draws of how many of n trials succeed, in about log n steps.
 *
 * <p>Large n are halved: the middle one of n uniform numbers follows a beta distribution, and tells on which side of it
 * the rest of the trials decide (Devroye, <em>Non-Uniform Random Variate Generation</em>, 1986, X.4.4).
 */
final class Binomial {
    private static final double SMALL_MEAN = 12;

    private Binomial() {}

    static long draw(long trials, double chance, RandomGenerator random) {
        long successes = 0;
        long left = trials;
        double p = chance;
        while (left > 0 && p > 0 && p < 1) {
            if (left * Math.min(p, 1 - p) < SMALL_MEAN) {
                return successes + bySearch(left, p, random);
            }
            long middle = (left + 1) / 2;
            double split = beta((double) middle, (double) (left + 1 - middle), random);
            if (split <= p) {
                successes += middle;
                left -= middle;
                p = (p - split) / (1 - split);
            } else {
                left = middle - 1;
                p = p / split;
            }
        }
        return p >= 1 ? successes + left : successes;
    }

    private static long bySearch(long trials, double p, RandomGenerator random) {
        return p <= 0.5 ? search(trials, p, random) : trials - search(trials, 1 - p, random);
    }

    /** Walk up the probabilities of 0, 1, 2 … successes. */
    private static long search(long trials, double p, RandomGenerator random) {
        double probability = Math.exp(trials * Math.log1p(-p));
        double odds = p / (1 - p);
        double rest = random.nextDouble();
        long successes = 0;
        while (rest >= probability && successes < trials) {
            rest -= probability;
            successes++;
            probability *= odds * (trials - successes + 1) / successes;
        }
        return successes;
    }

    private static double beta(double a, double b, RandomGenerator random) {
        double x = gamma(a, random);
        return x / (x + gamma(b, random));
    }

    /** Marsaglia and Tsang, ACM TOMS 26 (2000); for shapes of 1 and more. */
    private static double gamma(double shape, RandomGenerator random) {
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double root = 1 + c * x;
            double v = root * root * root;
            if (v > 0 && Math.log(random.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
