package io.joute.server.http;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends connections whose headers do not come: the server library's idle check covers the first line of a request only.
 */
public final class HeaderDeadline implements Http1ConnectionListener {
    private final Deadlines deadlines;
    private final Duration limit;
    private final Map<Thread, Deadlines.Guard> reading = new ConcurrentHashMap<>();

    /** Give headers {@code limit} to come, watched by {@code deadlines}. */
    public HeaderDeadline(Deadlines deadlines, Duration limit) {
        this.deadlines = deadlines;
        this.limit = limit;
    }

    @Override
    public void prologue(ConnectionContext connection, HttpPrologue prologue) {
        Thread thread = Thread.currentThread();
        reading.put(thread, deadlines.guard(limit, () -> reading.remove(thread)));
    }

    @Override
    public void headers(ConnectionContext connection, Headers headers) {
        Deadlines.Guard guard = reading.remove(Thread.currentThread());
        if (guard != null) {
            guard.close();
        }
    }
}
