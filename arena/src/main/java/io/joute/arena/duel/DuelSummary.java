package io.joute.arena.duel;

import java.time.Instant;
import java.util.Optional;

/**
 * A line of a visitor's history.
 *
 * @param id its address
 * @param openedAt when
 * @param mode how the models were drawn
 * @param locale language of the page it was opened on
 * @param state where it stands
 * @param prompt its first prompt
 * @param turns how many turns it has
 * @param vote the last vote
 * @param models who they were; only once revealed
 */
public record DuelSummary(
        DuelId id,
        Instant openedAt,
        Mode mode,
        String locale,
        DuelState state,
        String prompt,
        int turns,
        Optional<Vote> vote,
        Optional<Models> models) {
    public DuelSummary {
        if (models.isPresent() && state != DuelState.REVEALED) {
            throw new IllegalArgumentException("summary of duel " + id.value() + " names models in state " + state);
        }
    }

    /** The card ids of both sides. */
    public record Models(String left, String right) {}
}
