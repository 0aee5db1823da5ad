package io.joute.engine.template;

import io.joute.base.chat.Message;
import io.joute.base.chat.Tool;
import java.util.List;
import java.util.Set;

/** How the models of one family were taught to read a conversation. */
sealed interface Family permits Llama3Family, MistralFamily, GemmaFamily, ChatMlFamily {
    /** Special tokens that it cannot do without. */
    List<String> required();

    /** Special tokens that may end the assistant's turn. */
    Set<String> ends();

    /**
     * Write a conversation, then the opening of the assistant's next turn.
     *
     * @throws RefusedPromptException when the family cannot express it
     */
    void write(Prompt prompt, List<Message> messages, List<Tool> tools);

    /** How a model of the family asks for tools. */
    ToolSyntax toolSyntax();
}
