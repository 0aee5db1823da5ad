package io.joute.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads a table as RFC 4180 has it, row by row, in one buffer: fields are bytes that stay there until the next row.
 *
 * <p>Fields may be quoted, hold line ends then and double their quotes; lines end with LF or CR LF; empty lines are
 * passed over. No text is decoded here, so that tables of gigabytes are read about as fast as they are copied.
 */
final class CsvRows implements Closeable {
    /** Zeros that follow what was read: eight bytes may be looked at from any place. */
    static final int PADDING = 8;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long COMMAS = ONES * ',';
    private static final long LINE_ENDS = ONES * '\n';

    private static final int FIRST_BYTES = 1 << 18;
    private static final int MOST_BYTES = 1 << 24;

    private final InputStream in;
    private byte[] buffer = new byte[FIRST_BYTES + PADDING];
    private int limit;
    private int position;
    private boolean ended;
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private int fields;
    private long line;
    private long nextLine = 1;
    private boolean sawQuote;

    /** A table that is none, and in which line. */
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    CsvRows(InputStream in) {
        this.in = in;
    }

    /**
     * Go on to the next row; false after the last.
     *
     * @throws Malformed for a row of more than 16 MiB, and for a quoted field that does not end where it should
     */
    boolean next() throws IOException {
        while (true) {
            int end = cut();
            if (end < 0) {
                if (ended) {
                    return false;
                }
                fill();
            } else {
                position = end;
                if (fields > 1 || length(0) > 0) {
                    return true;
                }
            }
        }
    }

    /** Where fields stand. */
    byte[] bytes() {
        return buffer;
    }

    int fields() {
        return fields;
    }

    int start(int field) {
        return starts[field];
    }

    /** Bytes of a field; 0 for one that the row does not have. */
    int length(int field) {
        return field < fields ? ends[field] - starts[field] : 0;
    }

    /** The line on which the row begins, from 1. */
    long line() {
        return line;
    }

    /** Whether any field so far was quoted, so that not every line end ends a row. */
    boolean sawQuote() {
        return sawQuote;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Find the fields of the row at the position; where the next one begins, or -1 when more must be read. */
    private int cut() throws IOException {
        fields = 0;
        line = nextLine;
        int start = position;
        int at = position;
        byte[] bytes = buffer;
        while (at < limit) {
            if (bytes[at] == '"') {
                sawQuote = true;
                return cutQuoted();
            }
            at = fieldEnd(bytes, at, limit);
            if (at < limit) {
                if (bytes[at] == '\n') {
                    nextLine++;
                    add(start, at > start && bytes[at - 1] == '\r' ? at - 1 : at);
                    return at + 1;
                }
                add(start, at);
                start = ++at;
            }
        }
        if (!ended || position == limit) {
            return -1;
        }
        add(start, at);
        return at;
    }

    /** Where the next comma or line end stands, eight bytes at a time; {@code limit} for none before. */
    private static int fieldEnd(byte[] bytes, int from, int limit) {
        for (int at = from; at < limit; at += Long.BYTES) {
            long word = (long) WORDS.get(bytes, at);
            long commas = word ^ COMMAS;
            long lines = word ^ LINE_ENDS;
            // A byte of zero becomes the lowest with its high bit set; those above it may be wrong.
            long found = (((commas - ONES) & ~commas) | ((lines - ONES) & ~lines)) & HIGH_BITS;
            if (found != 0) {
                return Math.min(limit, at + (Long.numberOfTrailingZeros(found) >>> 3));
            }
        }
        return limit;
    }

    /** The same for a row with a quoted field. Nothing moves before the whole row is there: it may be cut twice. */
    private int cutQuoted() throws IOException {
        int end = rowEnd();
        if (end < 0) {
            return -1;
        }
        countLines(end);
        fields = 0;
        int at = position;
        while (true) {
            at = buffer[at] == '"' && at < end ? unquote(at) : plain(at, end);
            at += at + 1 == end && buffer[at] == '\r' ? 1 : 0;
            if (at >= end) {
                return Math.min(end + 1, limit);
            }
            if (buffer[at] != ',') {
                throw new Malformed("line " + line + ": text follows a quoted field");
            }
            at++;
        }
    }

    /** Where the row's last line ends, quoted ones passed over; -1 when more must be read. */
    private int rowEnd() throws IOException {
        boolean inside = false;
        boolean fresh = true;
        for (int at = position; at < limit; at++) {
            byte b = buffer[at];
            if (b == '"' && (inside || fresh)) {
                inside = !inside;
                // A doubled quote goes out and in again.
                fresh = true;
            } else if (b == '\n' && !inside) {
                return at;
            } else {
                fresh = b == ',' && !inside;
            }
        }
        if (ended && inside) {
            throw new Malformed("line " + line + ": a quoted field never ends");
        }
        return ended ? limit : -1;
    }

    private int unquote(int quote) {
        int to = quote;
        int at = quote + 1;
        while (buffer[at] != '"' || buffer[at + 1] == '"') {
            at += buffer[at] == '"' ? 1 : 0;
            buffer[to++] = buffer[at++];
        }
        add(quote, to);
        return at + 1;
    }

    private int plain(int start, int end) {
        int at = start;
        while (at < end && buffer[at] != ',') {
            at++;
        }
        add(start, at == end && at > start && buffer[at - 1] == '\r' ? at - 1 : at);
        return at;
    }

    private void countLines(int end) {
        for (int at = position; at <= Math.min(end, limit - 1); at++) {
            nextLine += buffer[at] == '\n' ? 1 : 0;
        }
    }

    private void add(int start, int end) {
        if (fields == starts.length) {
            starts = Arrays.copyOf(starts, fields * 2);
            ends = Arrays.copyOf(ends, fields * 2);
        }
        starts[fields] = start;
        ends[fields++] = end;
    }

    private void fill() throws IOException {
        int kept = limit - position;
        if (kept == buffer.length - PADDING) {
            if (kept >= MOST_BYTES) {
                throw new Malformed("line " + line + ": a row of more than " + MOST_BYTES + " bytes");
            }
            buffer = Arrays.copyOf(buffer, kept * 2 + PADDING);
        }
        System.arraycopy(buffer, position, buffer, 0, kept);
        position = 0;
        int read = in.read(buffer, kept, buffer.length - PADDING - kept);
        ended = read < 0;
        limit = kept + Math.max(0, read);
        Arrays.fill(buffer, limit, limit + PADDING, (byte) 0);
    }
}
