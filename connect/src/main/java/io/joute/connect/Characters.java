package io.joute.connect;

import java.util.Optional;

/** Holds back half a character until the other half comes. For one thread. */
final class Characters {
    private final StringBuilder held = new StringBuilder();

    /** What has become whole. */
    Optional<String> add(String more) {
        held.append(more);
        int end = held.length();
        if (end > 0 && Character.isHighSurrogate(held.charAt(end - 1))) {
            end--;
        }
        String whole = held.substring(0, end);
        held.delete(0, end);
        return whole.isEmpty() ? Optional.empty() : Optional.of(mended(whole));
    }

    /** At the end: a mark in place of the half that never became whole. */
    Optional<String> rest() {
        return held.isEmpty() ? Optional.empty() : Optional.of("\uFFFD");
    }

    private static String mended(String text) {
        boolean broken = text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        return broken
                ? text.codePoints()
                        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                : text;
    }
}
