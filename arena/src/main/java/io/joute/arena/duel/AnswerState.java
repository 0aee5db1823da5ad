package io.joute.arena.duel;

/** How far an answer is, as far as the visitor may see. */
public enum AnswerState {
    /** Nothing is shown yet. */
    WAITING,
    /** Text is coming. */
    WRITING,
    /** Whole. */
    DONE,
    /** Ended by the common output limit or by the visitor. */
    CUT,
    /** No answer. */
    FAILED
}
