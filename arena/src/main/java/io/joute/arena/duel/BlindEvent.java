package io.joute.arena.duel;

/**
 * A step of the last turn as its visitor may see it before the vote: by type, nothing of the models can be in here.
 *
 * <p>Ids increase over the life of a duel. A turn is {@link Started}, then deltas, each side's {@link Done} or
 * {@link Failed}, and {@link Answered} when both are done.
 */
public sealed interface BlindEvent {
    /** Its place in the duel, increasing; resume after it. */
    long id();

    /** The turn, from 0. */
    int turn();

    /** Both panes of the turn are empty from here on: whatever was shown of this turn before is replaced. */
    record Started(long id, int turn) implements BlindEvent {}

    /** More text of one side: whole characters, append it. */
    record Delta(long id, int turn, Side side, String text) implements BlindEvent {}

    /** A side is over; {@code cut} when a common limit or the visitor ended it. */
    record Done(long id, int turn, Side side, boolean cut) implements BlindEvent {}

    /** A side failed; what was shown of it is no answer. */
    record Failed(long id, int turn, Side side, boolean canRetry) implements BlindEvent {}

    /** Both sides answered: the vote opens. */
    record Answered(long id, int turn) implements BlindEvent {}
}
