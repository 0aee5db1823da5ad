package io.joute.base.chat;

import java.util.List;
import java.util.Objects;

/**
 * A conversation to continue.
 *
 * @param messages at least one, the last from the user
 * @param settings how to draw the answer
 */
public record ChatRequest(List<Message> messages, GenerationSettings settings) {
    public ChatRequest {
        messages = List.copyOf(messages);
        Objects.requireNonNull(settings, "settings");
        if (messages.isEmpty() || messages.getLast().role() != Role.USER) {
            throw new IllegalArgumentException("messages end with "
                    + (messages.isEmpty() ? "nothing" : messages.getLast().role()) + ", expected USER");
        }
    }
}
