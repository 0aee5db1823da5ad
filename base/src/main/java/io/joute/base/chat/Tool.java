package io.joute.base.chat;

import java.util.Objects;

/**
 * Something that a model may ask its caller to do.
 *
 * @param name what the model calls it by: letters, digits, {@code _} and {@code -}
 * @param description what it does and when to use it, for the model to read
 * @param parameters a JSON Schema of its arguments: the text of a JSON object
 */
public record Tool(String name, String description, String parameters) {
    /**
     * Check the name.
     *
     * @throws IllegalArgumentException when it is not one that models can call
     */
    public Tool {
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(parameters, "parameters");
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException(
                    "tool name is '" + name + "', expected 1 to 64 letters, digits, underscores or hyphens");
        }
    }
}
