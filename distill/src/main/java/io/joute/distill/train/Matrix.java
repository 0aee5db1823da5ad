package io.joute.distill.train;

/** A matrix seen in an array: element (i, j) at {@code offset + i·rowStride + j·columnStride}. Nothing is copied. */
final class Matrix {
    final float[] data;
    final int offset;
    final int rows;
    final int columns;
    final int rowStride;
    final int columnStride;

    private Matrix(float[] data, int offset, int rows, int columns, int rowStride, int columnStride) {
        this.data = data;
        this.offset = offset;
        this.rows = rows;
        this.columns = columns;
        this.rowStride = rowStride;
        this.columnStride = columnStride;
    }

    /** The row-major matrix at {@code offset}. */
    static Matrix of(float[] data, int offset, int rows, int columns) {
        if (offset < 0 || (long) offset + (long) rows * columns > data.length) {
            throw new IllegalArgumentException("matrix [" + rows + ", " + columns + "] at " + offset
                    + " passes the end of an array of " + data.length);
        }
        return new Matrix(data, offset, rows, columns, columns, 1);
    }

    /** The row-major matrix that begins an array. */
    static Matrix of(float[] data, int rows, int columns) {
        return of(data, 0, rows, columns);
    }

    /** The weight of a layout. */
    static Matrix of(float[] data, ParameterLayout.Slot slot) {
        return of(data, slot.offset(), slot.rows(), slot.columns());
    }

    /** The same numbers, rows and columns exchanged. */
    Matrix transposed() {
        return new Matrix(data, offset, columns, rows, columnStride, rowStride);
    }

    @Override
    public String toString() {
        return "[" + rows + ", " + columns + "]";
    }
}
