package io.joute.distill.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A resource of word lists: {@code [name]} begins a section, then one entry a line; empty lines and lines that begin with
 * {@code #} are skipped; fields of an entry are separated by {@code |}.
 */
final class Sections {
    private final String resource;
    private final Map<String, List<String>> lines;

    private Sections(String resource, Map<String, List<String>> lines) {
        this.resource = resource;
        this.lines = lines;
    }

    /** Read a resource of this package. */
    static Sections read(String resource) {
        try (InputStream in = Sections.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("resource " + resource + " is missing from the distill jar");
            }
            var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return new Sections(resource, parse(reader.lines().toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, List<String>> parse(List<String> lines) {
        var sections = new LinkedHashMap<String, List<String>>();
        List<String> open = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("[") && line.endsWith("]")) {
                open = new ArrayList<>();
                sections.put(line.substring(1, line.length() - 1), open);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                open.add(line.strip());
            }
        }
        return sections;
    }

    /** Entries of a section. */
    List<String> entries(String section) {
        List<String> found = lines.get(section);
        if (found == null) {
            throw new IllegalStateException(resource + " has no section [" + section + "]");
        }
        return found;
    }

    /** Entries of a section, cut into fields. */
    List<List<String>> fields(String section) {
        return entries(section).stream().map(Sections::cut).toList();
    }

    private static List<String> cut(String entry) {
        return List.of(entry.split("\\|", -1)).stream().map(String::strip).toList();
    }
}
