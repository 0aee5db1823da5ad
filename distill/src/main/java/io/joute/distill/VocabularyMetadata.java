package io.joute.distill;

import io.joute.engine.tokenizer.TokenKind;
import io.joute.engine.tokenizer.Vocabulary;
import java.util.LinkedHashMap;
import java.util.Map;

/** A vocabulary as the keys {@code tokenizer.ggml.…} of a GGUF file. */
public final class VocabularyMetadata {
    private VocabularyMetadata() {}

    /** The keys, in the order in which files have them. */
    public static Map<String, Object> of(Vocabulary vocabulary) {
        var keys = new LinkedHashMap<String, Object>();
        keys.put("tokenizer.ggml.model", "gpt2");
        keys.put("tokenizer.ggml.pre", vocabulary.preTokenizer().spelling());
        keys.put("tokenizer.ggml.tokens", vocabulary.tokens());
        keys.put(
                "tokenizer.ggml.token_type",
                vocabulary.kinds().stream().mapToInt(TokenKind::id).toArray());
        keys.put("tokenizer.ggml.merges", vocabulary.merges());
        vocabulary.beginOfText().ifPresent(id -> keys.put("tokenizer.ggml.bos_token_id", id));
        vocabulary.endOfText().ifPresent(id -> keys.put("tokenizer.ggml.eos_token_id", id));
        return keys;
    }
}
