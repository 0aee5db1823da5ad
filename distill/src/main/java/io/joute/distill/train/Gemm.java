package io.joute.distill.train;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Matrix products in single precision with the Vector API.
 *
 * <p>A panel of B, {@value #DEPTH} rows by two vectors, is packed so that it stays in the first cache; six rows of A go over
 * it at once, which keeps twelve accumulators in registers: enough multiply-adds in flight to hide their latency, and two
 * loads for twelve of them. Each element of C sums its products in the order of k with fused multiply-adds, whatever the
 * tile, the vector length or the thread: equal inputs give equal bits.
 */
final class Gemm {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int WIDTH = 2 * LANES;
    private static final int HEIGHT = 6;
    private static final int DEPTH = 192;

    private final Workers workers;

    Gemm(Workers workers) {
        this.workers = workers;
    }

    /** c = a·b. */
    void multiply(Matrix a, Matrix b, Matrix c) {
        multiply(a, b, c, false);
    }

    /** c += a·b. */
    void multiplyAdd(Matrix a, Matrix b, Matrix c) {
        multiply(a, b, c, true);
    }

    private void multiply(Matrix a, Matrix b, Matrix c, boolean add) {
        if (a.columns != b.rows || a.rows != c.rows || b.columns != c.columns || c.columnStride != 1) {
            throw new IllegalArgumentException("product of " + a + " and " + b + " does not give " + c);
        }
        workers.ranges(a.rows, HEIGHT, (from, to) -> rows(a, b, c, from, to, add));
    }

    private static void rows(Matrix a, Matrix b, Matrix c, int from, int to, boolean add) {
        float[] panel = new float[DEPTH * WIDTH];
        float[] edge = new float[WIDTH];
        for (int k = 0; k < a.columns; k += DEPTH) {
            int depth = Math.min(DEPTH, a.columns - k);
            for (int n = 0; n < c.columns; n += WIDTH) {
                int width = Math.min(WIDTH, c.columns - n);
                pack(b, k, depth, n, width, panel);
                if (width == WIDTH) {
                    panel(a, k, depth, panel, c, n, from, to, add || k > 0);
                } else {
                    edge(a, k, depth, panel, c, n, from, to, add || k > 0, edge);
                }
            }
        }
    }

    private static void pack(Matrix b, int k0, int depth, int n0, int width, float[] panel) {
        int start = b.offset + k0 * b.rowStride + n0 * b.columnStride;
        if (b.columnStride == 1) {
            for (int k = 0; k < depth; k++) {
                System.arraycopy(b.data, start + k * b.rowStride, panel, k * WIDTH, width);
            }
        } else {
            for (int n = 0; n < width; n++) {
                int source = start + n * b.columnStride;
                for (int k = 0; k < depth; k++) {
                    panel[k * WIDTH + n] = b.data[source + k * b.rowStride];
                }
            }
        }
        for (int k = 0; k < depth && width < WIDTH; k++) {
            Arrays.fill(panel, k * WIDTH + width, (k + 1) * WIDTH, 0f);
        }
    }

    private static void panel(
            Matrix a, int k0, int depth, float[] panel, Matrix c, int n, int from, int to, boolean add) {
        int aRow = a.rowStride;
        int aColumn = a.columnStride;
        int aStart = a.offset + k0 * aColumn;
        int cStart = c.offset + n;
        int m = from;
        for (; m + HEIGHT <= to; m += HEIGHT) {
            tile(
                    a.data,
                    aStart + m * aRow,
                    aRow,
                    aColumn,
                    panel,
                    c.data,
                    cStart + m * c.rowStride,
                    c.rowStride,
                    depth,
                    add);
        }
        for (; m < to; m++) {
            row(a.data, aStart + m * aRow, aColumn, panel, c.data, cStart + m * c.rowStride, depth, add);
        }
    }

    private static void edge(
            Matrix a, int k0, int depth, float[] panel, Matrix c, int n, int from, int to, boolean add, float[] edge) {
        int width = c.columns - n;
        for (int m = from; m < to; m++) {
            int target = c.offset + m * c.rowStride + n;
            System.arraycopy(c.data, target, edge, 0, width);
            row(a.data, a.offset + k0 * a.columnStride + m * a.rowStride, a.columnStride, panel, edge, 0, depth, add);
            System.arraycopy(edge, 0, c.data, target, width);
        }
    }

    private static void row(float[] a, int a0, int aColumn, float[] b, float[] c, int c0, int depth, boolean add) {
        FloatVector c00 = start(c, c0, add);
        FloatVector c01 = start(c, c0 + LANES, add);
        for (int k = 0, p = 0, i = a0; k < depth; k++, p += WIDTH, i += aColumn) {
            FloatVector x = FloatVector.broadcast(SPECIES, a[i]);
            c00 = x.fma(FloatVector.fromArray(SPECIES, b, p), c00);
            c01 = x.fma(FloatVector.fromArray(SPECIES, b, p + LANES), c01);
        }
        c00.intoArray(c, c0);
        c01.intoArray(c, c0 + LANES);
    }

    private static FloatVector start(float[] c, int at, boolean add) {
        return add ? FloatVector.fromArray(SPECIES, c, at) : FloatVector.zero(SPECIES);
    }

    private static void tile(
            float[] a, int a0, int aRow, int aColumn, float[] b, float[] c, int c0, int cRow, int depth, boolean add) {
        int c1 = c0 + cRow;
        int c2 = c1 + cRow;
        int c3 = c2 + cRow;
        int c4 = c3 + cRow;
        int c5 = c4 + cRow;
        FloatVector c00 = start(c, c0, add);
        FloatVector c01 = start(c, c0 + LANES, add);
        FloatVector c10 = start(c, c1, add);
        FloatVector c11 = start(c, c1 + LANES, add);
        FloatVector c20 = start(c, c2, add);
        FloatVector c21 = start(c, c2 + LANES, add);
        FloatVector c30 = start(c, c3, add);
        FloatVector c31 = start(c, c3 + LANES, add);
        FloatVector c40 = start(c, c4, add);
        FloatVector c41 = start(c, c4 + LANES, add);
        FloatVector c50 = start(c, c5, add);
        FloatVector c51 = start(c, c5 + LANES, add);
        int a1 = aRow;
        int a2 = a1 + aRow;
        int a3 = a2 + aRow;
        int a4 = a3 + aRow;
        int a5 = a4 + aRow;
        for (int k = 0, p = 0, i = a0; k < depth; k++, p += WIDTH, i += aColumn) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, p);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, p + LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, a[i]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = FloatVector.broadcast(SPECIES, a[i + a1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = FloatVector.broadcast(SPECIES, a[i + a2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = FloatVector.broadcast(SPECIES, a[i + a3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            x = FloatVector.broadcast(SPECIES, a[i + a4]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            x = FloatVector.broadcast(SPECIES, a[i + a5]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
        }
        c00.intoArray(c, c0);
        c01.intoArray(c, c0 + LANES);
        c10.intoArray(c, c1);
        c11.intoArray(c, c1 + LANES);
        c20.intoArray(c, c2);
        c21.intoArray(c, c2 + LANES);
        c30.intoArray(c, c3);
        c31.intoArray(c, c3 + LANES);
        c40.intoArray(c, c4);
        c41.intoArray(c, c4 + LANES);
        c50.intoArray(c, c5);
        c51.intoArray(c, c5 + LANES);
    }
}
