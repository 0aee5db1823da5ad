package io.joute.engine.template;

import io.joute.engine.tokenizer.Tokenizer;
import java.util.Optional;

/** Finds the template of a model. */
public final class ChatTemplates {
    private ChatTemplates() {}

    /**
     * The template that {@code jinja}, the text of {@code tokenizer.chat_template}, is known to mean; without one, that whose
     * special tokens the vocabulary has.
     *
     * @throws IllegalArgumentException when the family is unknown or the vocabulary lacks its special tokens
     */
    public static ChatTemplate of(Optional<String> jinja, Tokenizer tokenizer) {
        if (jinja.isEmpty()) {
            return bySpecialTokens(tokenizer);
        }
        String text = jinja.get();
        if (text.contains(Llama3Template.HEADER_START)) {
            return new Llama3Template(tokenizer);
        }
        if (text.equals(DemoTemplate.JINJA)) {
            return new DemoTemplate(tokenizer);
        }
        throw new IllegalArgumentException("chat template of an unknown family, expected that of Llama 3 or of Joute's "
                + "demo models. Choose a model of those families.");
    }

    private static ChatTemplate bySpecialTokens(Tokenizer tokenizer) {
        if (tokenizer.special(Llama3Template.HEADER_START).isPresent()) {
            return new Llama3Template(tokenizer);
        }
        if (tokenizer.special(DemoTemplate.BEGIN).isPresent()) {
            return new DemoTemplate(tokenizer);
        }
        throw new IllegalArgumentException("no chat template, and no special tokens of a known family: this model was "
                + "not taught to chat. Choose an instruction-tuned one.");
    }
}
