package io.joute.arena.admin;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What is kept of a password: PBKDF2 with HMAC-SHA-256 (RFC 8018), a salt of its own and the number of rounds.
 *
 * @param rounds at least {@value #MINIMUM_ROUNDS}
 * @param salt 16 bytes in Base64
 * @param hash 32 bytes in Base64
 */
public record PasswordHash(int rounds, String salt, String hash) {
    /** As few rounds as are accepted, from the code or from a file. */
    public static final int MINIMUM_ROUNDS = 600_000;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern TEXT = Pattern.compile("pbkdf2-sha256:([0-9]{1,9}):([^:]+):([^:]+)");

    /** Refuse fewer rounds, and a salt or a hash of another length. */
    public PasswordHash {
        if (rounds < MINIMUM_ROUNDS) {
            throw new IllegalArgumentException("rounds is " + rounds + ", expected at least " + MINIMUM_ROUNDS);
        }
        requireBytes("salt", salt, SALT_BYTES);
        requireBytes("hash", hash, HASH_BYTES);
    }

    /** Hash a password under a fresh salt. Takes some tenths of a second, on purpose. */
    public static PasswordHash of(String password, SecureRandom random) {
        if (password.isEmpty()) {
            throw new IllegalArgumentException("the password is empty");
        }
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new PasswordHash(MINIMUM_ROUNDS, text(salt), text(derive(password, salt, MINIMUM_ROUNDS)));
    }

    /**
     * Read back what {@link #text()} wrote.
     *
     * @throws IllegalArgumentException when it is something else; the message does not repeat it
     */
    public static PasswordHash parse(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "the stored password is not 'pbkdf2-sha256:rounds:salt:hash'; set it again: joute admin password");
        }
        return new PasswordHash(Integer.parseInt(parts.group(1)), parts.group(2), parts.group(3));
    }

    /** One line to store. */
    public String text() {
        return "pbkdf2-sha256:" + rounds + ':' + salt + ':' + hash;
    }

    /** Whether {@code password} is the one; the time taken does not tell how nearly. */
    public boolean matches(String password) {
        // The JDK refuses to derive from nothing.
        return !password.isEmpty()
                && MessageDigest.isEqual(
                        derive(password, Base64.getDecoder().decode(salt), rounds),
                        Base64.getDecoder().decode(hash));
    }

    /** Names no part of it: it may end in a log. */
    @Override
    public String toString() {
        return "PasswordHash[" + rounds + " rounds]";
    }

    private static byte[] derive(String password, byte[] salt, int rounds) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, rounds, HASH_BYTES * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has PBKDF2WithHmacSHA256, this one has not", impossible);
        } finally {
            spec.clearPassword();
        }
    }

    private static void requireBytes(String name, String text, int expected) {
        int found = Base64.getDecoder().decode(text).length;
        if (found != expected) {
            throw new IllegalArgumentException(name + " has " + found + " bytes, expected " + expected);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
