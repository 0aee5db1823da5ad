package io.joute.arena.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Strengths over resampled votes: the counts of distinct (pair, verdict) are drawn anew, their sum kept.
 *
 * <p>A resample without a finite maximum has no strengths; it is dropped and counted.
 */
final class Bootstrap {
    private final int models;
    private final List<double[]> replicates = new ArrayList<>();
    private int dropped;

    private Bootstrap(int models) {
        this.models = models;
    }

    /** Draw and fit {@code resamples} times. */
    static Bootstrap of(Fit fit, int resamples, long seed) {
        Bootstrap bootstrap = new Bootstrap(fit.counts().size());
        RandomGenerator random = new SplittableRandom(seed);
        for (int i = 0; i < resamples; i++) {
            bootstrap.add(fit, resample(fit.counts(), random));
        }
        return bootstrap;
    }

    /** Fits of votes that were resampled elsewhere. */
    static Bootstrap of(Fit fit, List<Counts> resampled) {
        Bootstrap bootstrap = new Bootstrap(fit.counts().size());
        resampled.forEach(counts -> bootstrap.add(fit, counts));
        return bootstrap;
    }

    int dropped() {
        return dropped;
    }

    int kept() {
        return replicates.size();
    }

    /** The strength of a model in each resample, in the order drawn. */
    double[] strengths(int model) {
        return replicates.stream().mapToDouble(replicate -> replicate[model]).toArray();
    }

    /** The strength below which a share of the resamples lies, between neighbours by a straight line. */
    double quantile(int model, double share) {
        double[] sorted = strengths(model);
        Arrays.sort(sorted);
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** Covariance of the strengths over the resamples. */
    Matrix covariance() {
        double[] mean = new double[models];
        for (double[] replicate : replicates) {
            for (int i = 0; i < models; i++) {
                mean[i] += replicate[i] / replicates.size();
            }
        }
        Matrix covariance = new Matrix(models);
        for (double[] replicate : replicates) {
            for (int i = 0; i < models; i++) {
                for (int j = 0; j < models; j++) {
                    covariance.add(i, j, (replicate[i] - mean[i]) * (replicate[j] - mean[j]) / (replicates.size() - 1));
                }
            }
        }
        return covariance;
    }

    private void add(Fit fit, Counts counts) {
        fit.refit(counts).ifPresentOrElse(found -> replicates.add(strengths(found)), () -> dropped++);
    }

    private double[] strengths(Fit fit) {
        double[] beta = new double[models];
        for (int i = 0; i < models; i++) {
            beta[i] = fit.beta(i);
        }
        return beta;
    }

    /** One multinomial draw, row by row: each takes its share of what the rows before it left. */
    private static Counts resample(Counts counts, RandomGenerator random) {
        Counts drawn = new Counts(counts.models());
        long votesLeft = counts.total();
        long rowsLeft = votesLeft;
        for (int i = 0; i < counts.size(); i++) {
            for (int j = i + 1; j < counts.size(); j++) {
                for (Verdict verdict : Verdict.values()) {
                    long row = counts.of(i, j, verdict);
                    if (row > 0) {
                        long times = Binomial.draw(votesLeft, (double) row / rowsLeft, random);
                        drawn.add(i, j, verdict, times);
                        votesLeft -= times;
                        rowsLeft -= row;
                    }
                }
            }
        }
        return drawn;
    }
}
