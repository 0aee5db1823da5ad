package io.joute.engine.template;

import io.joute.base.chat.Message;
import io.joute.base.chat.Role;
import io.joute.base.chat.Tool;
import io.joute.engine.tokenizer.Tokenizer;
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
    private final Set<Integer> endOfTurn;

    /** Use the special tokens of {@code tokenizer}; throws {@link IllegalArgumentException} when one is missing. */
    public DemoTemplate(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
        SPECIAL_TOKENS.forEach(mark -> FamilyTemplate.required(tokenizer, mark));
        endOfTurn = FamilyTemplate.ends(tokenizer, Set.of(END));
    }

    @Override
    public int[] encode(List<Message> messages, List<Tool> tools) {
        if (!tools.isEmpty()) {
            throw new RefusedPromptException(tools.size() + " tools offered to a model that was taught none");
        }
        Prompt prompt = new Prompt().mark(BEGIN);
        for (Message message : messages) {
            prompt.mark(opening(message.role()))
                    .text(Prompt.trimmed(message.text()))
                    .mark(END);
        }
        return prompt.mark(ASSISTANT).ids(tokenizer);
    }

    private static String opening(Role role) {
        return switch (role) {
            case SYSTEM -> SYSTEM;
            case USER -> USER;
            case ASSISTANT -> ASSISTANT;
            case TOOL -> throw new RefusedPromptException("a message of TOOL for a model that was taught none");
        };
    }

    @Override
    public Set<Integer> endOfTurn() {
        return endOfTurn;
    }

    @Override
    public ToolSyntax toolSyntax() {
        return ToolSyntax.NONE;
    }
}
