package io.joute.engine.kernel;

import static io.joute.engine.kernel.Lanes.COUNT;
import static io.joute.engine.kernel.Lanes.F;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Products for few tokens where elements take too many steps to unpack to do it inside the sum: a slice of four rows is
 * decoded to the first-level cache, then multiplied with each token. Sums wait in scratch between slices, each in the order
 * of {@link Lanes}.
 *
 * <p>{@code columns} is a multiple of the vector's length here.
 */
final class VectorRows {
    private static final int ROWS = 4;
    private static final int SLICE = 1024;

    private VectorRows() {}

    static void multiply(Product p, int from, int to, Scratch scratch) {
        float[] panel = scratch.panel(ROWS * SLICE);
        float[] lanes = scratch.lanes(ROWS * p.batch * COUNT);
        for (int row = from; row < to; row += ROWS) {
            int count = Math.min(ROWS, to - row);
            Arrays.fill(lanes, 0, ROWS * p.batch * COUNT, 0f);
            for (int column = 0; column < p.columns; column += SLICE) {
                int length = Math.min(SLICE, p.columns - column);
                for (int i = 0; i < count; i++) {
                    VectorDecode.elements(p.weight, row + i, column, length, panel, i * SLICE);
                }
                for (int token = 0; token < p.batch; token++) {
                    fourRows(panel, length, p.x, token * p.columns + column, lanes, token * ROWS * COUNT);
                }
            }
            store(p, row, count, lanes);
        }
    }

    private static void store(Product p, int row, int count, float[] lanes) {
        for (int token = 0; token < p.batch; token++) {
            for (int i = 0; i < count; i++) {
                float sum = Lanes.fold(lanes, (token * ROWS + i) * COUNT);
                p.out[token * p.rows + row + i] = sum * p.rowScales.of(row + i);
            }
        }
    }

    /** Rows beyond the last hold what was there before; their sums are not stored. */
    private static void fourRows(float[] w, int length, float[] x, int x0, float[] lanes, int at) {
        FloatVector s0 = FloatVector.fromArray(F, lanes, at);
        FloatVector s1 = FloatVector.fromArray(F, lanes, at + COUNT);
        FloatVector s2 = FloatVector.fromArray(F, lanes, at + 2 * COUNT);
        FloatVector s3 = FloatVector.fromArray(F, lanes, at + 3 * COUNT);
        for (int k = 0; k < length; k += COUNT) {
            FloatVector v = FloatVector.fromArray(F, x, x0 + k);
            s0 = FloatVector.fromArray(F, w, k).fma(v, s0);
            s1 = FloatVector.fromArray(F, w, SLICE + k).fma(v, s1);
            s2 = FloatVector.fromArray(F, w, 2 * SLICE + k).fma(v, s2);
            s3 = FloatVector.fromArray(F, w, 3 * SLICE + k).fma(v, s3);
        }
        s0.intoArray(lanes, at);
        s1.intoArray(lanes, at + COUNT);
        s2.intoArray(lanes, at + 2 * COUNT);
        s3.intoArray(lanes, at + 3 * COUNT);
    }
}
