package io.joute.base.chat;

/** Who speaks in a conversation. */
public enum Role {
    SYSTEM,
    USER,
    ASSISTANT,
    /** What a tool answered. */
    TOOL
}
