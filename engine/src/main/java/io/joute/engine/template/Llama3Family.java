package io.joute.engine.template;

import io.joute.base.chat.Message;
import io.joute.base.chat.Role;
import io.joute.base.chat.Tool;
import io.joute.base.chat.ToolCall;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * That of Llama 3:
 *
 * <pre>
 * &lt;|begin_of_text|&gt;
 * &lt;|start_header_id|&gt;ROLE&lt;|end_header_id|&gt;⏎⏎TEXT&lt;|eot_id|&gt;        for each message
 * &lt;|start_header_id|&gt;assistant&lt;|end_header_id|&gt;⏎⏎
 * </pre>
 *
 * Since 3.1 there is always a system message, which begins with dates; tools are described before the first user's text, and
 * what they answer comes from the role {@code ipython}. Source: Meta's model cards of Llama 3 to 3.3.
 *
 * @param today the date to write, as in "26 Jul 2024"; none for Llama 3, which knows neither dates nor tools
 */
record Llama3Family(Optional<Supplier<String>> today) implements Family {
    static final String HEADER_START = "<|start_header_id|>";
    private static final String HEADER_END = "<|end_header_id|>";
    private static final String BEGIN = "<|begin_of_text|>";
    private static final String END_OF_MESSAGE = "<|eot_id|>";

    @Override
    public List<String> required() {
        return List.of(BEGIN, HEADER_START, HEADER_END, END_OF_MESSAGE);
    }

    @Override
    public Set<String> ends() {
        return Set.of(END_OF_MESSAGE, "<|end_of_text|>", "<|eom_id|>");
    }

    @Override
    public ToolSyntax toolSyntax() {
        return today.isPresent() ? ToolSyntax.JSON_OBJECT : ToolSyntax.NONE;
    }

    @Override
    public void write(Prompt prompt, List<Message> messages, List<Tool> tools) {
        prompt.mark(BEGIN);
        List<Message> rest = messages;
        if (today.isPresent()) {
            boolean system = messages.getFirst().role() == Role.SYSTEM;
            system(prompt, today.get().get(), system ? messages.getFirst().text() : "", !tools.isEmpty());
            rest = system ? messages.subList(1, messages.size()) : messages;
        } else if (!tools.isEmpty()) {
            throw new RefusedPromptException(tools.size() + " tools offered to a model that was taught none");
        }
        for (int i = 0; i < rest.size(); i++) {
            String before = i == 0 && !tools.isEmpty() ? offer(rest.getFirst(), tools) : "";
            message(prompt, rest.get(i), before);
        }
        header(prompt, "assistant");
    }

    private static void system(Prompt prompt, String date, String text, boolean tools) {
        header(prompt, "system");
        prompt.text((tools ? "Environment: ipython\n" : "") + "Cutting Knowledge Date: December 2023\nToday Date: "
                        + date + "\n\n" + Prompt.trimmed(text))
                .mark(END_OF_MESSAGE);
    }

    private static String offer(Message first, List<Tool> tools) {
        if (first.role() != Role.USER) {
            throw new RefusedPromptException(
                    "the first message is of " + first.role() + ", expected of USER: tools are offered there");
        }
        var offer = new StringBuilder("Given the following functions, please respond with a JSON for a function call "
                + "with its proper arguments that best answers the given prompt.\n\n"
                + "Respond in the format {\"name\": function name, \"parameters\": dictionary of argument name and its "
                + "value}.Do not use variables.\n\n");
        tools.forEach(tool ->
                offer.append(PythonJson.indented(ToolJson.described(tool))).append("\n\n"));
        return offer.toString();
    }

    private static void message(Prompt prompt, Message message, String before) {
        header(prompt, role(message.role()));
        prompt.text(before + text(message)).mark(END_OF_MESSAGE);
    }

    private static String text(Message message) {
        if (message.role() == Role.TOOL) {
            return PythonJson.compact(message.text());
        }
        if (message.toolCalls().isEmpty()) {
            return Prompt.trimmed(message.text());
        }
        if (message.toolCalls().size() > 1) {
            throw new RefusedPromptException(
                    message.toolCalls().size() + " tool calls in one message, expected one at a time by this model");
        }
        ToolCall call = message.toolCalls().getFirst();
        return "{\"name\": \"" + call.name() + "\", \"parameters\": " + PythonJson.compact(ToolJson.arguments(call))
                + "}";
    }

    private static String role(Role role) {
        return switch (role) {
            case SYSTEM, USER, ASSISTANT -> role.name().toLowerCase(Locale.ROOT);
            case TOOL -> "ipython";
        };
    }

    private static void header(Prompt prompt, String role) {
        prompt.mark(HEADER_START).text(role).mark(HEADER_END).text("\n\n");
    }
}
