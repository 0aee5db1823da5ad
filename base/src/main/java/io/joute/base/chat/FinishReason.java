package io.joute.base.chat;

/** Why an answer ended. */
public enum FinishReason {
    /** The model ended its turn, or a stop text was met. */
    STOP,
    /** The output limit or the context was reached: the answer is cut. */
    LENGTH,
    /** The caller interrupted the answer. */
    CANCELLED
}
