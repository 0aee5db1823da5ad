package io.joute.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Formatter;

/** How the log is written. */
enum LogFormat {
    /** For people: see {@link OneLine}. */
    TEXT,
    /** For machines: see {@link JsonLine}. */
    JSON;

    /** Its name in settings. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of that name. */
    static Optional<LogFormat> ofKey(String key) {
        return Arrays.stream(values())
                .filter(format -> format.key().equals(key))
                .findFirst();
    }

    /** What writes it. */
    Formatter formatter() {
        return switch (this) {
            case TEXT -> new OneLine();
            case JSON -> new JsonLine();
        };
    }
}
