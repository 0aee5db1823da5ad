package io.joute.arena.duel;

import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Measurement;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something that happened in a duel; the log holds nothing else, and a duel is a fold of these. */
public sealed interface DuelEvent {
    /** The duel it happened in. */
    DuelId duel();

    /** When. */
    Instant at();

    /**
     * Two models were drawn.
     *
     * @param visitor hash of the visitor's cookie
     * @param mode how they were drawn
     * @param locale language of the page, {@code fr} or {@code en}
     * @param left card id of side A
     * @param right card id of side B
     * @param pool card ids that could have been drawn
     * @param propensity probability of this unordered pair under the rule that drew it
     * @param settings how answers are drawn, equal for both sides
     */
    record Opened(
            DuelId duel,
            Instant at,
            String visitor,
            Mode mode,
            String locale,
            String left,
            String right,
            List<String> pool,
            double propensity,
            GenerationSettings settings)
            implements DuelEvent {
        public Opened {
            pool = List.copyOf(pool);
            if (!(propensity > 0 && propensity <= 1)) {
                throw new IllegalArgumentException("propensity is " + propensity + ", expected above 0, at most 1");
            }
        }
    }

    /** The visitor asked: turn 0 is the first. */
    record Asked(DuelId duel, Instant at, int turn, String prompt) implements DuelEvent {}

    /**
     * A side answered whole (or was cut, see the finish reason).
     *
     * @param energy estimates of its energy in Wh, one a method
     * @param measured what was measured or modelled on this machine, if it ran here
     */
    record Answered(
            DuelId duel,
            Instant at,
            int turn,
            Side side,
            String text,
            FinishReason finishReason,
            Usage usage,
            List<Estimate> energy,
            Optional<Measurement> measured)
            implements DuelEvent {
        public Answered {
            energy = List.copyOf(energy);
        }
    }

    /**
     * A side failed.
     *
     * @param partial what had come before
     * @param cause for the operator; never shown before the reveal
     */
    record Failed(DuelId duel, Instant at, int turn, Side side, String partial, String cause, boolean retryable)
            implements DuelEvent {}

    /** The voter judged; a later one for the same turn replaces it. */
    record VoteCast(DuelId duel, Instant at, Vote vote) implements DuelEvent {}

    /** The curtain fell: no vote after this. */
    record Revealed(DuelId duel, Instant at) implements DuelEvent {}
}
