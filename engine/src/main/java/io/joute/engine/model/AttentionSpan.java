package io.joute.engine.model;

/** Which earlier positions a layer attends to. */
public sealed interface AttentionSpan {
    /** All of them. */
    record Full() implements AttentionSpan {}

    /** The last {@code window} of them, the current one included. */
    record Sliding(int window) implements AttentionSpan {
        public Sliding {
            if (window < 1) {
                throw new IllegalArgumentException("sliding window is " + window + ", expected 1 or more");
            }
        }
    }
}
