package io.joute.arena.ranking;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The maximum of a likelihood with traits of style: P(A) = σ(βa − βb + γᵀf), a tie being half a win for each.
 *
 * <p>γ is not penalised: a ridge would shrink it and so control for nothing. Newton's method as in {@link Fit}. Votes
 * that style explains without rest have no finite maximum: γ then grows without end.
 */
final class StyleFit implements Strengths {
    private static final int MAX_ITERATIONS = 60;
    private static final double CONVERGED = 1e-10;
    private static final double UNBOUNDED = 20;

    private final Counts counts;
    private final List<Trait> traits;
    private final int[] firsts;
    private final int[] seconds;
    private final int[] voters;
    private final double[] points;
    private final double[][] differences;
    private final double[] parameters;

    private StyleFit(StyledTally votes, List<Trait> traits) {
        this.counts = votes.tally().counts();
        this.traits = traits;
        this.firsts = votes.firsts(counts.models());
        this.seconds = votes.seconds(counts.models());
        this.voters = votes.voters();
        this.points = votes.points();
        this.differences = traits.stream().map(votes::differences).toArray(double[][]::new);
        this.parameters = new double[counts.size() + traits.size()];
    }

    /** Fit votes that have a finite maximum without style; empty when there is none with it. */
    static Optional<StyleFit> of(StyledTally votes) {
        List<Trait> varied = Arrays.stream(Trait.values())
                .filter(trait -> Arrays.stream(votes.differences(trait)).anyMatch(value -> value != 0))
                .toList();
        return new StyleFit(votes, varied).climb();
    }

    @Override
    public Counts counts() {
        return counts;
    }

    @Override
    public double beta(int model) {
        return parameters[model];
    }

    /** The traits that differ at all, in the order of their parameters. */
    List<Trait> traits() {
        return traits;
    }

    /** What one root mean square of a trait adds to the strength of an answer. */
    double gamma(int trait) {
        return parameters[counts.size() + trait];
    }

    int parameterCount() {
        return parameters.length;
    }

    int votes() {
        return points.length;
    }

    int voter(int vote) {
        return voters[vote];
    }

    /** What a vote gave beyond what was expected, times each parameter's share in it, is added to {@code sum}. */
    void addScore(int vote, double[] sum) {
        addScaled(vote, points[vote] - expected(vote), sum);
    }

    double logLikelihood() {
        double sum = 0;
        for (int vote = 0; vote < points.length; vote++) {
            double z = z(vote);
            sum += points[vote] * Sigmoid.log(z) + (1 - points[vote]) * Sigmoid.log(-z);
        }
        return sum;
    }

    /** Inverse information where strengths sum to 0. */
    Matrix inverseInformation() {
        Matrix information = information(new double[parameters.length]);
        double gauge = information.fixSum(counts.size());
        Matrix inverse = information.cholesky().orElseThrow().inverseAsCholesky();
        inverse.addToBlock(counts.size(), -1 / (gauge * counts.size()));
        return inverse;
    }

    private Optional<StyleFit> climb() {
        for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
            double[] step = new double[parameters.length];
            Matrix information = information(step);
            information.fixSum(counts.size());
            Optional<Matrix> triangle = information.cholesky();
            if (triangle.isEmpty()) {
                return Optional.empty();
            }
            triangle.get().solveAsCholesky(step);
            double largest = Arrays.stream(step).map(Math::abs).max().orElse(0);
            double length = Math.min(1, 2 / largest);
            for (int i = 0; i < step.length; i++) {
                parameters[i] += length * step[i];
            }
            if (largest < CONVERGED) {
                return isBounded() ? Optional.of(this) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean isBounded() {
        return Arrays.stream(parameters).allMatch(value -> Math.abs(value) < UNBOUNDED);
    }

    private Matrix information(double[] gradient) {
        Matrix information = new Matrix(parameters.length);
        int length = 2 + traits.size();
        int[] places = new int[length];
        double[] shares = new double[length];
        for (int vote = 0; vote < points.length; vote++) {
            double p = expected(vote);
            addScaled(vote, points[vote] - p, gradient);
            fill(vote, places, shares);
            for (int a = 0; a < length; a++) {
                for (int b = 0; b < length; b++) {
                    information.add(places[a], places[b], p * (1 - p) * shares[a] * shares[b]);
                }
            }
        }
        return information;
    }

    /** Which parameters a vote depends on, and how much. */
    private void fill(int vote, int[] places, double[] shares) {
        places[0] = firsts[vote];
        shares[0] = 1;
        places[1] = seconds[vote];
        shares[1] = -1;
        for (int k = 0; k < traits.size(); k++) {
            places[2 + k] = counts.size() + k;
            shares[2 + k] = differences[k][vote];
        }
    }

    private void addScaled(int vote, double factor, double[] sum) {
        sum[firsts[vote]] += factor;
        sum[seconds[vote]] -= factor;
        for (int k = 0; k < traits.size(); k++) {
            sum[counts.size() + k] += factor * differences[k][vote];
        }
    }

    private double expected(int vote) {
        return Sigmoid.of(z(vote));
    }

    private double z(int vote) {
        double z = parameters[firsts[vote]] - parameters[seconds[vote]];
        for (int k = 0; k < traits.size(); k++) {
            z += gamma(k) * differences[k][vote];
        }
        return z;
    }
}
