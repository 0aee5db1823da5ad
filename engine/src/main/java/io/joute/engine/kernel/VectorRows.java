package io.joute.engine.kernel;

import static io.joute.engine.kernel.Lanes.COUNT;
import static io.joute.engine.kernel.Lanes.F;

import jdk.incubator.vector.FloatVector;

/**
 * Products for few tokens where elements take too many steps to unpack to do it inside the sum: four rows are decoded, one
 * after the other as memory has them, to floats that stay in the cache, then multiplied with each token.
 *
 * <p>Memory sees one sequential stream, so the processor's prefetcher does its work: touching ahead as {@link VectorStream}
 * does made these a quarter slower.
 *
 * <p>{@code columns} is a multiple of the vector's length here.
 */
final class VectorRows {
    private static final int ROWS = 4;

    private VectorRows() {}

    static void multiply(Product p, int from, int to, Scratch scratch) {
        // One vector of space between rows: rows a power of two apart would share the cache's sets.
        int stride = p.columns + COUNT;
        float[] panel = scratch.panel(Math.multiplyExact(ROWS, stride));
        float[] lanes = scratch.lanes(ROWS * COUNT);
        for (int row = from; row < to; row += ROWS) {
            int count = Math.min(ROWS, to - row);
            for (int i = 0; i < count; i++) {
                VectorDecode.elements(p.weight, row + i, panel, i * stride);
            }
            for (int token = 0; token < p.batch; token++) {
                fourRows(panel, stride, p.x, token * p.columns, lanes);
                store(p, row, count, token, lanes);
            }
        }
    }

    private static void store(Product p, int row, int count, int token, float[] lanes) {
        int out = token * p.rows + row;
        for (int i = 0; i < count; i++) {
            p.out[out + i] = Lanes.fold(lanes, i * COUNT) * p.scale(row + i);
        }
    }

    /** Rows beyond the last hold what was there before; their sums are not stored. */
    private static void fourRows(float[] w, int stride, float[] x, int x0, float[] lanes) {
        int length = stride - COUNT;
        int w2 = 2 * stride;
        int w3 = 3 * stride;
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = FloatVector.zero(F);
        FloatVector s2 = FloatVector.zero(F);
        FloatVector s3 = FloatVector.zero(F);
        for (int k = 0; k < length; k += COUNT) {
            FloatVector v = FloatVector.fromArray(F, x, x0 + k);
            s0 = FloatVector.fromArray(F, w, k).fma(v, s0);
            s1 = FloatVector.fromArray(F, w, stride + k).fma(v, s1);
            s2 = FloatVector.fromArray(F, w, w2 + k).fma(v, s2);
            s3 = FloatVector.fromArray(F, w, w3 + k).fma(v, s3);
        }
        s0.intoArray(lanes, 0);
        s1.intoArray(lanes, COUNT);
        s2.intoArray(lanes, 2 * COUNT);
        s3.intoArray(lanes, 3 * COUNT);
    }
}
