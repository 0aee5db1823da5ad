package io.joute.arena.dataset;

import java.util.List;
import java.util.function.Function;

/**
 * A table: its columns, each with what it makes of an item.
 *
 * @param name of its file, without extension
 * @param fields in order
 * @param <T> what a row is made of
 */
record Table<T>(String name, List<Field<T>> fields) {
    Table {
        fields = List.copyOf(fields);
    }

    /** A column and its value. */
    record Field<T>(Column column, Function<T, Cell> value) {}

    List<Column> columns() {
        return fields.stream().map(Field::column).toList();
    }

    List<Cell> row(T item) {
        return fields.stream().map(field -> field.value().apply(item)).toList();
    }
}
