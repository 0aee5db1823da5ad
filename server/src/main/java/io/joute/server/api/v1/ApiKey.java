package io.joute.server.api.v1;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The secret that programs show as {@code Authorization: Bearer …}; only its digest is kept. */
public final class ApiKey {
    private static final String SCHEME = "bearer ";
    private static final int SHORTEST = 16;
    private static final int LONGEST = 512;

    private final byte[] digest;

    private ApiKey(byte[] digest) {
        this.digest = digest;
    }

    /**
     * Keep the digest of {@code key}.
     *
     * @throws IllegalArgumentException when it is too short to be secret, too long, or has other than visible ASCII characters
     */
    public static ApiKey of(String key) {
        if (key.length() < SHORTEST || key.length() > LONGEST || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("the key has " + key.length() + " characters, expected " + SHORTEST
                    + " to " + LONGEST + " visible ones of ASCII");
        }
        return new ApiKey(sha256(key));
    }

    /**
     * Let a request pass that shows this key.
     *
     * @throws Problem when it shows none, or another
     */
    void check(ServerRequest request) {
        String shown = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
        if (!shown.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw Problem.key("This server wants a key: send it as 'Authorization: Bearer KEY'.");
        }
        if (!MessageDigest.isEqual(
                digest, sha256(shown.substring(SCHEME.length()).strip()))) {
            throw Problem.key("The key is not this server's.");
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256, this one has not", impossible);
        }
    }
}
