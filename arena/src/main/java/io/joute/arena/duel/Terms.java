package io.joute.arena.duel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The terms under which duels are played.
 *
 * @param version by which they are known
 * @param digest SHA-256 of their texts, in hexadecimal
 */
public record Terms(String version, String digest) {
    public Terms {
        if (version.isBlank() || !digest.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("terms are version '" + version + "', digest '" + digest
                    + "', expected a version and 64 hexadecimal digits");
        }
    }

    /** Terms that are these texts, one a language. */
    public static Terms of(String version, List<String> texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            texts.forEach(text -> digest.update((text + '\n').getBytes(StandardCharsets.UTF_8)));
            return new Terms(version, HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
