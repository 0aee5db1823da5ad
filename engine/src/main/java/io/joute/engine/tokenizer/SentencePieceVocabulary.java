package io.joute.engine.tokenizer;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a SentencePiece BPE tokenizer is made of.
 *
 * @param tokens the spelling of each id, a space written ▁ (U+2581) but in tokens defined by hand
 * @param kinds the kind of each id; tokens of kind {@link TokenKind#BYTE} are spelt {@code <0x00>} to {@code <0xFF>}
 * @param scores the score of each id, finite: of two possible merges the one that makes the token of higher score comes first
 * @param spaceFirst whether a space is put before a text
 * @param beginOfText the id that opens a text, if any
 * @param endOfText the id that a model ends a text with, if any
 */
public record SentencePieceVocabulary(
        List<String> tokens,
        List<TokenKind> kinds,
        List<Float> scores,
        boolean spaceFirst,
        OptionalInt beginOfText,
        OptionalInt endOfText) {
    public SentencePieceVocabulary {
        tokens = List.copyOf(tokens);
        kinds = List.copyOf(kinds);
        // −0 is 0: equal scores must be equal objects.
        scores = scores.stream().map(score -> score + 0f).toList();
        if (tokens.isEmpty() || kinds.size() != tokens.size() || scores.size() != tokens.size()) {
            throw new IllegalArgumentException(tokens.size() + " tokens, " + kinds.size() + " kinds and "
                    + scores.size() + " scores, expected as many, 1 or more");
        }
        for (int id = 0; id < scores.size(); id++) {
            if (!Float.isFinite(scores.get(id))) {
                throw new IllegalArgumentException(
                        "score of token " + id + " is " + scores.get(id) + ", expected finite");
            }
        }
        Vocabulary.requireId("begin-of-text", beginOfText, tokens.size());
        Vocabulary.requireId("end-of-text", endOfText, tokens.size());
    }
}
