package io.joute.server.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Fresh randomness, and what is derived from a visitor's cookie. */
final class Secrets {
    static final int BYTES = 16;

    private Secrets() {}

    static byte[] random(SecureRandom source) {
        byte[] bytes = new byte[BYTES];
        source.nextBytes(bytes);
        return bytes;
    }

    /** The name of a visitor towards the rest of the house: the cookie cannot be found from it. */
    static String visitorOf(String cookie) {
        return HexFormat.of().formatHex(digest("visitor", cookie));
    }

    static byte[] digest(String purpose, String cookie) {
        return sha256(("joute " + purpose + ' ' + cookie).getBytes(StandardCharsets.UTF_8));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256, this one has not", impossible);
        }
    }
}
