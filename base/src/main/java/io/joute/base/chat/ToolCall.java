package io.joute.base.chat;

import java.util.Objects;

/**
 * A model asks its caller to use a tool.
 *
 * @param id what the answer refers to it by
 * @param name the tool's name, as the model wrote it: perhaps of no tool that was offered
 * @param arguments the text of a JSON object, as the model wrote it: to be checked before use
 */
public record ToolCall(String id, String name, String arguments) {
    public ToolCall {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(arguments, "arguments");
    }
}
