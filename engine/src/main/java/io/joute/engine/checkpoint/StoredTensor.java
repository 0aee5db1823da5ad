package io.joute.engine.checkpoint;

import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.RowScales;
import io.joute.engine.tensor.Sizes;
import io.joute.engine.tensor.Weight;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * A tensor as a file stores it, under its name in GGUF, and what has to be done to its rows to make them GGUF's.
 *
 * @param stored its elements in the order of the file
 * @param heads above 0: each of so many heads has its rows in two halves, which GGUF has alternately, one of the first, one
 *     of the second; 0: the rows are in place
 * @param offset what to add to each element; 0 but for the norms of some families
 */
public record StoredTensor(Weight stored, int heads, float offset) {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    public StoredTensor {
        if (heads < 0 || (heads > 0 && stored.rows() % (2L * heads) != 0)) {
            throw new IllegalArgumentException("tensor '" + stored.name() + "' has " + stored.rows()
                    + " rows, expected a multiple of 2 × " + heads);
        }
    }

    /** One that is as GGUF has it. */
    StoredTensor(Weight stored) {
        this(stored, 0, 0);
    }

    /** Where the file has the row that is {@code row} in GGUF. */
    public long storedRow(long row) {
        if (heads == 0) {
            return row;
        }
        long rowsOfHead = stored.rows() / heads;
        long inHead = row % rowsOfHead;
        return row - inHead + (inHead % 2) * (rowsOfHead / 2) + inHead / 2;
    }

    /** Bytes of memory that {@link #weight} takes beyond the mapped file. */
    long copiedBytes() {
        if (offset != 0) {
            return ElementType.F32.bytes(Sizes.multiply(stored.rows(), stored.columns()));
        }
        return heads == 0 ? 0 : stored.data().byteSize();
    }

    /** The weight as GGUF has it: the file's own memory where nothing has to be done, else a copy in {@code arena}. */
    Weight weight(Arena arena) {
        if (offset != 0) {
            return shifted(arena);
        }
        return heads == 0 ? stored : reordered(arena);
    }

    private Weight reordered(Arena arena) {
        long rowBytes = stored.rowBytes();
        MemorySegment copy = arena.allocate(stored.data().byteSize(), Limits.SMALLEST_ALIGNMENT);
        for (long row = 0; row < stored.rows(); row++) {
            MemorySegment.copy(stored.data(), storedRow(row) * rowBytes, copy, row * rowBytes, rowBytes);
        }
        return new Weight(stored.name(), stored.type(), stored.rows(), stored.columns(), copy, scales(arena));
    }

    private RowScales scales(Arena arena) {
        if (stored.rowScales().count() <= 1) {
            return stored.rowScales();
        }
        MemorySegment copy = arena.allocate(FLOAT, stored.rows());
        for (long row = 0; row < stored.rows(); row++) {
            copy.setAtIndex(FLOAT, row, stored.rowScales().of(storedRow(row)));
        }
        return new RowScales(copy);
    }

    private Weight shifted(Arena arena) {
        long count = Sizes.multiply(stored.rows(), stored.columns());
        MemorySegment copy = arena.allocate(ElementType.F32.bytes(count), Limits.SMALLEST_ALIGNMENT);
        for (long i = 0; i < count; i++) {
            copy.set(FLOAT, Sizes.multiply(i, Float.BYTES), element(i) + offset);
        }
        return new Weight(stored.name(), ElementType.F32, stored.rows(), stored.columns(), copy);
    }

    private float element(long i) {
        long at = Sizes.multiply(i, stored.type().blockBytes());
        return switch (stored.type()) {
            case F32 -> stored.data().get(FLOAT, at);
            case F16 -> Float.float16ToFloat(stored.data().get(SHORT, at));
            case BF16 -> Float.intBitsToFloat(stored.data().get(SHORT, at) << 16);
            default ->
                throw new IllegalArgumentException(
                        "tensor '" + stored.name() + "' is " + stored.type() + ", expected F32, F16 or BF16");
        };
    }
}
