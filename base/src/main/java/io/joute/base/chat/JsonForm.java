package io.joute.base.chat;

import java.util.Objects;

/**
 * A form of JSON that an answer is held to while it is made: a whole answer is a document of it, one cut by the output limit
 * is not.
 *
 * @param schema the text of a JSON Schema; which of its keywords can be honoured, the model says
 */
public record JsonForm(String schema) {
    /** Any object. */
    public static final JsonForm ANY_OBJECT = new JsonForm("{\"type\":\"object\"}");

    public JsonForm {
        Objects.requireNonNull(schema, "schema");
    }

    /**
     * Refuse settings and tools beside a form.
     *
     * @throws IllegalArgumentException where an answer would be cut before its end, or would be a call of a tool
     */
    static void requireAlone(GenerationSettings settings, boolean tools) {
        if (!settings.stop().isEmpty()) {
            throw new IllegalArgumentException(
                    "stop texts beside a JSON form: they would cut the document, expected none of them");
        }
        if (tools) {
            throw new IllegalArgumentException(
                    "tools beside a JSON form: a call is no document of it, expected one or the other");
        }
    }
}
