package io.joute.base.chat;

import java.util.List;
import java.util.Objects;

/**
 * A conversation to continue.
 *
 * @param messages at least one, the last from the user or a tool
 * @param settings how to draw the answer
 * @param tools what the model may ask for
 */
public record ChatRequest(List<Message> messages, GenerationSettings settings, List<Tool> tools) {
    /**
     * Check who speaks last.
     *
     * @throws IllegalArgumentException when that is neither the user nor a tool
     */
    public ChatRequest {
        messages = List.copyOf(messages);
        Objects.requireNonNull(settings, "settings");
        tools = List.copyOf(tools);
        if (messages.isEmpty() || !asksForAnswer(messages.getLast().role())) {
            throw new IllegalArgumentException("messages end with "
                    + (messages.isEmpty() ? "nothing" : messages.getLast().role()) + ", expected USER or TOOL");
        }
    }

    /** Make a request without tools. */
    public ChatRequest(List<Message> messages, GenerationSettings settings) {
        this(messages, settings, List.of());
    }

    private static boolean asksForAnswer(Role role) {
        return switch (role) {
            case USER, TOOL -> true;
            case SYSTEM, ASSISTANT -> false;
        };
    }
}
