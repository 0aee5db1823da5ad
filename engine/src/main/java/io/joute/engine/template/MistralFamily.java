package io.joute.engine.template;

import io.joute.base.chat.Message;
import io.joute.base.chat.Role;
import io.joute.base.chat.Tool;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Those of Mistral, which number their versions; here the one with a system prompt of its own, version 7:
 *
 * <pre>
 * &lt;s&gt;[SYSTEM_PROMPT]TEXT[/SYSTEM_PROMPT]
 * [INST]TEXT[/INST]        for each message of the user
 * TEXT&lt;/s&gt;                 for each of the assistant
 * </pre>
 *
 * Earlier versions put the system's text before a user's, and spaces around some texts. Source: Mistral's documentation of its
 * tokenizers (mistral-common).
 *
 * @param defaultSystem the system text of a conversation that has none; empty for no system prompt
 */
record MistralFamily(MistralVersion version, Supplier<String> defaultSystem) implements Family {
    static final String INSTRUCTION = "[INST]";
    static final String SYSTEM = "[SYSTEM_PROMPT]";
    private static final String BEGIN = "<s>";
    static final String END = "</s>";

    @Override
    public List<String> required() {
        return version.marksInstructions() ? List.of(BEGIN, END, INSTRUCTION, "[/INST]") : List.of(BEGIN, END);
    }

    @Override
    public Set<String> ends() {
        return Set.of(END);
    }

    @Override
    public ToolSyntax toolSyntax() {
        return version.tools() == MistralVersion.Tools.NONE ? ToolSyntax.NONE : ToolSyntax.MISTRAL;
    }

    @Override
    public void write(Prompt prompt, List<Message> messages, List<Tool> tools) {
        boolean hasSystem = messages.getFirst().role() == Role.SYSTEM;
        String system = hasSystem ? messages.getFirst().text() : defaultSystem.get();
        List<Message> rest = hasSystem ? messages.subList(1, messages.size()) : messages;
        prompt.mark(BEGIN);
        if (version.marksSystem() && !system.isEmpty()) {
            prompt.mark(SYSTEM).text(system).mark("[/SYSTEM_PROMPT]");
        }
        int lastUser = lastUser(rest);
        int systemAt = version.marksSystem() || system.isEmpty() ? -1 : version.systemComesLast() ? lastUser : 0;
        for (int i = 0; i < rest.size(); i++) {
            if (i == lastUser && !tools.isEmpty()) {
                new MistralTools(version, prompt).offered(tools);
            }
            message(prompt, rest.get(i), i == systemAt ? system + "\n\n" : "");
        }
    }

    private static int lastUser(List<Message> messages) {
        int last = -1;
        for (int i = 0; i < messages.size(); i++) {
            last = messages.get(i).role() == Role.USER ? i : last;
        }
        return last;
    }

    private void message(Prompt prompt, Message message, String before) {
        switch (message.role()) {
            case SYSTEM -> throw new RefusedPromptException("a message of SYSTEM inside, expected at the start alone");
            case USER ->
                prompt.mark(INSTRUCTION)
                        .text(version.beforeInstruction() + before + message.text() + version.afterInstruction())
                        .mark("[/INST]");
            case ASSISTANT -> assistant(prompt, message);
            case TOOL -> new MistralTools(version, prompt).answered(message);
        }
    }

    private void assistant(Prompt prompt, Message message) {
        if (message.toolCalls().isEmpty()) {
            prompt.text(version.beforeAnswer() + message.text()).mark(END);
            return;
        }
        new MistralTools(version, prompt).called(message);
    }
}
