package io.joute.arena.duel;

import java.util.Optional;

/** The links that are open, one a duel at most. Safe for any number of threads. */
public interface Shares {
    /** Keep a link, in place of the one that its duel has. */
    void put(Share share);

    /** The link of a duel. */
    Optional<Share> of(DuelId duel);

    /** The link with this key. */
    Optional<Share> find(ShareKey key);

    /** Forget the link of a duel, if it has one. */
    void remove(DuelId duel);
}
