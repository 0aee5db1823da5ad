package io.joute.engine;

import io.joute.engine.tokenizer.ByteAlphabet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A byte-level vocabulary of any size: bytes, then pairs of tokens in order, then 256 special tokens, Llama 3's names first. */
final class RandomVocabulary {
    private static final int BYTES = 256;
    private static final int SPECIALS = 256;
    private static final int NORMAL = 1;
    private static final int CONTROL = 3;
    private static final String BEGIN_OF_TEXT = "<|begin_of_text|>";
    private static final String END_OF_TURN = "<|eot_id|>";
    private static final List<String> NAMES = List.of(
            BEGIN_OF_TEXT, "<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eom_id|>", END_OF_TURN);

    private final List<String> tokens = new ArrayList<>();
    private final List<String> merges = new ArrayList<>();
    private final int textTokens;

    RandomVocabulary(int size) {
        textTokens = size - SPECIALS;
        for (int b = 0; b < BYTES; b++) {
            tokens.add(String.valueOf(ByteAlphabet.charOf(b)));
        }
        addPairs();
        for (int i = 0; i < SPECIALS; i++) {
            tokens.add(i < NAMES.size() ? NAMES.get(i) : "<|reserved_special_token_" + (i - NAMES.size()) + "|>");
        }
    }

    /** Every token so far followed by every letter, shortest first: no spelling comes twice. */
    private void addPairs() {
        for (int left = 'a'; tokens.size() < textTokens; left++) {
            for (char letter = 'a'; letter <= 'z' && tokens.size() < textTokens; letter++) {
                String start = left <= 'z' ? String.valueOf((char) left) : tokens.get(BYTES + left - 'z' - 1);
                tokens.add(start + letter);
                merges.add(start + " " + letter);
            }
        }
    }

    /** Its keys in a GGUF file. */
    Map<String, Object> keys() {
        int[] types = new int[tokens.size()];
        for (int id = 0; id < types.length; id++) {
            types[id] = id < textTokens ? NORMAL : CONTROL;
        }
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("tokenizer.ggml.model", "gpt2");
        keys.put("tokenizer.ggml.pre", "llama-bpe");
        keys.put("tokenizer.ggml.tokens", List.copyOf(tokens));
        keys.put("tokenizer.ggml.token_type", types);
        keys.put("tokenizer.ggml.merges", List.copyOf(merges));
        keys.put("tokenizer.ggml.bos_token_id", textTokens + NAMES.indexOf(BEGIN_OF_TEXT));
        keys.put("tokenizer.ggml.eos_token_id", textTokens + NAMES.indexOf(END_OF_TURN));
        return keys;
    }
}
