package io.joute.engine.template;

import io.joute.base.chat.Message;
import java.util.List;
import java.util.Set;

/**
 * Turns a conversation into the ids that a model was taught to read. Special tokens come from here alone: what a message
 * spells is text. Immutable, safe for any number of threads.
 */
public sealed interface ChatTemplate permits Llama3Template, DemoTemplate {
    /**
     * Ids of {@code messages}, at least one, then of the opening of the assistant's next turn. Space around a text is
     * dropped.
     */
    int[] encode(List<Message> messages);

    /** Ids that end the assistant's turn; at least one. */
    Set<Integer> endOfTurn();
}
