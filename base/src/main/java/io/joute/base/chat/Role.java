package io.joute.base.chat;

/** Who speaks in a conversation. */
public enum Role {
    /** Who sets the rules, before the conversation. */
    SYSTEM,
    /** Who asks. */
    USER,
    /** The model. */
    ASSISTANT,
    /** What a tool answered. */
    TOOL
}
