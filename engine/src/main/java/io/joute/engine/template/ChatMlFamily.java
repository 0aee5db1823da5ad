package io.joute.engine.template;

import io.joute.base.chat.Message;
import io.joute.base.chat.Role;
import io.joute.base.chat.Tool;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * ChatML, that of Qwen 2, 2.5 and 3 among others:
 *
 * <pre>
 * &lt;|im_start|&gt;ROLE⏎TEXT&lt;|im_end|&gt;⏎        for each message
 * &lt;|im_start|&gt;assistant⏎
 * </pre>
 *
 * Source: Qwen's documentation.
 *
 * @param defaultSystem the system text of a conversation that has none; empty for no system message
 * @param dropsThoughts whether what earlier answers thought before {@code </think>} is left out, as Qwen 3 was taught
 */
record ChatMlFamily(String defaultSystem, boolean dropsThoughts) implements Family {
    static final String START = "<|im_start|>";
    private static final String END = "<|im_end|>";
    private static final String END_OF_THOUGHTS = "</think>";

    @Override
    public List<String> required() {
        return List.of(START, END);
    }

    @Override
    public Set<String> ends() {
        return Set.of(END, "<|endoftext|>");
    }

    @Override
    public ToolSyntax toolSyntax() {
        return ToolSyntax.NONE;
    }

    @Override
    public void write(Prompt prompt, List<Message> messages, List<Tool> tools) {
        if (!tools.isEmpty()) {
            throw new RefusedPromptException(
                    tools.size() + " tools offered: Joute does not know how to tell this model");
        }
        if (!defaultSystem.isEmpty() && messages.getFirst().role() != Role.SYSTEM) {
            message(prompt, Role.SYSTEM, defaultSystem);
        }
        messages.forEach(message -> message(prompt, message.role(), text(message)));
        prompt.mark(START).text("assistant\n");
    }

    private static void message(Prompt prompt, Role role, String text) {
        if (role == Role.TOOL) {
            throw new RefusedPromptException("a message of TOOL: Joute does not know how to tell this model");
        }
        prompt.mark(START)
                .text(role.name().toLowerCase(Locale.ROOT) + "\n" + text)
                .mark(END)
                .text("\n");
    }

    private String text(Message message) {
        int end = message.text().lastIndexOf(END_OF_THOUGHTS);
        if (!dropsThoughts || message.role() != Role.ASSISTANT || end < 0) {
            return message.text();
        }
        int start = end + END_OF_THOUGHTS.length();
        while (start < message.text().length() && message.text().charAt(start) == '\n') {
            start++;
        }
        return message.text().substring(start);
    }
}
