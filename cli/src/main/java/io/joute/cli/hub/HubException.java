package io.joute.cli.hub;

import java.io.IOException;
import java.util.List;

/** A hub refused, or answered what cannot be used: trying again at once does not help. */
public final class HubException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Lines of their own, passed to {@link #steps()}. */
    private final transient List<String> steps;

    HubException(String message, String... steps) {
        super(message);
        this.steps = List.of(steps);
    }

    HubException(String message, Throwable cause) {
        super(message, cause);
        this.steps = List.of();
    }

    /** What the user can do, one line each; often nothing. */
    public List<String> steps() {
        return steps;
    }
}
