package io.joute.arena.ranking;

import java.util.Arrays;
import java.util.Optional;

/**
 * The maximum of a likelihood: strengths that sum to 0, and the tie parameter.
 *
 * <p>Newton's method on H + c·11ᵀ/M, which is the Hessian where strengths sum to 0 and keeps them so.
 */
final class Fit implements Strengths {
    private static final int MAX_ITERATIONS = 200;
    private static final double CONVERGED = 1e-12;

    /** Steps this small that no longer shrink are noise: Newton's shrink by their square. */
    private static final double ROUNDING = 1e-8;

    private static final double SHORTEST = 1e-6;

    private final Counts counts;
    private final Likelihood likelihood;
    private final double[] parameters;
    private final int size;
    private double reached;

    private Fit(Counts counts, Likelihood likelihood, double[] start) {
        this.counts = counts;
        this.likelihood = likelihood;
        this.size = counts.size();
        this.parameters = start;
        this.reached = logLikelihood(start);
    }

    /**
     * Fit from equal strengths.
     *
     * @return empty when there is no finite maximum, or one so flat that doubles cannot find it
     */
    static Optional<Fit> of(Counts counts, Likelihood likelihood) {
        if (!Existence.isFinite(counts, likelihood)) {
            return Optional.empty();
        }
        double[] start = new double[counts.size() + (likelihood.hasTieParameter() ? 1 : 0)];
        if (likelihood.hasTieParameter()) {
            start[counts.size()] = likelihood.startEta((double) counts.totalTies() / counts.total());
        }
        return new Fit(counts, likelihood, start).climb();
    }

    /** Fit other votes on the same models from here; empty as for {@link #of}. */
    Optional<Fit> refit(Counts other) {
        return Existence.isFinite(other, likelihood)
                ? new Fit(other, likelihood, parameters.clone()).climb()
                : Optional.empty();
    }

    @Override
    public Counts counts() {
        return counts;
    }

    Likelihood likelihood() {
        return likelihood;
    }

    @Override
    public double beta(int model) {
        return parameters[model];
    }

    /** Logarithm of the tie parameter; 0 without one. */
    double eta() {
        return likelihood.hasTieParameter() ? parameters[size] : 0;
    }

    double logLikelihood() {
        return reached;
    }

    /** Inverse information where strengths sum to 0: a row and column for each model, and one for the tie parameter. */
    Matrix inverseInformation() {
        Matrix information = information(new double[parameters.length]);
        double gauge = information.fixSum(size);
        Matrix inverse = information.cholesky().orElseThrow().inverseAsCholesky();
        inverse.addToBlock(size, -1 / (gauge * size));
        return inverse;
    }

    /** Fill in the slopes of a pair at the maximum. */
    void slopes(int first, int second, Slopes slopes) {
        likelihood.at(beta(first) - beta(second), eta(), slopes);
    }

    private Optional<Fit> climb() {
        double last = Double.POSITIVE_INFINITY;
        for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
            double[] step = new double[parameters.length];
            Matrix information = information(step);
            information.fixSum(size);
            Optional<Matrix> triangle = information.cholesky();
            if (triangle.isEmpty()) {
                return Optional.empty();
            }
            triangle.get().solveAsCholesky(step);
            move(step);
            double largest = largest(step);
            if (largest < CONVERGED || (largest < ROUNDING && largest > last / 2)) {
                return Optional.of(this);
            }
            last = largest;
        }
        return Optional.empty();
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }

    /** Go a step, or half of it and so on until it does not lead down, beyond what rounding each vote's logarithm may hide. */
    private void move(double[] step) {
        double slack = 1e-15 * counts.total() * (1 + largest(parameters));
        double[] tried = parameters.clone();
        double length = 1;
        double found;
        do {
            for (int i = 0; i < step.length; i++) {
                tried[i] = parameters[i] + length * step[i];
            }
            found = isAllowed(tried) ? logLikelihood(tried) : Double.NEGATIVE_INFINITY;
            length /= 2;
        } while (!(found >= reached - slack) && length > SHORTEST);
        System.arraycopy(tried, 0, parameters, 0, tried.length);
        reached = found;
    }

    private boolean isAllowed(double[] at) {
        return !likelihood.hasTieParameter() || likelihood.allows(at[size]);
    }

    private double logLikelihood(double[] at) {
        double sum = 0;
        Slopes slopes = new Slopes();
        double eta = likelihood.hasTieParameter() ? at[size] : 0;
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                if (counts.compared(i, j)) {
                    likelihood.at(at[i] - at[j], eta, slopes);
                    sum += weighted(i, j, slopes.log);
                }
            }
        }
        return sum;
    }

    /** The negative Hessian; the gradient is added to {@code gradient}. */
    private Matrix information(double[] gradient) {
        Matrix information = new Matrix(parameters.length);
        Slopes slopes = new Slopes();
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                if (counts.compared(i, j)) {
                    slopes(i, j, slopes);
                    double slope = weighted(i, j, slopes.d);
                    gradient[i] += slope;
                    gradient[j] -= slope;
                    addPair(information, i, j, -weighted(i, j, slopes.dd));
                    addTie(information, gradient, i, j, slopes);
                }
            }
        }
        return information;
    }

    private static void addPair(Matrix matrix, int i, int j, double value) {
        matrix.add(i, i, value);
        matrix.add(j, j, value);
        matrix.add(i, j, -value);
        matrix.add(j, i, -value);
    }

    private void addTie(Matrix information, double[] gradient, int i, int j, Slopes slopes) {
        if (!likelihood.hasTieParameter()) {
            return;
        }
        gradient[size] += weighted(i, j, slopes.eta);
        double both = -weighted(i, j, slopes.dEta);
        information.add(i, size, both);
        information.add(size, i, both);
        information.add(j, size, -both);
        information.add(size, j, -both);
        information.add(size, size, -weighted(i, j, slopes.etaEta));
    }

    private double weighted(int i, int j, double[] byVerdict) {
        double sum = 0;
        for (Verdict verdict : Verdict.values()) {
            sum += counts.of(i, j, verdict) * byVerdict[verdict.index()];
        }
        return sum;
    }
}
