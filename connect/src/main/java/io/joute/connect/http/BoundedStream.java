package io.joute.connect.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends a stream with a failure when it, or one line of it, is too long. For one thread. */
final class BoundedStream extends FilterInputStream {
    /** An event is one line of JSON: a token, or a whole answer of a server that does not split. */
    static final int LINE_BYTES = 1 << 20;

    /** A hundred times the longest answer that the arena shows. */
    static final long STREAM_BYTES = 64L << 20;

    private long total;
    private int line;

    BoundedStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            count((byte) value);
        }
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        for (int i = 0; i < count; i++) {
            count(bytes[offset + i]);
        }
        return count;
    }

    /** Nothing: Helidon's stream would read on to its end, which may never come; who closes the response hangs up. */
    @Override
    public void close() {}

    private void count(byte value) {
        total++;
        line = value == '\n' ? 0 : line + 1;
        if (line > LINE_BYTES || total > STREAM_BYTES) {
            throw new HttpFailure(
                    HttpFailure.Kind.SIZE,
                    line > LINE_BYTES
                            ? "a line is longer than " + LINE_BYTES + " bytes"
                            : "the stream is longer than " + STREAM_BYTES + " bytes");
        }
    }
}
