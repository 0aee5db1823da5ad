package io.joute.arena.duel;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A duel as its visitor may see it before the vote: by type, nothing of the models can be in here.
 *
 * @param id its address
 * @param mode how the models were drawn
 * @param locale language of the page it was opened on
 * @param state where it stands
 * @param turns oldest first
 * @param lastEventId the events up to this one are contained in {@code turns}: follow from here
 */
public record BlindView(DuelId id, Mode mode, String locale, DuelState state, List<Turn> turns, long lastEventId) {
    /** What stands where an answer says who wrote it. */
    public static final String MASK = SelfNaming.MASK;

    public BlindView {
        Objects.requireNonNull(state, "state");
        turns = List.copyOf(turns);
    }

    /** A prompt and what both sides made of it. */
    public record Turn(int index, String prompt, Answer left, Answer right, Optional<Vote> vote) {
        /** The answer of one side. */
        public Answer answer(Side side) {
            return side == Side.LEFT ? left : right;
        }
    }

    /**
     * What one side says.
     *
     * @param state how far it is
     * @param text what is shown of it
     * @param retryable whether it failed and may be asked again
     * @param reaction what the visitor thinks of it
     */
    public record Answer(AnswerState state, String text, boolean retryable, Optional<Reaction> reaction) {
        public Answer {
            Objects.requireNonNull(reaction, "reaction");
        }

        /** An answer that the visitor has not reacted to. */
        public Answer(AnswerState state, String text, boolean retryable) {
            this(state, text, retryable, Optional.empty());
        }
    }
}
