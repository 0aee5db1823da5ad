package io.joute.engine.checkpoint;

import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Sizes;
import io.joute.engine.tensor.Weight;
import java.lang.foreign.MemorySegment;

/**
 * One entry of the tensor table.
 *
 * @param offset where its bytes start, from the start of the data section
 * @param bytes how many
 */
record GgufTensor(String name, ElementType type, long rows, long columns, long offset, long bytes) {
    /** Where its bytes end, from the start of the data section. */
    long end() {
        return Sizes.add(offset, bytes);
    }

    Weight weight(MemorySegment data) {
        return new Weight(name, type, rows, columns, data.asSlice(offset, bytes));
    }
}
