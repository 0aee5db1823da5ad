package io.joute.arena.dataset;

import java.util.List;

/** What a column holds; any cell may be empty. */
public sealed interface ColumnType {
    /** Characters. */
    record Text() implements ColumnType {}

    /** A whole number of 64 bits. */
    record Whole() implements ColumnType {}

    /** A number of double precision. */
    record Real() implements ColumnType {}

    /** Yes or no. */
    record Flag() implements ColumnType {}

    /** A list of one type. */
    record Many(ColumnType of) implements ColumnType {}

    /** Named fields. */
    record Group(List<Column> fields) implements ColumnType {
        public Group {
            fields = List.copyOf(fields);
        }
    }
}
