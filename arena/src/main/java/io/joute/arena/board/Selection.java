package io.joute.arena.board;

import io.joute.arena.duel.Mode;
import io.joute.arena.prompt.Category;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Which votes a board counts.
 *
 * @param language of the prompts, ISO 639-1; empty for all
 * @param category of the prompts; empty for all
 * @param mode how the models were drawn; empty for all but pairs that the voter chose, which are never mixed with others
 * @param since cast then or later; empty for all
 * @param castBy by people, or by a model that judges: never both
 * @param origin whether the arena's own votes count, imported ones, or both
 * @param unmasked whether votes count that followed an answer which said who wrote it
 */
public record Selection(
        Optional<String> language,
        Optional<Category> category,
        Optional<Mode> mode,
        Optional<Instant> since,
        CastBy castBy,
        Origin origin,
        boolean unmasked) {
    /** This arena's own votes on pairs that Joute drew, those left out that were no longer blind. */
    public static final Selection PUBLIC = new Selection(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), CastBy.PEOPLE, Origin.OWN, false);

    public Selection {
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(castBy, "castBy");
        Objects.requireNonNull(origin, "origin");
    }

    /** Copy for prompts in this language. */
    public Selection inLanguage(String code) {
        return new Selection(Optional.of(code), category, mode, since, castBy, origin, unmasked);
    }

    /** Copy for prompts about this. */
    public Selection about(Category wanted) {
        return new Selection(language, Optional.of(wanted), mode, since, castBy, origin, unmasked);
    }

    /** Copy for models drawn in this way. */
    public Selection of(Mode wanted) {
        return new Selection(language, category, Optional.of(wanted), since, castBy, origin, unmasked);
    }

    /** Copy for votes cast then or later. */
    public Selection since(Instant start) {
        return new Selection(language, category, mode, Optional.of(start), castBy, origin, unmasked);
    }

    /** Copy for votes that come from here, from others, or both. */
    public Selection from(Origin wanted) {
        return new Selection(language, category, mode, since, castBy, wanted, unmasked);
    }

    /** Copy for votes of people, or of judges. */
    public Selection castBy(CastBy wanted) {
        return new Selection(language, category, mode, since, wanted, origin, unmasked);
    }

    boolean admits(CountedVote vote) {
        return mode.map(wanted -> wanted == vote.mode()).orElse(vote.mode() != Mode.CHOSEN)
                && language.map(wanted -> vote.subject().language().equals(Optional.of(wanted)))
                        .orElse(true)
                && category.map(wanted -> wanted == vote.subject().category()).orElse(true)
                && since.map(start -> !vote.at().isBefore(start)).orElse(true)
                && castBy == vote.castBy()
                && origin.admits(vote)
                && (unmasked || !vote.unmasked());
    }
}
