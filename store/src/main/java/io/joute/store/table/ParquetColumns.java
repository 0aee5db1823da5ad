package io.joute.store.table;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Some columns of a Parquet file, a row group at a time: nothing else of it is read. Fields of a group within are named
 * {@code outer.inner}, and a list by its own name; of a list, the first element is given.
 */
final class ParquetColumns implements Closeable {
    private final ParquetFileReader reader;
    private final MessageType schema;

    /** Open a file; a file that is none is an {@link IOException}. */
    ParquetColumns(Path file) throws IOException {
        ParquetReadOptions options =
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
        try {
            reader = ParquetFileReader.open(new LocalInputFile(file), options);
        } catch (RuntimeException e) {
            throw new IOException(file + ": is no Parquet file: " + e.getMessage(), e);
        }
        schema = reader.getFileMetaData().getSchema();
    }

    /** Columns by name, in the order of the file. */
    Map<String, ColumnDescriptor> all() {
        Map<String, ColumnDescriptor> columns = new LinkedHashMap<>();
        for (ColumnDescriptor column : schema.getColumns()) {
            columns.putIfAbsent(name(column), column);
        }
        return columns;
    }

    private static String name(ColumnDescriptor column) {
        List<String> path = new ArrayList<>(List.of(column.getPath()));
        if (path.size() > 2 && path.get(path.size() - 2).matches("list|bag")) {
            path = path.subList(0, path.size() - 2);
        }
        return String.join(".", path);
    }

    int groups() {
        return reader.getRowGroups().size();
    }

    /** Leave a row group out. */
    void skip() {
        reader.skipNextRowGroup();
    }

    /** A row group, its columns in the order of their converters. */
    record RowGroup(long rows, List<ColumnReader> columns) {
        RowGroup {
            columns = List.copyOf(columns);
        }
    }

    /** The next row group's values of these columns, each given to its converter; empty at the end. */
    Optional<RowGroup> next(Map<ColumnDescriptor, PrimitiveConverter> wanted) throws IOException {
        reader.setRequestedSchema(projection(wanted));
        PageReadStore pages = reader.readNextRowGroup();
        if (pages == null) {
            return Optional.empty();
        }
        MessageType part = projection(wanted);
        ColumnReadStore store = new ColumnReadStoreImpl(
                pages, root(part, wanted), part, reader.getFileMetaData().getCreatedBy());
        List<ColumnReader> columns = new ArrayList<>();
        for (ColumnDescriptor column : wanted.keySet()) {
            columns.add(store.getColumnReader(part.getColumnDescription(column.getPath())));
        }
        return Optional.of(new RowGroup(pages.getRowCount(), columns));
    }

    private MessageType projection(Map<ColumnDescriptor, PrimitiveConverter> wanted) {
        MessageType part = new MessageType(schema.getName());
        for (ColumnDescriptor column : wanted.keySet()) {
            part = part.union(new MessageType(schema.getName(), only(schema.getType(column.getPath()[0]), column, 1)));
        }
        return part;
    }

    /** A field with nothing within but the path to one column. */
    private static Type only(Type type, ColumnDescriptor column, int depth) {
        return type.isPrimitive()
                ? type
                : type.asGroupType()
                        .withNewFields(only(type.asGroupType().getType(column.getPath()[depth]), column, depth + 1));
    }

    private static GroupConverter root(MessageType part, Map<ColumnDescriptor, PrimitiveConverter> wanted) {
        Map<List<String>, PrimitiveConverter> byPath = new LinkedHashMap<>();
        wanted.forEach((column, converter) -> byPath.put(List.of(column.getPath()), converter));
        return group(part.getFields(), List.of(), byPath);
    }

    private static GroupConverter group(
            List<Type> fields, List<String> path, Map<List<String>, PrimitiveConverter> byPath) {
        List<Converter> converters = new ArrayList<>();
        for (Type field : fields) {
            List<String> here = new ArrayList<>(path);
            here.add(field.getName());
            PrimitiveConverter known = byPath.get(here);
            converters.add(known == null ? group(field.asGroupType().getFields(), here, byPath) : known);
        }
        return new GroupConverter() {
            @Override
            public Converter getConverter(int index) {
                return converters.get(index);
            }

            @Override
            public void start() {
                // Columns are read one by one: no record is put together.
            }

            @Override
            public void end() {
                // As above.
            }
        };
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
