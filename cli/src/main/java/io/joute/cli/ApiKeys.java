package io.joute.cli;

import io.joute.server.api.v1.ApiKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the key of {@code /v1} is told: never on the command line, which other users of the machine can read. */
final class ApiKeys {
    /** The key itself. */
    static final String VARIABLE = "JOUTE_API_KEY";

    private ApiKeys() {}

    /**
     * The key of a file, or of the environment.
     *
     * @throws CommandFailure when both tell one, or it is none; the key itself is not shown
     */
    static Optional<ApiKey> of(@Nullable Path file, Surroundings surroundings) {
        String variable = surroundings.environment().getOrDefault(VARIABLE, "").strip();
        if (file == null) {
            return variable.isEmpty() ? Optional.empty() : Optional.of(key("variable " + VARIABLE, variable));
        }
        if (!variable.isEmpty()) {
            throw new CommandFailure(
                    Exit.USAGE, "--api-key-file and variable " + VARIABLE + " both tell a key: keep one of them");
        }
        return Optional.of(key("--api-key-file " + file, firstLine(file)));
    }

    private static ApiKey key(String where, String key) {
        try {
            return ApiKey.of(key);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.USAGE, where + ": " + e.getMessage(), e);
        }
    }

    private static String firstLine(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new CommandFailure(Exit.USAGE, "--api-key-file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
