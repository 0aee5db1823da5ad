package io.joute.arena.admin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A text that visitors agree to. */
public enum LegalText {
    TERMS,
    PRIVACY;

    /** The most characters of a text in one language. */
    public static final int LONGEST = 40_000;

    /** Its name in addresses and in the database. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The text of this key. */
    public static Optional<LegalText> of(String key) {
        return Arrays.stream(values()).filter(text -> text.key().equals(key)).findFirst();
    }
}
