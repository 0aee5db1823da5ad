package io.joute.engine.tokenizer;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What a byte-level BPE tokenizer is made of.
 *
 * @param tokens the spelling of each id, in {@link ByteAlphabet}'s characters
 * @param kinds the kind of each id
 * @param merges pairs of spellings with a space between, the first to be merged first
 * @param preTokenizer how text is cut before merging
 * @param beginOfText the id that opens a text, if any
 * @param endOfText the id that a model ends a text with, if any
 */
public record Vocabulary(
        List<String> tokens,
        List<TokenKind> kinds,
        List<String> merges,
        PreTokenizer preTokenizer,
        OptionalInt beginOfText,
        OptionalInt endOfText) {
    public Vocabulary {
        tokens = List.copyOf(tokens);
        kinds = List.copyOf(kinds);
        merges = List.copyOf(merges);
        Objects.requireNonNull(preTokenizer, "preTokenizer");
        if (tokens.isEmpty() || kinds.size() != tokens.size()) {
            throw new IllegalArgumentException(
                    tokens.size() + " tokens and " + kinds.size() + " kinds, expected as many, 1 or more");
        }
        requireId("begin-of-text", beginOfText, tokens.size());
        requireId("end-of-text", endOfText, tokens.size());
    }

    static void requireId(String what, OptionalInt id, int tokens) {
        if (id.isPresent() && (id.getAsInt() < 0 || id.getAsInt() >= tokens)) {
            throw new IllegalArgumentException(
                    what + " is " + id.getAsInt() + ", expected 0 to " + (tokens - 1) + " (" + tokens + " tokens)");
        }
    }
}
