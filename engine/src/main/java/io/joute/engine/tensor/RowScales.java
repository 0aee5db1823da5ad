package io.joute.engine.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Factors by which the rows of a weight are multiplied after their elements are decoded: none, one for all, or one a row.
 *
 * @param data F32, little-endian: 0, 4 or 4 × rows bytes
 */
public record RowScales(MemorySegment data) {
    /** No factor: every row counts as it is. */
    public static final RowScales NONE = new RowScales(MemorySegment.ofArray(new byte[0]));

    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    public RowScales {
        if (data.byteSize() % Float.BYTES != 0) {
            throw new IllegalArgumentException(
                    "row scales of " + data.byteSize() + " bytes, expected a multiple of " + Float.BYTES);
        }
        data = data.asReadOnly();
    }

    /** The same factor for every row. */
    public static RowScales ofAll(float scale) {
        MemorySegment bytes = MemorySegment.ofArray(new byte[Float.BYTES]);
        bytes.set(FLOAT, 0, scale);
        return new RowScales(bytes);
    }

    /** How many there are: 0, 1 or the number of rows. */
    public long count() {
        return data.byteSize() / Float.BYTES;
    }

    /** The factor of {@code row}; 1 where there is none. */
    public float of(long row) {
        long count = count();
        if (count == 0) {
            return 1;
        }
        return data.get(FLOAT, count == 1 ? 0 : row * Float.BYTES);
    }
}
