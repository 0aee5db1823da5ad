package io.joute.arena.catalog;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How a model is made, and what it can take.
 *
 * @param architecture how much of it works on each token
 * @param estimateSource who estimated its size, where its maker does not tell
 * @param vocabularySize tokens it knows
 * @param inputs what it can be given
 * @param reasoning whether it thinks in writing before it answers
 * @param maxOutputTokens the longest answer it gives
 * @param templateFamily how conversations are written for it
 */
public record Build(
        Architecture architecture,
        Optional<String> estimateSource,
        Optional<Integer> vocabularySize,
        Set<Input> inputs,
        Reasoning reasoning,
        Optional<Integer> maxOutputTokens,
        Optional<String> templateFamily) {
    /** Nothing known, but that it reads text. */
    public static final Build UNKNOWN = new Build(
            Architecture.UNKNOWN,
            Optional.empty(),
            Optional.empty(),
            Set.of(Input.TEXT),
            Reasoning.UNKNOWN,
            Optional.empty(),
            Optional.empty());

    public Build {
        Objects.requireNonNull(architecture, "architecture");
        Objects.requireNonNull(reasoning, "reasoning");
        inputs = Set.copyOf(inputs);
        requirePositive("vocabularySize", vocabularySize);
        requirePositive("maxOutputTokens", maxOutputTokens);
    }

    private static void requirePositive(String field, Optional<Integer> value) {
        value.filter(number -> number < 1).ifPresent(number -> {
            throw new IllegalArgumentException("card field " + field + " is " + number + ", expected 1 or more");
        });
    }
}
