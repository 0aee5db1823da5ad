package io.joute.arena.dataset;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** A table of published votes, row by row; only flat values are read, of a list its first. */
public interface VoteTable {
    /** The columns that it has. */
    Set<String> columns();

    /** Pass each row, in order. */
    void read(RowReader reader) throws IOException;

    /** Takes rows. */
    interface RowReader {
        /** The next row, from 1. */
        void row(long number, Row row) throws IOException;
    }

    /** A row. */
    interface Row {
        /** The value of a column as text; empty when it has none. */
        Optional<String> value(String column);
    }
}
