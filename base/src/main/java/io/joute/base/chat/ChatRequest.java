package io.joute.base.chat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A conversation to continue.
 *
 * @param messages at least one, the last from the user or a tool
 * @param settings how to draw the answer
 * @param tools what the model may ask for
 * @param form what the answer is held to, if anything; a model that cannot do so refuses the request
 */
public record ChatRequest(
        List<Message> messages, GenerationSettings settings, List<Tool> tools, Optional<JsonForm> form) {
    /**
     * Check who speaks last, and what stands beside a form.
     *
     * @throws IllegalArgumentException when that is neither the user nor a tool, or when there are stop texts or tools beside
     *     a form
     */
    public ChatRequest {
        messages = List.copyOf(messages);
        Objects.requireNonNull(settings, "settings");
        tools = List.copyOf(tools);
        if (form.isPresent()) {
            JsonForm.requireAlone(settings, !tools.isEmpty());
        }
        if (messages.isEmpty() || !asksForAnswer(messages.getLast().role())) {
            throw new IllegalArgumentException("messages end with "
                    + (messages.isEmpty() ? "nothing" : messages.getLast().role()) + ", expected USER or TOOL");
        }
    }

    /** Make a request without a form. */
    public ChatRequest(List<Message> messages, GenerationSettings settings, List<Tool> tools) {
        this(messages, settings, tools, Optional.empty());
    }

    /** Make a request without tools and a form. */
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
