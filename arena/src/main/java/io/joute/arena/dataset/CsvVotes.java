package io.joute.arena.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Published votes in a CSV file with a header. */
public final class CsvVotes implements VoteTable {
    private final Path file;
    private final Map<String, Integer> places = new HashMap<>();

    /** Read the header of a file. */
    public CsvVotes(Path file) throws IOException {
        this.file = file;
        try (CsvReader csv = new CsvReader(Files.newBufferedReader(file, StandardCharsets.UTF_8))) {
            List<String> header = csv.read();
            for (int i = 0; i < header.size(); i++) {
                places.putIfAbsent(header.get(i), i);
            }
        }
    }

    @Override
    public Set<String> columns() {
        return Set.copyOf(places.keySet());
    }

    @Override
    public void read(RowReader reader) throws IOException {
        try (CsvReader csv = new CsvReader(Files.newBufferedReader(file, StandardCharsets.UTF_8))) {
            csv.read();
            long number = 1;
            for (List<String> fields = csv.read(); !fields.isEmpty(); fields = csv.read()) {
                List<String> row = fields;
                reader.row(number++, column -> value(row, column));
            }
        }
    }

    private Optional<String> value(List<String> row, String column) {
        Integer place = places.get(column);
        return Optional.ofNullable(place)
                .filter(at -> at < row.size())
                .map(row::get)
                .filter(text -> !text.isEmpty());
    }
}
