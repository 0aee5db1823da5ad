package io.joute.engine.kernel;

import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Weight;
import java.util.Arrays;

/** Measures how far a product is from the law, as a share of what rounding of its terms may explain. */
final class MatmulAgreement {
    static final int[] SIZES = {1, 7, 31, 32, 33, 255, 256, 257, 4096};

    private static final int[] BATCHES = {1, 2, 7, 8, 9, 13};

    /** Allowed error of a sum of float products, relative to the sum of their magnitudes. */
    static final double TOLERANCE = 2e-6;

    private MatmulAgreement() {}

    /** The largest |vector − scalar| / Σ|w·x| over all outputs. */
    static double worst(Kernels kernels, Kernels law, Weight weight, float[] x, int batch) {
        int rows = (int) weight.rows();
        int columns = (int) weight.columns();
        float[] found = new float[rows * batch];
        float[] expected = new float[rows * batch];
        kernels.matmul(weight, x, found, batch);
        law.matmul(weight, x, expected, batch);
        var row = new float[columns];
        double worst = 0;
        for (int r = 0; r < rows; r++) {
            law.row(weight, r, row, 0);
            for (int token = 0; token < batch; token++) {
                double magnitude = 0;
                for (int c = 0; c < columns; c++) {
                    magnitude += Math.abs((double) row[c] * x[token * columns + c]);
                }
                double error = Math.abs((double) found[token * rows + r] - expected[token * rows + r]);
                worst = Math.max(worst, error / Math.max(magnitude, Double.MIN_NORMAL));
            }
        }
        return worst;
    }

    /** All types and sizes with the vector loops of this process; run with another vector size by the test. */
    public static void main(String[] args) {
        try (var pool = new WorkerPool(2)) {
            Kernels vector = KernelChoice.VECTOR.on(pool);
            if (!vector.name().equals(args[0])) {
                throw new IllegalStateException("kernels are " + vector.name() + ", expected " + args[0]);
            }
            Kernels law = KernelChoice.SCALAR.on(pool);
            for (ElementType type : ElementType.values()) {
                requireAgreement(vector, law, type);
            }
        }
    }

    private static void requireAgreement(Kernels vector, Kernels law, ElementType type) {
        var random = new RandomOperands(7);
        for (int columns : SIZES) {
            for (int batch : columns % type.blockLength() == 0 ? BATCHES : new int[0]) {
                Weight weight = random.weight(type, 33, columns);
                double worst = worst(vector, law, weight, random.floats(batch * columns, 1), batch);
                if (!(worst <= TOLERANCE)) {
                    throw new IllegalStateException(
                            type + " [33, " + columns + "], batch " + batch + ": error " + worst);
                }
                requireSameRow(vector, law, weight);
            }
        }
    }

    private static void requireSameRow(Kernels vector, Kernels law, Weight weight) {
        float[] found = new float[(int) weight.columns()];
        float[] expected = new float[found.length];
        vector.row(weight, 32, found, 0);
        law.row(weight, 32, expected, 0);
        if (!Arrays.equals(found, expected)) {
            throw new IllegalStateException(weight.type() + ": decoded rows of " + found.length + " differ");
        }
    }
}
