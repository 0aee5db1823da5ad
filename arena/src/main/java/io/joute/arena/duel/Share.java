package io.joute.arena.duel;

import java.util.Objects;

/**
 * A link by which anyone may see the reveal of a duel.
 *
 * @param key what the link ends with
 * @param duel whose reveal it shows
 * @param withQuestion whether it shows the first question too
 */
public record Share(ShareKey key, DuelId duel, boolean withQuestion) {
    public Share {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(duel, "duel");
    }
}
