package io.joute.base.chat;

import java.util.Objects;

/** A model or its server failed to answer. */
public final class ChatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong, as far as a caller can act on it. */
    public sealed interface Cause {
        /** Whether the same request may succeed when tried again. */
        boolean retryable();

        /**
         * The prompt does not fit: it needs more tokens than the context has.
         *
         * @param neededTokens of the prompt, and the first of an answer
         * @param contextTokens that prompt and answer may take together
         */
        record ContextFull(long neededTokens, long contextTokens) implements Cause {
            @Override
            public boolean retryable() {
                return false;
            }
        }

        /** The request is one that this model cannot serve. */
        record Refused() implements Cause {
            @Override
            public boolean retryable() {
                return false;
            }
        }

        /** The model cannot be reached, is busy, or took too long. */
        record Unavailable() implements Cause {
            @Override
            public boolean retryable() {
                return true;
            }
        }

        /** The answer ended without a finish reason. */
        record Interrupted() implements Cause {
            @Override
            public boolean retryable() {
                return true;
            }
        }

        /** The model itself is broken, or how it is reached: its file, its memory, its address, its key. */
        record Broken() implements Cause {
            @Override
            public boolean retryable() {
                return false;
            }
        }
    }

    private final transient Cause reason;

    /** Make a failure; {@code message} says what, where, found, expected, and what to do. */
    public ChatException(String message, Cause reason) {
        super(message);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /** Make a failure that another one caused. */
    public ChatException(String message, Cause reason, Throwable cause) {
        super(message, cause);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /** The sealed reason. */
    public Cause reason() {
        return reason;
    }

    /** Whether the same request may succeed when tried again. */
    public boolean retryable() {
        return reason.retryable();
    }
}
