package io.joute.engine.template;

import io.joute.base.chat.Message;
import io.joute.base.chat.Role;
import io.joute.engine.tokenizer.Tokenizer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * That of the models that Joute trains, two special tokens a message since their context is short:
 *
 * <pre>
 * &lt;|begin|&gt;
 * &lt;|user|&gt;TEXT&lt;|end|&gt;        for each message; or system, or assistant
 * &lt;|assistant|&gt;
 * </pre>
 */
public final class DemoTemplate implements ChatTemplate {
    /** Opens a conversation. */
    public static final String BEGIN = "<|begin|>";

    /** Closes a message. */
    public static final String END = "<|end|>";

    private static final String SYSTEM = "<|system|>";
    private static final String USER = "<|user|>";
    private static final String ASSISTANT = "<|assistant|>";

    /** Every special token that a vocabulary needs for this template. */
    public static final List<String> SPECIAL_TOKENS = List.of(BEGIN, SYSTEM, USER, ASSISTANT, END);

    /** The same in Jinja, for the key {@code tokenizer.chat_template}: other engines can run it, and Joute knows it by it. */
    public static final String JINJA = "{{ '<|begin|>' }}{% for message in messages %}"
            + "{{ '<|' + message['role'] + '|>' + message['content'] | trim + '<|end|>' }}{% endfor %}"
            + "{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}";

    private final Tokenizer tokenizer;
    private final int begin;
    private final int system;
    private final int user;
    private final int assistant;
    private final int end;
    private final Set<Integer> endOfTurn;

    /** Use the special tokens of {@code tokenizer}; throws {@link IllegalArgumentException} when one is missing. */
    public DemoTemplate(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
        begin = PromptBuilder.required(tokenizer, BEGIN);
        system = PromptBuilder.required(tokenizer, SYSTEM);
        user = PromptBuilder.required(tokenizer, USER);
        assistant = PromptBuilder.required(tokenizer, ASSISTANT);
        end = PromptBuilder.required(tokenizer, END);
        Set<Integer> ends = new HashSet<>(Set.of(end));
        tokenizer.endOfText().ifPresent(ends::add);
        endOfTurn = Set.copyOf(ends);
    }

    @Override
    public int[] encode(List<Message> messages) {
        PromptBuilder prompt = new PromptBuilder(tokenizer).special(begin);
        for (Message message : messages) {
            prompt.special(opening(message.role()))
                    .text(PromptBuilder.trimmed(message.text()))
                    .special(end);
        }
        return prompt.special(assistant).build();
    }

    private int opening(Role role) {
        return switch (role) {
            case SYSTEM -> system;
            case USER -> user;
            case ASSISTANT -> assistant;
        };
    }

    @Override
    public Set<Integer> endOfTurn() {
        return endOfTurn;
    }
}
