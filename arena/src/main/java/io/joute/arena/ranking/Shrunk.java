package io.joute.arena.ranking;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Ratings that something beside the votes pulls together, so that they exist where those of the votes alone do not.
 * They depend on the strength of that pull and have no intervals: always shown marked as such.
 */
public final class Shrunk {
    /** The pull of a standing without a common scale: strengths drawn from a normal law of 1, about 174 points. */
    public static final double DEFAULT_PULL = 1;

    private static final int MAX_ITERATIONS = 200;
    private static final double CONVERGED = 1e-12;

    private final Counts counts;
    private final double pull;

    private Shrunk(Counts counts, double pull) {
        this.counts = counts;
        this.pull = pull;
    }

    /** Ratings by name with −{@code pull}/2 · Σβ² added to the log-likelihood of Bradley and Terry (ridge). */
    public static Map<String, Double> ridge(Tally tally, double pull) {
        return ridge(tally.counts(), pull);
    }

    static Map<String, Double> ridge(Counts counts, double pull) {
        if (!(pull > 0 && pull < 1e6)) {
            throw new IllegalArgumentException("pull is " + pull + ", expected above 0, below 1,000,000");
        }
        return ratings(counts, new Shrunk(counts, pull).climb());
    }

    /**
     * Ratings by name with half a win each way added to every pair that was compared.
     *
     * @return empty when chains of comparisons do not join all models
     */
    public static Optional<Map<String, Double>> halfWins(Tally tally) {
        return Fit.of(withHalfWins(tally.counts()), Likelihood.of(RankingModel.BRADLEY_TERRY))
                .map(fit -> {
                    double[] beta = new double[fit.counts().size()];
                    for (int i = 0; i < beta.length; i++) {
                        beta[i] = fit.beta(i);
                    }
                    return ratings(fit.counts(), beta);
                });
    }

    /** All is doubled, which moves no maximum, so that counts stay whole. */
    private static Counts withHalfWins(Counts counts) {
        Counts more = new Counts(counts.models());
        for (int i = 0; i < counts.size(); i++) {
            for (int j = i + 1; j < counts.size(); j++) {
                if (counts.compared(i, j)) {
                    more.add(i, j, Verdict.FIRST, 2 * counts.wins(i, j) + 1);
                    more.add(i, j, Verdict.SECOND, 2 * counts.wins(j, i) + 1);
                    more.add(i, j, Verdict.TIE, 2 * counts.ties(i, j));
                }
            }
        }
        return more;
    }

    private static Map<String, Double> ratings(Counts counts, double[] beta) {
        Map<String, Double> ratings = new TreeMap<>();
        for (int i = 0; i < beta.length; i++) {
            ratings.put(counts.models().get(i), Scale.rating(beta[i]));
        }
        return ratings;
    }

    private double[] climb() {
        double[] beta = new double[counts.size()];
        for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
            double[] step = new double[beta.length];
            information(beta, step).cholesky().orElseThrow().solveAsCholesky(step);
            double largest = 0;
            for (int i = 0; i < beta.length; i++) {
                // A step of 1 at most: far from the top, Newton's would overshoot.
                beta[i] += Math.clamp(step[i], -1, 1);
                largest = Math.max(largest, Math.abs(step[i]));
            }
            if (largest < CONVERGED) {
                return beta;
            }
        }
        return beta;
    }

    private Matrix information(double[] beta, double[] gradient) {
        Matrix information = new Matrix(beta.length);
        for (int i = 0; i < beta.length; i++) {
            information.add(i, i, pull);
            gradient[i] -= pull * beta[i];
            for (int j = 0; j < beta.length; j++) {
                if (i != j && counts.compared(i, j)) {
                    double votes = counts.wins(i, j) + counts.wins(j, i) + counts.ties(i, j);
                    double p = Sigmoid.of(beta[i] - beta[j]);
                    gradient[i] += counts.wins(i, j) + counts.ties(i, j) / 2.0 - votes * p;
                    information.add(i, i, votes * p * (1 - p));
                    information.add(i, j, -votes * p * (1 - p));
                }
            }
        }
        return information;
    }
}
