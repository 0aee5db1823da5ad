package io.joute.engine.template;

import io.joute.base.chat.Message;
import io.joute.base.chat.Tool;
import java.util.List;
import java.util.Set;

/**
 * Turns a conversation into the ids that a model was taught to read. Special tokens come from here alone: what a message
 * spells is text. Immutable, safe for any number of threads.
 */
public sealed interface ChatTemplate permits FamilyTemplate, JinjaTemplate, DemoTemplate {
    /**
     * Ids of {@code messages}, at least one, then of the opening of the assistant's next turn.
     *
     * @param tools what the assistant is told that it may ask for
     * @throws RefusedPromptException when the template cannot express the conversation
     */
    int[] encode(List<Message> messages, List<Tool> tools);

    /** The same without tools. */
    default int[] encode(List<Message> messages) {
        return encode(messages, List.of());
    }

    /** Ids that end the assistant's turn; at least one. */
    Set<Integer> endOfTurn();

    /** How the model asks for tools. */
    ToolSyntax toolSyntax();
}
