package io.joute.engine.template;

import io.joute.base.chat.Message;
import io.joute.base.chat.Role;
import io.joute.base.chat.Tool;
import java.util.List;
import java.util.Set;

/**
 * That of Gemma 2 and 3, which know no system role: its text comes before the first user's.
 *
 * <pre>
 * &lt;bos&gt;
 * &lt;start_of_turn&gt;user⏎TEXT&lt;end_of_turn&gt;⏎        for each message; or model
 * &lt;start_of_turn&gt;model⏎
 * </pre>
 *
 * Source: Google's model card of Gemma 3.
 */
record GemmaFamily() implements Family {
    static final String START = "<start_of_turn>";
    private static final String END = "<end_of_turn>";
    private static final String BEGIN = "<bos>";

    @Override
    public List<String> required() {
        return List.of(BEGIN, START, END);
    }

    @Override
    public Set<String> ends() {
        return Set.of(END, "<eos>");
    }

    @Override
    public ToolSyntax toolSyntax() {
        return ToolSyntax.NONE;
    }

    @Override
    public void write(Prompt prompt, List<Message> messages, List<Tool> tools) {
        if (!tools.isEmpty()) {
            throw new RefusedPromptException(tools.size() + " tools offered to a model that was taught none");
        }
        prompt.mark(BEGIN);
        String before = "";
        for (Message message : messages) {
            if (message.role() == Role.SYSTEM) {
                before += message.text() + "\n\n";
                continue;
            }
            prompt.mark(START)
                    .text(role(message.role()) + "\n" + before + Prompt.trimmed(message.text()))
                    .mark(END)
                    .text("\n");
            before = "";
        }
        prompt.mark(START).text("model\n");
    }

    private static String role(Role role) {
        return switch (role) {
            case USER -> "user";
            case ASSISTANT -> "model";
            case SYSTEM, TOOL ->
                throw new RefusedPromptException("a message of " + role + ", expected of USER or ASSISTANT");
        };
    }
}
