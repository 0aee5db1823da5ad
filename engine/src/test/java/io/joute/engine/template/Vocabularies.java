package io.joute.engine.template;

import io.joute.engine.tokenizer.ByteLevelBpe;
import io.joute.engine.tokenizer.PreTokenizer;
import io.joute.engine.tokenizer.SmallVocabulary;
import io.joute.engine.tokenizer.Tokenizer;
import io.joute.engine.tokenizer.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Small vocabularies with the special tokens of each family, and what their ids stand for. */
final class Vocabularies {
    static final Tokenizer LLAMA = of(
            "<|begin_of_text|>",
            "<|end_of_text|>",
            "<|start_header_id|>",
            "<|end_header_id|>",
            "<|eom_id|>",
            "<|eot_id|>",
            "<|python_tag|>");
    static final Tokenizer MISTRAL = of(
            "<s>",
            "</s>",
            "[INST]",
            "[/INST]",
            "[SYSTEM_PROMPT]",
            "[/SYSTEM_PROMPT]",
            "[AVAILABLE_TOOLS]",
            "[/AVAILABLE_TOOLS]",
            "[TOOL_CALLS]",
            "[CALL_ID]",
            "[ARGS]",
            "[TOOL_RESULTS]",
            "[TOOL_CONTENT]",
            "[/TOOL_RESULTS]");
    static final Tokenizer GEMMA = of("<bos>", "<eos>", "<start_of_turn>", "<end_of_turn>");
    static final Tokenizer CHAT_ML = of("<|im_start|>", "<|im_end|>", "<|endoftext|>");
    static final Tokenizer OTHER = of("<s>", "</s>", "<|user|>", "<|assistant|>");

    private Vocabularies() {}

    /** One whose first special token begins a text and whose second ends it. */
    static Tokenizer of(String... specials) {
        Vocabulary made = SmallVocabulary.of(PreTokenizer.LLAMA_BPE, specials);
        int first = made.tokens().size() - specials.length;
        return new ByteLevelBpe(new Vocabulary(
                made.tokens(),
                made.kinds(),
                made.merges(),
                made.preTokenizer(),
                OptionalInt.of(first),
                OptionalInt.of(first + 1)));
    }

    /** Text as it is, special tokens as they are spelt. */
    static String shown(Tokenizer tokenizer, int... ids) {
        String bytes = Arrays.stream(ids)
                .mapToObj(id -> tokenizer.isSpecial(id)
                        ? tokenizer.piece(id)
                        : new String(tokenizer.bytes(id), StandardCharsets.ISO_8859_1))
                .collect(Collectors.joining());
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    static long specials(Tokenizer tokenizer, int... ids) {
        return Arrays.stream(ids).filter(tokenizer::isSpecial).count();
    }
}
