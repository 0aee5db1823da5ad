package io.joute.store.table;

import io.joute.arena.dataset.VoteTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.PrimitiveConverter;

/** Published votes in a Parquet file: only what a vote can be told from is read, never the conversations. */
public final class ParquetVotes implements VoteTable {
    private final Path file;
    private final Set<String> columns;

    /** Look at a file's columns. */
    public ParquetVotes(Path file) throws IOException {
        this.file = file;
        try (ParquetColumns parquet = new ParquetColumns(file)) {
            columns = Set.copyOf(parquet.all().keySet());
        }
    }

    @Override
    public Set<String> columns() {
        return columns;
    }

    @Override
    public void read(RowReader reader) throws IOException {
        try (ParquetColumns parquet = new ParquetColumns(file)) {
            Map<ColumnDescriptor, PrimitiveConverter> wanted = new LinkedHashMap<>();
            List<String> names = new ArrayList<>();
            List<TextConverter> converters = new ArrayList<>();
            parquet.all().forEach((name, column) -> {
                if (PublishedColumns.tell(name)) {
                    TextConverter converter = new TextConverter(column);
                    wanted.put(column, converter);
                    names.add(name);
                    converters.add(converter);
                }
            });
            long number = 1;
            for (Optional<ParquetColumns.RowGroup> group = parquet.next(wanted);
                    group.isPresent();
                    group = parquet.next(wanted)) {
                for (long row = 0; row < group.get().rows(); row++) {
                    Map<String, String> values = new HashMap<>();
                    for (int i = 0; i < names.size(); i++) {
                        String name = names.get(i);
                        first(group.get().columns().get(i), converters.get(i))
                                .ifPresent(text -> values.put(name, text));
                    }
                    reader.row(number++, column -> Optional.ofNullable(values.get(column)));
                }
            }
        }
    }

    /** The first value of this row, all of it consumed. */
    private static Optional<String> first(ColumnReader column, TextConverter converter) {
        Optional<String> first = Optional.empty();
        boolean more = true;
        while (more) {
            if (column.getCurrentDefinitionLevel() == column.getDescriptor().getMaxDefinitionLevel()) {
                column.writeCurrentValueToConverter();
            }
            Optional<String> value = converter.take();
            first = first.or(() -> value);
            column.consume();
            more = column.getCurrentRepetitionLevel() > 0;
        }
        return first;
    }
}
