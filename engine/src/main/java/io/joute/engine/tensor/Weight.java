package io.joute.engine.tensor;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * A read-only matrix of a model, row-major over mapped or native memory; a vector has one row.
 *
 * @param name its name in the house's naming, for messages
 * @param type how elements are stored; each row is a whole number of blocks
 * @param rows outputs of the product {@code y[rows] = W x[columns]}
 * @param columns inputs
 * @param data exactly {@code type.bytes(rows × columns)} bytes
 * @param rowScales factors of its rows: {@code y[row] = scale[row] · Σ element[row][i] · x[i]}
 */
public record Weight(String name, ElementType type, long rows, long columns, MemorySegment data, RowScales rowScales) {
    public Weight {
        Objects.requireNonNull(type, "type");
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException(
                    "tensor '" + name + "' is [" + rows + ", " + columns + "], expected ≥ 1");
        }
        long expected = Sizes.multiply(rows, type.bytes(columns));
        if (data.byteSize() != expected) {
            throw new IllegalArgumentException("tensor '" + name + "' has " + data.byteSize() + " bytes, expected "
                    + expected + " (" + type + " [" + rows + ", " + columns + "])");
        }
        if (rowScales.count() > 1 && rowScales.count() != rows) {
            throw new IllegalArgumentException(
                    "tensor '" + name + "' has " + rowScales.count() + " row scales, expected 0, 1 or " + rows);
        }
        data = data.asReadOnly();
    }

    /** A weight without row scales. */
    public Weight(String name, ElementType type, long rows, long columns, MemorySegment data) {
        this(name, type, rows, columns, data, RowScales.NONE);
    }

    /** Bytes from one row to the next. */
    public long rowBytes() {
        return type.bytes(columns);
    }
}
