package io.joute.arena.prompt;

import java.util.Objects;
import java.util.Optional;

/**
 * What a prompt is, without a word of it.
 *
 * @param language ISO 639-1 code; empty when it cannot be told
 * @param category what it is about
 */
public record Subject(Optional<String> language, Category category) {
    /** A subject that cannot be told. */
    public static final Subject UNKNOWN = new Subject(Optional.empty(), Category.OTHER);

    public Subject {
        Objects.requireNonNull(category, "category");
        if (language.filter(code -> !code.matches("[a-z]{2,3}")).isPresent()) {
            throw new IllegalArgumentException("language is '" + language.get() + "', expected an ISO 639 code");
        }
    }
}
