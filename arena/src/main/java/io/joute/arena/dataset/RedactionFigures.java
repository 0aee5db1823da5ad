package io.joute.arena.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/**
 * How well the rules did on planted data: 2,000 generated conversations, half French. The figures are in a resource that
 * {@code RedactorTest} measures anew.
 *
 * @param kinds by kind
 */
public record RedactionFigures(Map<Personal, Measured> kinds) {
    public RedactionFigures {
        kinds = Collections.unmodifiableMap(new TreeMap<>(kinds));
    }

    /**
     * Of one kind.
     *
     * @param planted items
     * @param found of them
     * @param wrong other texts taken for it
     */
    public record Measured(int planted, int found, int wrong) {
        /** Share of the planted items that were found. */
        public double recall() {
            return planted == 0 ? 1 : (double) found / planted;
        }

        /** Share of what was found that was planted. */
        public double precision() {
            return found + wrong == 0 ? 1 : (double) found / (found + wrong);
        }
    }

    /** The figures of {@link Redactor#VERSION}. */
    public static RedactionFigures measured() {
        Properties lines = new Properties();
        InputStream in = Objects.requireNonNull(
                RedactionFigures.class.getResourceAsStream("redaction.properties"), "redaction.properties");
        try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            lines.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("redaction.properties cannot be read", e);
        }
        Map<Personal, Measured> kinds = new TreeMap<>();
        for (Personal kind : Personal.values()) {
            kinds.put(
                    kind,
                    new Measured(
                            figure(lines, kind, "planted"),
                            figure(lines, kind, "found"),
                            figure(lines, kind, "wrong")));
        }
        return new RedactionFigures(kinds);
    }

    private static int figure(Properties lines, Personal kind, String name) {
        return Integer.parseInt(lines.getProperty(kind.name() + '.' + name, "0"));
    }
}
