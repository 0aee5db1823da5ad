package io.joute.base.chat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One turn of a conversation.
 *
 * @param role who speaks
 * @param text what was said, as plain text; special-token spellings inside are text, never tokens
 * @param toolCalls what an assistant asked for; empty for others
 * @param answers the id of the call that a tool answers; empty for others
 */
public record Message(Role role, String text, List<ToolCall> toolCalls, Optional<String> answers) {
    /**
     * Check that tools fit the role.
     *
     * @throws IllegalArgumentException when another than an assistant asks for tools, or another than a tool answers a call
     */
    public Message {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(text, "text");
        toolCalls = List.copyOf(toolCalls);
        if (!toolCalls.isEmpty() && role != Role.ASSISTANT) {
            throw new IllegalArgumentException(toolCalls.size() + " tool calls by " + role + ", expected by ASSISTANT");
        }
        if (answers.isPresent() != (role == Role.TOOL)) {
            throw new IllegalArgumentException(
                    role + (answers.isPresent() ? " answers a call" : " answers no call") + ", expected of TOOL alone");
        }
    }

    /** Make a message without tools. */
    public Message(Role role, String text) {
        this(role, text, List.of(), Optional.empty());
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

    /** Make an assistant message that asks for tools. */
    public static Message calls(List<ToolCall> toolCalls) {
        return new Message(Role.ASSISTANT, "", toolCalls, Optional.empty());
    }

    /** Make the answer of a tool to the call of this id. */
    public static Message toolAnswer(String callId, String text) {
        return new Message(Role.TOOL, text, List.of(), Optional.of(callId));
    }
}
