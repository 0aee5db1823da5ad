package io.joute.base.chat;

import java.util.Objects;

/**
 * One turn of a conversation.
 *
 * @param role who speaks
 * @param text what was said, as plain text; special-token spellings inside are text, never tokens
 */
public record Message(Role role, String text) {
    public Message {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(text, "text");
    }

    /** Make a system message. */
    public static Message system(String text) {
        return new Message(Role.SYSTEM, text);
    }

    /** Make a user message. */
    public static Message user(String text) {
        return new Message(Role.USER, text);
    }

    /** Make an assistant message. */
    public static Message assistant(String text) {
        return new Message(Role.ASSISTANT, text);
    }
}
