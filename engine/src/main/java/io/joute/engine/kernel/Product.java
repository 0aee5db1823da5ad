package io.joute.engine.kernel;

import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.RowScales;
import io.joute.engine.tensor.Sizes;
import io.joute.engine.tensor.Weight;
import java.lang.foreign.MemorySegment;

/** Operands of {@code out[batch][rows] = x[batch][columns] · Wᵀ}, checked. */
final class Product {
    final Weight weight;
    final MemorySegment data;
    final ElementType type;
    private final RowScales rowScales;
    private final boolean scaled;
    final long rowBytes;
    final int rows;
    final int columns;
    final float[] x;
    final float[] out;
    final int batch;

    Product(Weight weight, float[] x, float[] out, int batch) {
        this.weight = weight;
        this.data = weight.data();
        this.type = weight.type();
        this.rowScales = weight.rowScales();
        this.scaled = rowScales.count() > 0;
        this.rowBytes = weight.rowBytes();
        this.rows = Sizes.toInt(weight.rows());
        this.columns = Sizes.toInt(weight.columns());
        this.x = x;
        this.out = out;
        this.batch = batch;
        Operands.requireBatch(batch);
        Operands.requireLength("x", x, Sizes.multiply(batch, columns));
        Operands.requireLength("out", out, Sizes.multiply(batch, rows));
    }

    /** Whether rows have factors. */
    boolean scaled() {
        return scaled;
    }

    /** The factor of row {@code row}; 1 where there is none. */
    float scale(int row) {
        return scaled ? rowScales.of(row) : 1;
    }

    /** Multiplications. */
    double work() {
        return (double) rows * columns * batch;
    }
}
