package io.joute.distill.demo;

import io.joute.base.chat.Message;
import io.joute.distill.train.Document;
import io.joute.engine.template.ChatTemplate;
import io.joute.engine.template.DemoTemplate;
import io.joute.engine.tokenizer.ByteLevelBpe;
import io.joute.engine.tokenizer.Tokenizer;
import io.joute.engine.tokenizer.Vocabulary;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Turns dialogues into what the trainer reads, with the template that the engine will use. */
record Dialogues(Tokenizer tokenizer, ChatTemplate template, int endOfTurn) {
    /** Begin of text first, end of turn last. */
    static final List<String> SPECIALS =
            List.of(DemoTemplate.BEGIN, "<|user|>", "<|assistant|>", "<|system|>", DemoTemplate.END);

    static Dialogues of(Vocabulary vocabulary) {
        var tokenizer = new ByteLevelBpe(vocabulary);
        int end = tokenizer.special(SPECIALS.getLast()).orElseThrow();
        return new Dialogues(tokenizer, new DemoTemplate(tokenizer), end);
    }

    /** The prompt as the engine would prefill it, then the answer and the end of turn, which are to be learned. */
    Document document(Example example) {
        List<Message> prompt = example.prompt();
        int[] asked = template.encode(prompt);
        int[] answer = tokenizer.encode(example.answer());
        int[] tokens = Arrays.copyOf(asked, asked.length + answer.length + 1);
        System.arraycopy(answer, 0, tokens, asked.length, answer.length);
        tokens[tokens.length - 1] = endOfTurn;
        var answers = new BitSet();
        answers.set(asked.length, tokens.length);
        return Document.labelled(tokens, answers);
    }
}
