package io.joute.engine.template;

import io.joute.base.chat.Message;
import io.joute.base.chat.Role;
import io.joute.engine.tokenizer.Tokenizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * That of Llama 3:
 *
 * <pre>
 * &lt;|begin_of_text|&gt;
 * &lt;|start_header_id|&gt;ROLE&lt;|end_header_id|&gt;⏎⏎TEXT&lt;|eot_id|&gt;        for each message
 * &lt;|start_header_id|&gt;assistant&lt;|end_header_id|&gt;⏎⏎
 * </pre>
 *
 * The dates that Llama 3.1's own template puts into a system message are left out. Source: Meta's model card of Llama 3.
 */
public final class Llama3Template implements ChatTemplate {
    static final String HEADER_START = "<|start_header_id|>";
    private static final String AFTER_HEADER = "\n\n";

    private final Tokenizer tokenizer;
    private final int begin;
    private final int headerStart;
    private final int headerEnd;
    private final int endOfMessage;
    private final Set<Integer> endOfTurn;

    /** Use the special tokens of {@code tokenizer}; throws {@link IllegalArgumentException} when one is missing. */
    public Llama3Template(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
        begin = PromptBuilder.required(tokenizer, "<|begin_of_text|>");
        headerStart = PromptBuilder.required(tokenizer, HEADER_START);
        headerEnd = PromptBuilder.required(tokenizer, "<|end_header_id|>");
        endOfMessage = PromptBuilder.required(tokenizer, "<|eot_id|>");
        Set<Integer> ends = new HashSet<>(Set.of(endOfMessage));
        tokenizer.special("<|end_of_text|>").ifPresent(ends::add);
        tokenizer.special("<|eom_id|>").ifPresent(ends::add);
        tokenizer.endOfText().ifPresent(ends::add);
        endOfTurn = Set.copyOf(ends);
    }

    @Override
    public int[] encode(List<Message> messages) {
        PromptBuilder prompt = new PromptBuilder(tokenizer).special(begin);
        for (Message message : messages) {
            header(prompt, message.role());
            prompt.text(AFTER_HEADER + PromptBuilder.trimmed(message.text())).special(endOfMessage);
        }
        header(prompt, Role.ASSISTANT);
        return prompt.text(AFTER_HEADER).build();
    }

    private void header(PromptBuilder prompt, Role role) {
        prompt.special(headerStart).text(role.name().toLowerCase(Locale.ROOT)).special(headerEnd);
    }

    @Override
    public Set<Integer> endOfTurn() {
        return endOfTurn;
    }
}
