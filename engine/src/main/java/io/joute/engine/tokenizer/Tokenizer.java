package io.joute.engine.tokenizer;

import java.util.List;
import java.util.OptionalInt;

/** Turns text into token ids and ids into bytes. Immutable, safe for any number of threads. */
public sealed interface Tokenizer permits ByteLevelBpe, SentencePieceBpe {
    /** Token ids, special ones included. */
    int vocabularySize();

    /**
     * Ids of {@code text}; no special token is ever among them, whatever the text spells, and no begin-of-text is added.
     * Tokens that a vocabulary's makers added by hand as plain text (runs of spaces, tags) are found wherever they are spelt.
     *
     * <p>Unpaired surrogates are read as U+FFFD.
     */
    int[] encode(String text);

    /** UTF-8 bytes of an ordinary token (perhaps a part of a character); empty for special tokens. */
    byte[] bytes(int id);

    /** The token's text in the vocabulary's own spelling, for display. */
    String piece(int id);

    /** Whether this id is a control token: never produced from text, never shown as text. */
    boolean isSpecial(int id);

    /** The id of the special token spelt so. */
    OptionalInt special(String spelling);

    /** Begin-of-text, if the vocabulary has one. */
    OptionalInt beginOfText();

    /** The token that ends what a model writes, if the vocabulary names one; a chat template may have others. */
    OptionalInt endOfText();

    /** Whether {@link #encode} puts a space before a text: the first one that is decoded is dropped again. */
    boolean beginsTextWithSpace();

    /** What is odd in the vocabulary but can be lived with, a sentence each. */
    List<String> warnings();
}
