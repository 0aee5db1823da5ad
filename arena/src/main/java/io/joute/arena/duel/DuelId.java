package io.joute.arena.duel;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The address of a duel: 128 random bits, as 32 hexadecimal digits. */
public record DuelId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    public DuelId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("duel id is '" + value + "', expected 32 hexadecimal digits");
        }
    }

    /** Draw a fresh one. */
    public static DuelId fresh(SecureRandom random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return new DuelId(HexFormat.of().formatHex(bytes));
    }
}
