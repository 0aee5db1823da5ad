package io.joute.engine.checkpoint;

import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Sizes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the tensor table of a GGUF file. Layout of an entry: name (u64 length, ASCII), u32 dimensions, as many u64 (columns
 * first), u32 element type, u64 offset in the data section.
 */
final class GgufTensorReader {
    /** Name length, dimension count, one dimension, type, offset. */
    static final long SMALLEST_TENSOR_BYTES = 32;

    private final BoundedReader in;
    private final long alignment;

    GgufTensorReader(BoundedReader in, long alignment) {
        this.in = in;
        this.alignment = alignment;
    }

    List<GgufTensor> read(long count) {
        List<GgufTensor> tensors = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (long i = 1; i <= count; i++) {
            in.at("name of tensor " + i + " of " + count);
            String name = in.name(Limits.TENSOR_NAME_BYTES);
            in.at("tensor " + Shown.name(name));
            if (!names.add(name)) {
                throw in.refuse("appears twice, expected once.");
            }
            tensors.add(tensor(name));
        }
        return tensors;
    }

    private GgufTensor tensor(String name) {
        List<Long> dimensions = dimensions();
        ElementType type = GgmlType.read(in);
        long columns = dimensions.getFirst();
        long rows = dimensions.size() == 1 ? 1 : dimensions.get(1);
        if (columns % type.blockLength() != 0) {
            throw in.refuse("shape " + dimensions + " of " + type + ", the first dimension must be a multiple of "
                    + type.blockLength() + ".");
        }
        return new GgufTensor(name, type, rows, columns, offset(), bytes(type, dimensions));
    }

    /** One or two dimensions; further ones must be 1 and are dropped. */
    private List<Long> dimensions() {
        long count = in.u32();
        if (count < 1 || count > Limits.DIMENSIONS) {
            throw in.refuse(count + " dimensions, expected 1 to " + Limits.DIMENSIONS + ".");
        }
        List<Long> dimensions = new ArrayList<>();
        for (long i = 1; i <= count; i++) {
            long dimension = in.i64();
            if (dimension < 1) {
                throw in.refuse("dimension " + i + " is " + Shown.number(dimension) + ", expected 1 to 2^63-1.");
            }
            dimensions.add(dimension);
        }
        if (dimensions.stream().skip(2).anyMatch(dimension -> dimension > 1)) {
            throw in.refuse("shape " + dimensions + ", expected 1 or 2 dimensions: "
                    + "models with stacked matrices (mixtures of experts) are not supported.");
        }
        return List.copyOf(dimensions.subList(0, Math.min(2, dimensions.size())));
    }

    private long bytes(ElementType type, List<Long> dimensions) {
        try {
            long bytes = type.bytes(dimensions.getFirst());
            for (long dimension : dimensions.subList(1, dimensions.size())) {
                bytes = Sizes.multiply(bytes, dimension);
            }
            return bytes;
        } catch (ArithmeticException e) {
            throw in.refuse("shape " + dimensions + ": size exceeds 2^63.");
        }
    }

    private long offset() {
        long offset = in.i64();
        if (offset < 0 || offset % alignment != 0) {
            throw in.refuse("offset " + Shown.number(offset) + ", must be a multiple of alignment " + alignment
                    + " inside the file.");
        }
        return offset;
    }
}
