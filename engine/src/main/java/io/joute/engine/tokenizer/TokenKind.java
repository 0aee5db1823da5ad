package io.joute.engine.tokenizer;

import java.util.Arrays;
import java.util.Optional;

/** What a token of a vocabulary is for; the numbers are those of {@code tokenizer.ggml.token_type} in GGUF. */
public enum TokenKind {
    /** A piece of text. */
    NORMAL(1),
    /** Stands for what the vocabulary cannot spell. */
    UNKNOWN(2),
    /** Marks the structure of a conversation; no text spells it. */
    CONTROL(3),
    /** Added by hand: its spelling is plain text, not bytes in the alphabet of the vocabulary. */
    USER_DEFINED(4),
    /** A place kept free. */
    UNUSED(5),
    /** One byte. */
    BYTE(6);

    private final int id;

    TokenKind(int id) {
        this.id = id;
    }

    /** Its number in a file. */
    public int id() {
        return id;
    }

    /** The kind of this number. */
    public static Optional<TokenKind> of(long id) {
        return Arrays.stream(values()).filter(kind -> kind.id == id).findFirst();
    }
}
