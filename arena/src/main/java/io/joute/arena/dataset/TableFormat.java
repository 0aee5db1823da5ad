package io.joute.arena.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A way to write tables. */
public interface TableFormat {
    /** The end of its files' names, without a dot: {@code jsonl}. */
    String extension();

    /** Begin a new file of these columns. */
    Sink open(Path file, List<Column> columns) throws IOException;

    /** A file that takes rows; not for several threads. */
    interface Sink extends Closeable {
        /** Write a row: one cell a column, in order. */
        void write(List<Cell> row) throws IOException;
    }
}
