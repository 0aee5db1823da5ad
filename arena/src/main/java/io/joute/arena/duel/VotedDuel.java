package io.joute.arena.duel;

/** A duel with a vote: the only thing that can be revealed. Comes from {@link Duel#voted()} alone. */
public final class VotedDuel {
    private final Duel duel;

    VotedDuel(Duel duel) {
        this.duel = duel;
    }

    /** The duel itself. */
    public Duel duel() {
        return duel;
    }
}
