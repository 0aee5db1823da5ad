package io.joute.arena.duel;

import java.util.Objects;

/**
 * What a visitor agreed to when a duel was opened; the time is the opening's.
 *
 * @param terms accepted, as they were then
 * @param publication whether the texts may be published, redacted, in a dataset: never assumed
 */
public record Consent(Terms terms, boolean publication) {
    public Consent {
        Objects.requireNonNull(terms, "terms");
    }
}
