package io.joute.arena.board;

import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.Mode;
import io.joute.arena.prompt.Subject;
import io.joute.arena.ranking.Comparison;
import io.joute.arena.ranking.Style;
import java.time.Instant;
import java.util.Optional;

/**
 * A vote that a board counts, and how it came about.
 *
 * @param duel the duel
 * @param turn which turn was judged, from 0
 * @param at when
 * @param mode how the models were drawn
 * @param locale language of the page, {@code fr} or {@code en}
 * @param subject what was asked about, and in which language
 * @param unmasked whether an answer up to this turn said who wrote it
 * @param comparison what was compared, the left side first, and by whom
 * @param styles of both answers; empty once their texts are erased, and of imported votes
 * @param castBy who cast it
 * @param source where it was published, if it was imported
 */
public record CountedVote(
        DuelId duel,
        int turn,
        Instant at,
        Mode mode,
        String locale,
        Subject subject,
        boolean unmasked,
        Comparison comparison,
        Optional<Styles> styles,
        CastBy castBy,
        Optional<String> source) {
    /** The style of the left answer and of the right one. */
    public record Styles(Style left, Style right) {}

    CountedVote withoutStyles() {
        return new CountedVote(
                duel, turn, at, mode, locale, subject, unmasked, comparison, Optional.empty(), castBy, source);
    }
}
