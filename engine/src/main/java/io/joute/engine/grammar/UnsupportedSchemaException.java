package io.joute.engine.grammar;

/** A schema that answers cannot be held to: it uses a keyword that cannot be honoured, or allows nothing. */
public final class UnsupportedSchemaException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnsupportedSchemaException(String pointer, String problem) {
        super("JSON Schema at " + pointer + ": " + problem);
    }

    UnsupportedSchemaException(String problem, Throwable cause) {
        super("JSON Schema: " + problem, cause);
    }
}
