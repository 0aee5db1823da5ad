package io.joute.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** The SHA-256 of a file, and of its companion {@code FILE.sha256}, which begins with 64 hexadecimal digits. */
final class Checksum {
    private static final int DIGITS = 64;
    private static final int BUFFER_BYTES = 1 << 20;

    private Checksum() {}

    /** That of a file; empty for what is none. */
    static Optional<String> of(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return Optional.of(HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("this Java has no SHA-256", e);
        }
    }

    /** How {@code found} differs from what the companion of {@code path} expects, where there is one. */
    static Optional<String> mismatch(Path path, Optional<String> found) {
        Path companion = path.resolveSibling(path.getFileName() + ".sha256");
        if (found.isEmpty() || !Files.isRegularFile(companion)) {
            return Optional.empty();
        }
        return expected(companion)
                .filter(sum -> !sum.equals(found.get()))
                .map(sum -> path.getFileName() + ": SHA-256: " + found.get() + ", expected " + sum + " as in "
                        + companion.getFileName() + ". Download the file again.");
    }

    private static Optional<String> expected(Path companion) {
        try (InputStream in = Files.newInputStream(companion)) {
            String text = new String(in.readNBytes(DIGITS), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            return text.matches("[0-9a-f]{64}") ? Optional.of(text) : Optional.of("64 hexadecimal digits");
        } catch (IOException e) {
            return Optional.of("a readable sum");
        }
    }
}
