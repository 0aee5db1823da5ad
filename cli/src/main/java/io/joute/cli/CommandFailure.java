package io.joute.cli;

import java.util.List;

/** A command cannot go on: one line for the user, perhaps what to do next, and the exit code. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Exit exit;

    /** The steps are lines of their own: pass them to {@link #steps()}. */
    private final transient List<String> steps;

    /** Say what is wrong, then what to do about it, one line each. */
    CommandFailure(Exit exit, String message, String... steps) {
        super(message);
        this.exit = exit;
        this.steps = List.of(steps);
    }

    /** Say what is wrong, because of what. */
    CommandFailure(Exit exit, String message, Throwable cause) {
        super(message, cause);
        this.exit = exit;
        this.steps = List.of();
    }

    Exit exit() {
        return exit;
    }

    List<String> steps() {
        return steps;
    }
}
