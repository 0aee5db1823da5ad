package io.joute.server.http;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/** What a visitor's own pages send back to prove that they are ours: only who holds the cookie can know it. */
final class Token {
    private final byte[] value;

    private Token(byte[] value) {
        this.value = value;
    }

    /** The token of the visitor with this cookie. */
    static Token of(String cookie) {
        return new Token(Arrays.copyOf(Secrets.digest("token", cookie), Secrets.BYTES));
    }

    /** As it stands in a page: under a fresh mask, so that the length of compressed pages cannot tell it. */
    String masked(SecureRandom source) {
        byte[] shown = Arrays.copyOf(Secrets.random(source), 2 * Secrets.BYTES);
        for (int i = 0; i < Secrets.BYTES; i++) {
            shown[Secrets.BYTES + i] = (byte) (shown[i] ^ value[i]);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(shown);
    }

    /** Whether {@code shown} is this token under some mask; the time taken does not tell how nearly. */
    boolean matches(String shown) {
        byte[] bytes = decode(shown);
        if (bytes.length != 2 * Secrets.BYTES) {
            return false;
        }
        byte[] found = new byte[Secrets.BYTES];
        for (int i = 0; i < Secrets.BYTES; i++) {
            found[i] = (byte) (bytes[i] ^ bytes[Secrets.BYTES + i]);
        }
        return MessageDigest.isEqual(found, value);
    }

    private static byte[] decode(String shown) {
        try {
            return Base64.getUrlDecoder().decode(shown);
        } catch (IllegalArgumentException notOurs) {
            return new byte[0];
        }
    }
}
