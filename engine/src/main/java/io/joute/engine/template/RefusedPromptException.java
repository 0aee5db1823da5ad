package io.joute.engine.template;

/** A template cannot express a conversation: its roles, its tools, or the template itself fails. */
public final class RefusedPromptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Make a failure; {@code message} says what was found and expected. */
    public RefusedPromptException(String message) {
        super(message);
    }
}
