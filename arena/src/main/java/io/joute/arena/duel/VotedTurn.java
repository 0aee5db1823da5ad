package io.joute.arena.duel;

import java.time.Instant;
import java.util.Objects;

/**
 * A turn that was judged, with the vote that counts.
 *
 * @param duel the duel
 * @param turn the turn, from 0
 * @param at when the vote that counts was cast
 * @param visitor hash of the voter's cookie
 * @param mode how the models were drawn
 * @param locale language of the page
 * @param left card id of side A
 * @param right card id of side B
 * @param vote the vote, without words
 * @param propensity probability with which this unordered pair was drawn
 * @param unmasked whether an answer up to this turn said who wrote it: by default such a vote is kept and not ranked
 * @param revealed whether the curtain fell, or the duel was erased: before that, what a voter can read must not count this vote
 */
public record VotedTurn(
        DuelId duel,
        int turn,
        Instant at,
        String visitor,
        Mode mode,
        String locale,
        String left,
        String right,
        Vote vote,
        double propensity,
        boolean unmasked,
        boolean revealed) {
    public VotedTurn {
        Objects.requireNonNull(duel, "duel");
        Objects.requireNonNull(vote, "vote");
    }
}
