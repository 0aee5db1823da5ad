package io.joute.arena.duel;

/**
 * Where a duel stands. The allowed calls, all others being {@link DuelException.Reason.WrongState}:
 *
 * <pre>
 *              ask   stop      retry                vote                        reveal
 * ANSWERING    –     yes       –                    –                           –
 * FAILED       –     no-op     a failed side        the last answered turn      when a turn is voted
 * ANSWERED     yes   no-op     –                    the last turn               when a turn is voted
 * VOTED        yes   no-op     –                    the last turn (replaces)    yes
 * REVEALED     –     –         –                    –                           yes (the same again)
 * </pre>
 *
 * A whole answer of any turn may be reacted to until REVEALED. Erasing is always allowed: what runs is stopped first.
 */
public enum DuelState {
    /** A side of the last turn is being written. */
    ANSWERING,
    /** A side of the last turn failed, and none is being written. */
    FAILED,
    /** Both sides of the last turn answered; the vote is open. */
    ANSWERED,
    /** The last turn is voted; the vote may still change. */
    VOTED,
    /** The curtain fell. */
    REVEALED
}
