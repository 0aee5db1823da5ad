package io.joute.arena.ranking;

import java.util.Optional;

/** A square matrix of doubles, and the little algebra that intervals need. */
final class Matrix {
    /** What is left of a diagonal after subtracting as much is only rounding. */
    private static final double NOISE = 1e-14;

    private final double[][] rows;

    Matrix(int size) {
        this.rows = new double[size][size];
    }

    int size() {
        return rows.length;
    }

    double at(int row, int column) {
        return rows[row][column];
    }

    void add(int row, int column, double value) {
        rows[row][column] += value;
    }

    double meanDiagonal(int first) {
        double sum = 0;
        for (int i = 0; i < first; i++) {
            sum += rows[i][i];
        }
        return sum / first;
    }

    Matrix times(double factor) {
        Matrix product = new Matrix(size());
        for (int i = 0; i < size(); i++) {
            for (int j = 0; j < size(); j++) {
                product.rows[i][j] = rows[i][j] * factor;
            }
        }
        return product;
    }

    Matrix times(Matrix other) {
        Matrix product = new Matrix(size());
        for (int i = 0; i < size(); i++) {
            for (int k = 0; k < size(); k++) {
                addScaled(product.rows[i], other.rows[k], rows[i][k]);
            }
        }
        return product;
    }

    private static void addScaled(double[] sum, double[] row, double factor) {
        for (int j = 0; j < row.length; j++) {
            sum[j] += factor * row[j];
        }
    }

    /** Add v·vᵀ, in time of the square of what is not 0 in v. */
    void addSquareOf(double[] v) {
        int[] places = new int[v.length];
        int filled = 0;
        for (int i = 0; i < v.length; i++) {
            if (v[i] != 0) {
                places[filled++] = i;
            }
        }
        for (int a = 0; a < filled; a++) {
            double[] row = rows[places[a]];
            double factor = v[places[a]];
            for (int b = 0; b < filled; b++) {
                row[places[b]] += factor * v[places[b]];
            }
        }
    }

    /** Add {@code value} to each entry of the first rows and columns. */
    void addToBlock(int first, double value) {
        for (int i = 0; i < first; i++) {
            for (int j = 0; j < first; j++) {
                rows[i][j] += value;
            }
        }
    }

    /** Make a common shift of the first parameters as costly as they are on average; returns that cost. */
    double fixSum(int first) {
        double cost = meanDiagonal(first);
        addToBlock(first, cost / first);
        return cost;
    }

    /** The lower triangle L with L·Lᵀ = this, which is symmetric; empty unless it is clearly positive definite. */
    Optional<Matrix> cholesky() {
        Matrix lower = new Matrix(size());
        for (int i = 0; i < size(); i++) {
            for (int j = 0; j < i; j++) {
                lower.rows[i][j] = (rows[i][j] - dot(lower.rows[i], lower.rows[j], j)) / lower.rows[j][j];
            }
            double rest = rows[i][i] - dot(lower.rows[i], lower.rows[i], i);
            if (!(rest > rows[i][i] * NOISE)) {
                return Optional.empty();
            }
            lower.rows[i][i] = Math.sqrt(rest);
        }
        return Optional.of(lower);
    }

    /** Solve L·Lᵀ·x = b, this being L; {@code b} becomes x. */
    void solveAsCholesky(double[] b) {
        for (int i = 0; i < size(); i++) {
            b[i] = (b[i] - dot(rows[i], b, i)) / rows[i][i];
        }
        for (int i = size() - 1; i >= 0; i--) {
            double rest = b[i];
            for (int k = i + 1; k < size(); k++) {
                rest -= rows[k][i] * b[k];
            }
            b[i] = rest / rows[i][i];
        }
    }

    /** The inverse of L·Lᵀ, this being L. */
    Matrix inverseAsCholesky() {
        Matrix inverse = new Matrix(size());
        for (int i = 0; i < size(); i++) {
            inverse.rows[i][i] = 1;
            solveAsCholesky(inverse.rows[i]);
        }
        return inverse;
    }

    private static double dot(double[] a, double[] b, int length) {
        double sum = 0;
        for (int k = 0; k < length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
