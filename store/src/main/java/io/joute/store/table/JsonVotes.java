package io.joute.store.table;

import io.joute.arena.dataset.VoteTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/** Published votes as JSON objects: one a line, or all in one list. Fields of an object within are named {@code outer.inner}. */
public final class JsonVotes implements VoteTable {
    private static final int ROWS_LOOKED_AT = 100;

    private final Path file;
    private final JsonMapper mapper = new JsonMapper();
    private final Set<String> columns = new HashSet<>();

    /** Look at the first rows of a file, which may leave fields out that are empty. */
    public JsonVotes(Path file) throws IOException {
        this.file = file;
        rows((number, row) -> {
            row.propertyStream().forEach(field -> {
                columns.add(field.getKey());
                field.getValue().propertyStream().forEach(inner -> columns.add(field.getKey() + '.' + inner.getKey()));
            });
            return number < ROWS_LOOKED_AT;
        });
    }

    @Override
    public Set<String> columns() {
        return Set.copyOf(columns);
    }

    @Override
    public void read(RowReader reader) throws IOException {
        rows((number, row) -> {
            reader.row(number, column -> value(row, column));
            return true;
        });
    }

    /** Takes rows until it has enough. */
    private interface Taker {
        boolean take(long number, JsonNode row) throws IOException;
    }

    private void rows(Taker taker) throws IOException {
        long number = 1;
        try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                MappingIterator<JsonNode> rows =
                        mapper.readerFor(JsonNode.class).readValues(in)) {
            while (rows.hasNextValue()) {
                if (!taker.take(number, rows.nextValue())) {
                    return;
                }
                number++;
            }
        } catch (JacksonException e) {
            throw new IOException(file + ": row " + number + " cannot be read as JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Optional<String> value(JsonNode row, String column) {
        int dot = column.indexOf('.');
        JsonNode value =
                dot < 0 ? row.path(column) : row.path(column.substring(0, dot)).path(column.substring(dot + 1));
        JsonNode first = value.isArray() ? value.path(0) : value;
        return first.isMissingNode() || first.isNull() || first.isContainer()
                ? Optional.empty()
                : Optional.of(first.asString());
    }
}
