package io.joute.arena.board;

import io.joute.arena.duel.Mode;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Which votes a board counts.
 *
 * @param locale of the page on which they were cast; empty for all
 * @param mode how the models were drawn; empty for all but pairs that the voter chose, which are never mixed with others
 * @param since cast then or later; empty for all
 * @param unmasked whether votes count that followed an answer which said who wrote it
 */
public record Selection(Optional<String> locale, Optional<Mode> mode, Optional<Instant> since, boolean unmasked) {
    /** All votes on pairs that Joute drew, those left out that were no longer blind. */
    public static final Selection PUBLIC = new Selection(Optional.empty(), Optional.empty(), Optional.empty(), false);

    public Selection {
        Objects.requireNonNull(locale, "locale");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(since, "since");
    }

    boolean admits(CountedVote vote) {
        return mode.map(wanted -> wanted == vote.mode()).orElse(vote.mode() != Mode.CHOSEN)
                && locale.map(vote.locale()::equals).orElse(true)
                && since.map(start -> !vote.at().isBefore(start)).orElse(true)
                && (unmasked || !vote.unmasked());
    }
}
