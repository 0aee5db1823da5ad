package io.joute.arena.dataset;

/** A column of a table, or a field of a group. */
public record Column(String name, ColumnType type) {
    public Column {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a column's name is blank, expected a name");
        }
    }
}
