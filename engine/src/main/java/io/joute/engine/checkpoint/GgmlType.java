package io.joute.engine.checkpoint;

import io.joute.engine.tensor.ElementType;
import java.util.Map;
import java.util.Optional;

/** The element types of ggml by number, so that a type which Joute does not implement is at least called by its name. */
final class GgmlType {
    private static final Map<Long, String> NOT_IMPLEMENTED = Map.ofEntries(
            Map.entry(3L, "Q4_1"),
            Map.entry(6L, "Q5_0"),
            Map.entry(7L, "Q5_1"),
            Map.entry(9L, "Q8_1"),
            Map.entry(10L, "Q2_K"),
            Map.entry(11L, "Q3_K"),
            Map.entry(12L, "Q4_K"),
            Map.entry(13L, "Q5_K"),
            Map.entry(14L, "Q6_K"),
            Map.entry(15L, "Q8_K"),
            Map.entry(16L, "IQ2_XXS"),
            Map.entry(17L, "IQ2_XS"),
            Map.entry(18L, "IQ3_XXS"),
            Map.entry(19L, "IQ1_S"),
            Map.entry(20L, "IQ4_NL"),
            Map.entry(21L, "IQ3_S"),
            Map.entry(22L, "IQ2_S"),
            Map.entry(23L, "IQ4_XS"),
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
        return in.refuse("type " + found
                + ", expected F32, F16, BF16, Q8_0 or Q4_0. Choose a file of this model in one of those.");
    }
}
