package io.joute.arena.duel;

import java.time.Duration;
import java.util.Objects;

/** A call that a duel refuses; neither its reason nor its message says anything of a model. */
public final class DuelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, as far as a caller can act on it. */
    public sealed interface Reason {
        /** There is no such duel, or it is another visitor's. */
        record Unknown() implements Reason {}

        /** The duel is in a state that does not allow the call. */
        record WrongState(DuelState state) implements Reason {}

        /** A field of the request makes no sense. */
        record Invalid(String field) implements Reason {}

        /** The prompt, or the conversation with it, has more characters than fit. */
        record TooLong(long characters, long limit) implements Reason {}

        /** The mode cannot be played now. */
        record ModeUnavailable(Mode mode, ModeState.Why why) implements Reason {}

        /** The terms in force were not accepted. */
        record Consent() implements Reason {}

        /** As many duels are running as this arena allows. */
        record Busy(Duration retryAfter) implements Reason {}
    }

    private final transient Reason reason;

    DuelException(String message, Reason reason) {
        super(message);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /** The sealed reason. */
    public Reason reason() {
        return reason;
    }
}
