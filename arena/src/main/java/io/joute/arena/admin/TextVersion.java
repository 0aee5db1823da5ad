package io.joute.arena.admin;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * All texts as they were from one moment on.
 *
 * @param number 1 for the first that the operator published
 * @param at when it was published, to the millisecond
 * @param texts Markdown, by the code of the language
 */
public record TextVersion(int number, Instant at, Map<LegalText, Map<String, String>> texts) {
    public TextVersion {
        if (number < 1) {
            throw new IllegalArgumentException("version is " + number + ", expected 1 or more");
        }
        at = at.truncatedTo(ChronoUnit.MILLIS);
        texts = checked(texts);
    }

    /** What a text says. */
    public String text(LegalText text, String language) {
        return Objects.requireNonNull(
                Objects.requireNonNull(texts.get(text)).get(language), () -> text.key() + " in " + language);
    }

    /** A copy of texts that has each of them, none empty and none too long. */
    static Map<LegalText, Map<String, String>> checked(Map<LegalText, Map<String, String>> texts) {
        Map<LegalText, Map<String, String>> copy = new EnumMap<>(LegalText.class);
        for (LegalText text : LegalText.values()) {
            Map<String, String> byLanguage = Map.copyOf(texts.getOrDefault(text, Map.of()));
            boolean good = byLanguage.values().stream()
                    .allMatch(written -> !written.isBlank() && written.length() <= LegalText.LONGEST);
            if (byLanguage.isEmpty() || !good) {
                throw new IllegalArgumentException("text " + text.key() + " is in " + byLanguage.keySet()
                        + ", expected at least one language, each of 1 to " + LegalText.LONGEST + " characters");
            }
            copy.put(text, byLanguage);
        }
        return java.util.Collections.unmodifiableMap(copy);
    }
}
