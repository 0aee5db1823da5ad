package io.joute.cli.hub;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What the bytes of a file add up to: SHA-256 of large files, as Git LFS keeps it, and Git's own name of small ones.
 *
 * @param algorithm which
 * @param hex the sum, in lower case
 */
public record HubDigest(Algorithm algorithm, String hex) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]+");

    /** How to add up. */
    public enum Algorithm {
        /** Of the bytes. */
        SHA_256("SHA-256", 64),
        /** SHA-1 of a head with the size, then the bytes: the name of a blob in Git. */
        GIT_BLOB("SHA-1", 40);

        private final String name;
        private final int digits;

        Algorithm(String name, int digits) {
            this.name = name;
            this.digits = digits;
        }
    }

    /** Refuse what is no sum. */
    public HubDigest {
        if (hex.length() != algorithm.digits || !HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("digest is '" + hex + "', expected " + algorithm.digits
                    + " hexadecimal digits of " + algorithm.name);
        }
    }

    /** Begin to add up a file of {@code sizeBytes}. */
    MessageDigest begin(long sizeBytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm.name);
            if (algorithm == Algorithm.GIT_BLOB) {
                digest.update(("blob " + sizeBytes + '\0').getBytes(StandardCharsets.US_ASCII));
            }
            return digest;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has " + algorithm.name + ", this one has not", impossible);
        }
    }

    /** Whether all of a file was added up to this. */
    boolean matches(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()).equals(hex);
    }

    /** A name for what is not whole yet: no other content has it. */
    String shortName() {
        return hex.substring(0, 12);
    }
}
