package io.joute.arena.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/** Reads records of comma-separated fields (RFC 4180): quoted fields may hold commas, quotes and line ends. */
final class CsvReader implements Closeable {
    private static final int END = -1;

    private final Reader reader;
    private int next;
    private long line = 1;

    CsvReader(Reader reader) throws IOException {
        this.reader = reader;
        this.next = reader.read();
        if (next == '\uFEFF') {
            next = reader.read();
        }
    }

    /** The line at which the next record begins, from 1. */
    long line() {
        return line;
    }

    /** The next record; empty at the end. */
    List<String> read() throws IOException {
        List<String> fields = new ArrayList<>();
        if (next == END) {
            return fields;
        }
        boolean more = true;
        while (more) {
            fields.add(field());
            more = next == ',';
            if (next != END) {
                advance();
            }
        }
        return fields;
    }

    private String field() throws IOException {
        StringBuilder text = new StringBuilder();
        if (next == '"') {
            quoted(text);
        }
        while (next != ',' && next != '\n' && next != END) {
            if (next != '\r') {
                text.append((char) next);
            }
            advance();
        }
        return text.toString();
    }

    private void quoted(StringBuilder text) throws IOException {
        advance();
        while (next != END) {
            if (next == '"') {
                advance();
                if (next != '"') {
                    return;
                }
            }
            text.append((char) next);
            advance();
        }
    }

    private void advance() throws IOException {
        line += next == '\n' ? 1 : 0;
        next = reader.read();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
