package io.joute.engine.template;

import io.joute.engine.tokenizer.Tokenizer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Finds the template of a model. */
public final class ChatTemplates {
    private ChatTemplates() {}

    /**
     * The template that {@code jinja}, the text of {@code tokenizer.chat_template}, means: that of a family whose code writes
     * the same as the text does (see {@link FamilyChoice}), else the text itself, run in a sandbox; without a text, that of the
     * family whose special tokens the vocabulary has.
     *
     * @param clock the date that some templates write
     * @param beginsText whether the model wants begin-of-text first, even where a text does not write it
     * @throws IllegalArgumentException when the text does not work, or the vocabulary is of no known family or lacks its
     *     special tokens
     */
    public static ChatTemplate of(Optional<String> jinja, Tokenizer tokenizer, Clock clock, boolean beginsText) {
        if (jinja.isEmpty()) {
            return bySpecialTokens(tokenizer);
        }
        String text = jinja.get();
        if (text.equals(DemoTemplate.JINJA)) {
            return new DemoTemplate(tokenizer);
        }
        var written = new JinjaTemplate(tokenizer, new JinjaBox(text, processorTime()), clock, beginsText);
        return new FamilyChoice(text, written, clock)
                .family()
                .<ChatTemplate>map(family -> new FamilyTemplate(tokenizer, family))
                .orElse(written);
    }

    private static ChatTemplate bySpecialTokens(Tokenizer tokenizer) {
        if (tokenizer.special(DemoTemplate.BEGIN).isPresent()) {
            return new DemoTemplate(tokenizer);
        }
        return FamilyChoice.bySpecialTokens(tokenizer)
                .map(family -> new FamilyTemplate(tokenizer, family))
                .orElseThrow(() -> new IllegalArgumentException("no chat template, and no special tokens of a known "
                        + "family: this model was not taught to chat. Choose an instruction-tuned one."));
    }

    /** Of the thread that asks, so that a busy machine does not make templates fail. */
    private static LongSupplier processorTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() ? threads::getCurrentThreadCpuTime : System::nanoTime;
    }
}
