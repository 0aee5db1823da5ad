package io.joute.arena.duel;

import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Measurement;
import io.joute.arena.prompt.Subject;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Something that happened in a duel; the log holds nothing else, and a duel is a fold of these. */
public sealed interface DuelEvent {
    /** The duel it happened in. */
    DuelId duel();

    /** When. */
    Instant at();

    /** This event without anything that a person or a model wrote: what is left of it once its duel is erased. */
    DuelEvent withoutText();

    /**
     * Two models were drawn.
     *
     * @param visitor hash of the visitor's cookie
     * @param mode how they were drawn
     * @param locale language of the page, {@code fr} or {@code en}
     * @param left card id of side A
     * @param right card id of side B
     * @param picks card ids that the visitor chose: they are never replaced
     * @param pool card ids that could have been drawn
     * @param propensity probability of this unordered pair under the rule that drew it; once a model was swapped in, that of
     *     this model, the other side being given
     * @param settings how answers are drawn, equal for both sides
     * @param consent what the visitor agreed to; empty in duels of former versions, and where none is asked
     */
    record Opened(
            DuelId duel,
            Instant at,
            String visitor,
            Mode mode,
            String locale,
            String left,
            String right,
            List<String> picks,
            List<String> pool,
            double propensity,
            GenerationSettings settings,
            Optional<Consent> consent)
            implements DuelEvent {
        public Opened {
            Objects.requireNonNull(consent, "consent");
            picks = List.copyOf(picks);
            pool = List.copyOf(pool);
            if (!(propensity > 0 && propensity <= 1)) {
                throw new IllegalArgumentException("propensity is " + propensity + ", expected above 0, at most 1");
            }
        }

        /** The card id of a side. */
        public String model(Side side) {
            return side == Side.LEFT ? left : right;
        }

        /** The same duel as if the model that came in had been drawn at once. */
        public Opened after(Swapped swap) {
            boolean leftSide = swap.side() == Side.LEFT;
            return new Opened(
                    duel,
                    at,
                    visitor,
                    mode,
                    locale,
                    leftSide ? swap.in() : left,
                    leftSide ? right : swap.in(),
                    picks,
                    pool,
                    swap.propensity(),
                    settings,
                    consent);
        }

        @Override
        public Opened withoutText() {
            return this;
        }
    }

    /**
     * The visitor asked: turn 0 is the first.
     *
     * @param subject language and category of the prompt, told when it was asked; empty in duels of former versions
     */
    record Asked(DuelId duel, Instant at, int turn, String prompt, Optional<Subject> subject) implements DuelEvent {
        public Asked {
            Objects.requireNonNull(subject, "subject");
        }

        /** A prompt whose subject was not told. */
        public Asked(DuelId duel, Instant at, int turn, String prompt) {
            this(duel, at, turn, prompt, Optional.empty());
        }

        @Override
        public Asked withoutText() {
            return new Asked(duel, at, turn, "", subject);
        }
    }

    /**
     * A side answered whole (or was cut, see the finish reason).
     *
     * @param text as the model wrote it
     * @param namesItself whether the text says who wrote it: boards leave this turn and those after it out
     * @param energy estimates of its energy in Wh, one a method
     * @param measured what was measured or modelled on this machine, if it ran here
     */
    record Answered(
            DuelId duel,
            Instant at,
            int turn,
            Side side,
            String text,
            boolean namesItself,
            FinishReason finishReason,
            Usage usage,
            List<Estimate> energy,
            Optional<Measurement> measured)
            implements DuelEvent {
        public Answered {
            energy = List.copyOf(energy);
        }

        @Override
        public Answered withoutText() {
            return new Answered(duel, at, turn, side, "", namesItself, finishReason, usage, energy, measured);
        }
    }

    /**
     * A side failed.
     *
     * @param partial what had come before
     * @param cause for the operator; never shown before the reveal
     */
    record Failed(DuelId duel, Instant at, int turn, Side side, String partial, String cause, boolean retryable)
            implements DuelEvent {
        @Override
        public Failed withoutText() {
            return new Failed(duel, at, turn, side, "", "", retryable);
        }
    }

    /**
     * After the failure before it, another model took the place of one that was drawn.
     *
     * @param out card id of the model that left
     * @param in card id of the one that came, drawn from the same pool
     * @param propensity probability with which it was drawn, the other side being given
     */
    record Swapped(DuelId duel, Instant at, int turn, Side side, String out, String in, double propensity)
            implements DuelEvent {
        public Swapped {
            if (!(propensity > 0 && propensity <= 1)) {
                throw new IllegalArgumentException("propensity is " + propensity + ", expected above 0, at most 1");
            }
        }

        @Override
        public Swapped withoutText() {
            return this;
        }
    }

    /** The voter judged; a later one for the same turn replaces it. */
    record VoteCast(DuelId duel, Instant at, Vote vote) implements DuelEvent {
        @Override
        public VoteCast withoutText() {
            return new VoteCast(duel, at, vote.withoutText());
        }
    }

    /** The voter thinks this of one answer; it replaces what was thought before, and an empty one takes that back. */
    record Reacted(DuelId duel, Instant at, int turn, Side side, Optional<Reaction> reaction) implements DuelEvent {
        public Reacted {
            Objects.requireNonNull(reaction, "reaction");
        }

        @Override
        public Reacted withoutText() {
            return new Reacted(duel, at, turn, side, reaction.map(Reaction::withoutText));
        }
    }

    /**
     * The curtain fell: no vote after this.
     *
     * @param receipt lets its owner have the duel erased; empty in duels of former versions
     */
    record Revealed(DuelId duel, Instant at, Optional<Receipt> receipt) implements DuelEvent {
        public Revealed {
            Objects.requireNonNull(receipt, "receipt");
        }

        /** A curtain that fell without a receipt. */
        public Revealed(DuelId duel, Instant at) {
            this(duel, at, Optional.empty());
        }

        @Override
        public Revealed withoutText() {
            return new Revealed(duel, at);
        }
    }

    /** The visitor took the duel's texts back: nothing is shown of it any more, and nothing follows. */
    record Erased(DuelId duel, Instant at) implements DuelEvent {
        @Override
        public Erased withoutText() {
            return this;
        }
    }
}
