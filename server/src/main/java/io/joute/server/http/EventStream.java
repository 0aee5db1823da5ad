package io.joute.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Server-sent events to one browser; writing blocks while the browser does not read, at most 15 s. One thread.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">the format</a>
 */
public final class EventStream implements AutoCloseable {
    private static final Duration NO_PROGRESS = Duration.ofSeconds(15);

    private final OutputStream out;
    private final Deadlines deadlines;

    private EventStream(OutputStream out, Deadlines deadlines) {
        this.out = out;
        this.deadlines = deadlines;
    }

    /** Begin; the headers are sent at once. */
    public static EventStream open(ServerResponse response, Deadlines deadlines) {
        EventStream stream = begin(response, deadlines);
        stream.ping();
        return stream;
    }

    /** Begin; the headers are sent with the first event. */
    public static EventStream begin(ServerResponse response, Deadlines deadlines) {
        response.header(HeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8");
        response.header(HeaderNames.CACHE_CONTROL, "no-cache");
        response.header("X-Accel-Buffering", "no");
        return new EventStream(response.outputStream(), deadlines);
    }

    /** Send one event; {@code data} is a single line. */
    public void send(long id, String name, String data) {
        requireLine(data);
        write("id: " + id + "\nevent: " + name + "\ndata: " + data + "\n\n");
    }

    /** Send one event without id and name; {@code data} is a single line. */
    public void data(String data) {
        requireLine(data);
        write("data: " + data + "\n\n");
    }

    private static void requireLine(String data) {
        if (data.indexOf('\n') >= 0 || data.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("event data has a line break, expected one line: escape it");
        }
    }

    /** Send a comment: nothing to say, still here. */
    public void ping() {
        write(":\n\n");
    }

    private void write(String text) {
        try (Deadlines.Guard _ = deadlines.guard(NO_PROGRESS)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException gone) {
            throw new ServerConnectionException("the reader of an event stream is gone", gone);
        } catch (UncheckedIOException gone) {
            throw new ServerConnectionException("the reader of an event stream is gone", gone);
        }
    }

    /** End the stream in good order. */
    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException gone) {
            throw new ServerConnectionException("the reader of an event stream is gone", gone);
        } catch (UncheckedIOException gone) {
            throw new ServerConnectionException("the reader of an event stream is gone", gone);
        }
    }
}
