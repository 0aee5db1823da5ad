package io.joute.engine.checkpoint;

import io.joute.engine.tensor.ElementType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The element types of ggml by number, so that a type which Joute does not implement is at least called by its name. */
final class GgmlType {
    private static final Map<Long, String> NOT_IMPLEMENTED = Map.ofEntries(
            Map.entry(9L, "Q8_1"),
            Map.entry(15L, "Q8_K"),
            Map.entry(16L, "IQ2_XXS"),
            Map.entry(17L, "IQ2_XS"),
            Map.entry(18L, "IQ3_XXS"),
            Map.entry(19L, "IQ1_S"),
            Map.entry(21L, "IQ3_S"),
            Map.entry(22L, "IQ2_S"),
            Map.entry(24L, "I8"),
            Map.entry(25L, "I16"),
            Map.entry(26L, "I32"),
            Map.entry(27L, "I64"),
            Map.entry(28L, "F64"),
            Map.entry(29L, "IQ1_M"),
            Map.entry(34L, "TQ1_0"),
            Map.entry(35L, "TQ2_0"),
            Map.entry(39L, "MXFP4"));

    private GgmlType() {}

    /** Read the number of a type that Joute implements. */
    static ElementType read(BoundedReader in) {
        long number = in.u32();
        Optional<ElementType> type =
                number <= Integer.MAX_VALUE ? ElementType.ofGgufId((int) number) : Optional.empty();
        return type.orElseThrow(() -> refuse(in, number));
    }

    private static CheckpointException refuse(BoundedReader in, long number) {
        String name = NOT_IMPLEMENTED.get(number);
        String found = name == null ? number + " unknown" : name + " not supported";
        return in.refuse(
                "type " + found + ", expected " + implemented() + ". Choose a file of this model in one of those.");
    }

    private static String implemented() {
        List<String> names = Arrays.stream(ElementType.values())
                .filter(type -> type.ggufId().isPresent())
                .map(ElementType::name)
                .toList();
        return String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
    }
}
