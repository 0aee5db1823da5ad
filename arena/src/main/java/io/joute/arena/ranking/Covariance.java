package io.joute.arena.ranking;

import java.util.List;

/** Covariances of the strengths β of a board, whose sum is 0. */
public final class Covariance {
    private final List<String> models;
    private final Matrix matrix;

    Covariance(List<String> models, Matrix matrix) {
        this.models = models;
        this.matrix = matrix;
    }

    /** The models, by name: the order of rows and columns. */
    public List<String> models() {
        return models;
    }

    /** Cov(β of one, β of the other). */
    public double between(String one, String other) {
        return matrix.at(index(one), index(other));
    }

    /** Standard error of β. */
    public double standardError(String model) {
        return Math.sqrt(between(model, model));
    }

    /** Standard error of the difference of two strengths. */
    public double standardErrorOfDifference(String one, String other) {
        double variance = between(one, one) + between(other, other) - 2 * between(one, other);
        return Math.sqrt(Math.max(0, variance));
    }

    private int index(String model) {
        int index = models.indexOf(model);
        if (index < 0) {
            throw new IllegalArgumentException("model '" + model + "' is not on this board, expected one of " + models);
        }
        return index;
    }
}
