package io.joute.cli;

import java.util.List;
import java.util.function.Function;

/** The value of an option that takes one of some keys. */
final class OptionValue {
    private OptionValue() {}

    /**
     * The value with this key.
     *
     * @throws CommandFailure naming the option and all keys there are, when none has it
     */
    static <T> T named(String option, String key, List<T> values, Function<T, String> keyOf) {
        return values.stream()
                .filter(value -> keyOf.apply(value).equals(key))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        Exit.USAGE,
                        option + " is '" + key + "', expected "
                                + String.join(", ", values.stream().map(keyOf).toList())));
    }
}
