package io.joute.connect.http;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** A call that brought no stream of events, or only a part of one. */
public final class HttpFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of failure. */
    public enum Kind {
        /** The address may not be reached, by Joute's own rules. */
        FORBIDDEN,
        /** No connection. */
        CONNECT,
        /** The server answered with an error. */
        STATUS,
        /** The server sent us elsewhere; Joute does not go. */
        REDIRECT,
        /** The answer is not a stream of events. */
        CONTENT,
        /** The answer broke off. */
        CUT,
        /** The answer is too large. */
        SIZE
    }

    private final Kind kind;
    private final int status;
    private final String body;
    private final transient Optional<Duration> retryAfter;

    HttpFailure(Kind kind, String message) {
        this(kind, message, 0, "", Optional.empty());
    }

    HttpFailure(Kind kind, String message, int status, String body, Optional<Duration> retryAfter) {
        super(message);
        this.kind = kind;
        this.status = status;
        this.body = Objects.requireNonNull(body, "body");
        this.retryAfter = retryAfter;
    }

    /** What kind. */
    public Kind kind() {
        return kind;
    }

    /** The HTTP status; 0 when there was no answer. */
    public int status() {
        return status;
    }

    /** The beginning of the error's text, not to be shown before it is cleaned. */
    public String body() {
        return body;
    }

    /** How long the server asks to be left alone. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
