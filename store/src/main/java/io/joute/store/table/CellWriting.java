package io.joute.store.table;

import io.joute.arena.dataset.Cell;
import io.joute.arena.dataset.Column;
import io.joute.arena.dataset.ColumnType;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Writes rows of cells; everything is optional, lists are of three levels as the format's own text has them. */
final class CellWriting extends WriteSupport<List<Cell>> {
    private static final String LIST = "list";
    private static final String ELEMENT = "element";

    private final List<Column> columns;
    private @Nullable RecordConsumer out;

    CellWriting(List<Column> columns) {
        this.columns = columns;
    }

    @Override
    @SuppressWarnings("deprecation") // The library still asks for it.
    public WriteContext init(Configuration configuration) {
        return context();
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return context();
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
        out = consumer;
    }

    @Override
    public void write(List<Cell> row) {
        RecordConsumer consumer = out;
        if (consumer == null) {
            throw new IllegalStateException("a row is written before its file is open");
        }
        consumer.startMessage();
        fields(consumer, columns, row);
        consumer.endMessage();
    }

    private WriteContext context() {
        Types.MessageTypeBuilder message = Types.buildMessage();
        columns.forEach(column -> message.addField(type(column.name(), column.type())));
        MessageType schema = message.named("joute");
        return new WriteContext(schema, Map.of());
    }

    private static Type type(String name, ColumnType type) {
        return switch (type) {
            case ColumnType.Text _ ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(name);
            case ColumnType.Whole _ -> Types.optional(PrimitiveTypeName.INT64).named(name);
            case ColumnType.Real _ -> Types.optional(PrimitiveTypeName.DOUBLE).named(name);
            case ColumnType.Flag _ -> Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
            case ColumnType.Many many ->
                Types.optionalList().element(type(ELEMENT, many.of())).named(name);
            case ColumnType.Group group -> {
                Types.GroupBuilder<org.apache.parquet.schema.GroupType> fields = Types.optionalGroup();
                group.fields().forEach(field -> fields.addField(type(field.name(), field.type())));
                yield fields.named(name);
            }
        };
    }

    private static void fields(RecordConsumer out, List<Column> columns, List<Cell> cells) {
        for (int i = 0; i < columns.size(); i++) {
            if (!(cells.get(i) instanceof Cell.None)) {
                out.startField(columns.get(i).name(), i);
                value(out, columns.get(i).type(), cells.get(i));
                out.endField(columns.get(i).name(), i);
            }
        }
    }

    private static void value(RecordConsumer out, ColumnType type, Cell cell) {
        switch (cell) {
            case Cell.None _ -> throw new IllegalArgumentException("an empty cell has no value");
            case Cell.Text text -> out.addBinary(Binary.fromString(text.value()));
            case Cell.Whole number -> out.addLong(number.value());
            case Cell.Real number -> out.addDouble(number.value());
            case Cell.Flag flag -> out.addBoolean(flag.value());
            case Cell.Group group -> {
                out.startGroup();
                fields(out, ((ColumnType.Group) type).fields(), group.values());
                out.endGroup();
            }
            case Cell.Many many -> list(out, ((ColumnType.Many) type).of(), many.values());
        }
    }

    private static void list(RecordConsumer out, ColumnType type, List<Cell> values) {
        out.startGroup();
        if (!values.isEmpty()) {
            out.startField(LIST, 0);
            for (Cell value : values) {
                out.startGroup();
                fields(out, List.of(new Column(ELEMENT, type)), List.of(value));
                out.endGroup();
            }
            out.endField(LIST, 0);
        }
        out.endGroup();
    }
}
