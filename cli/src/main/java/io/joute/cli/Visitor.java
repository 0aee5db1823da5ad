package io.joute.cli;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/** Who plays at this terminal, as the log knows visitors: a hash, and a language. */
final class Visitor {
    private Visitor() {}

    /** One voter for each user of the system. */
    static String ofThisTerminal(Surroundings surroundings) {
        String user = "terminal of " + surroundings.properties().getOrDefault("user.name", "");
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(user.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks SHA-256", e);
        }
    }

    /** {@code fr} where the system speaks French, else {@code en}. */
    static String locale(Surroundings surroundings) {
        return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                        .map(name -> surroundings.environment().getOrDefault(name, ""))
                        .filter(value -> !value.isEmpty())
                        .findFirst()
                        .filter(value -> value.startsWith("fr"))
                        .isPresent()
                ? "fr"
                : "en";
    }
}
