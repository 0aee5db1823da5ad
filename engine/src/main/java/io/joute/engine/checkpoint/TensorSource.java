package io.joute.engine.checkpoint;

import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Quantizer;
import io.joute.engine.tensor.Weight;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** A tensor to write, made row by row, so that no model has to fit in memory. One row is a vector. */
public sealed interface TensorSource {
    /** Its name in the file. */
    String name();

    /** How the file stores it. */
    ElementType type();

    /** Rows; 1 for a vector. */
    long rows();

    /** Elements of a row, whole blocks of the type. */
    long columns();

    /** Put row {@code row}, encoded, into {@code out}: exactly {@code type().bytes(columns())} bytes; on any thread. */
    void write(long row, MemorySegment out);

    /** Gives the floats of a matrix, row by row, in any order, to several threads at once. */
    interface FloatRows {
        /** Fill {@code into} with row {@code row}. */
        void fill(long row, float[] into);
    }

    /** Floats, encoded on the way. */
    record Floats(String name, ElementType type, long rows, long columns, FloatRows values) implements TensorSource {
        public Floats {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(values, "values");
            if (rows < 1 || columns < 1 || columns > Integer.MAX_VALUE - 8 || columns % type.blockLength() != 0) {
                throw new IllegalArgumentException("tensor '" + name + "' is [" + rows + ", " + columns
                        + "], expected 1 or more rows of whole blocks of " + type.blockLength());
            }
        }

        @Override
        public void write(long row, MemorySegment out) {
            var floats = new float[(int) columns];
            values.fill(row, floats);
            try {
                Quantizer.encode(floats, type, out);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("tensor '" + name + "', row " + row + ": " + e.getMessage(), e);
            }
        }
    }

    /** A weight of another file, byte for byte. */
    record Copy(Weight weight) implements TensorSource {
        public Copy {
            if (weight.rowScales().count() > 0) {
                throw new IllegalArgumentException("tensor '" + weight.name()
                        + "' has row scales, which a copy would lose: decode its rows and encode them again");
            }
        }

        @Override
        public String name() {
            return weight.name();
        }

        @Override
        public ElementType type() {
            return weight.type();
        }

        @Override
        public long rows() {
            return weight.rows();
        }

        @Override
        public long columns() {
            return weight.columns();
        }

        @Override
        public void write(long row, MemorySegment out) {
            long bytes = weight.rowBytes();
            MemorySegment.copy(weight.data(), row * bytes, out, 0, bytes);
        }
    }

    /** A matrix in memory, row-major; its rows are {@code values.length / columns}. */
    static TensorSource of(String name, ElementType type, int columns, float[] values) {
        if (columns < 1 || values.length % columns != 0) {
            throw new IllegalArgumentException(
                    "tensor '" + name + "' has " + values.length + " elements, expected whole rows of " + columns);
        }
        return new Floats(name, type, values.length / columns, columns, (row, into) -> {
            int start = Math.toIntExact(row * columns);
            System.arraycopy(values, start, into, 0, columns);
        });
    }
}
