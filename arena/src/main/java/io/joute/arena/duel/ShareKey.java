package io.joute.arena.duel;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** The secret part of a link to a reveal: 128 random bits, as 32 hexadecimal digits; unlike the duel's own address. */
public record ShareKey(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");
    private static final int BYTES = 16;

    public ShareKey {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a key of " + value.length() + " characters, expected 32 hexadecimal digits");
        }
    }

    /** Draw a fresh one. */
    static ShareKey fresh(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new ShareKey(HexFormat.of().formatHex(bytes));
    }

    /** The key in an address; empty when it is none. */
    public static Optional<ShareKey> of(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new ShareKey(text)) : Optional.empty();
    }
}
