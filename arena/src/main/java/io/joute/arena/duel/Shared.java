package io.joute.arena.duel;

import java.util.Objects;
import java.util.Optional;

/**
 * What a link shows of a duel.
 *
 * @param reveal as others may see it: without receipt and comments
 * @param question the first question, where the visitor wanted it shown
 */
public record Shared(Reveal reveal, Optional<String> question) {
    public Shared {
        Objects.requireNonNull(question, "question");
        if (reveal.receipt().isPresent()) {
            throw new IllegalArgumentException("a reveal with its receipt is to be shared, expected one for others");
        }
    }
}
