package io.joute.arena.duel;

import java.time.Duration;
import java.util.Optional;

/** Follows the last turn of a duel. For one thread; any number of streams may follow the same turn. */
public final class BlindStream implements AutoCloseable {
    private final Feed feed;
    private long last;
    private boolean closed;

    BlindStream(Feed feed, long after) {
        this.feed = feed;
        this.last = after;
    }

    /**
     * The next event, waiting for it at most {@code timeout}.
     *
     * @return empty when none came in time, or when the stream has {@link #ended()}
     */
    public Optional<BlindEvent> next(Duration timeout) throws InterruptedException {
        if (closed) {
            return Optional.empty();
        }
        Optional<BlindEvent> event = feed.after(last, timeout);
        event.ifPresent(next -> last = next.id());
        return event;
    }

    /** Whether no event comes any more: the turn is over and all of it was given, or the stream is closed. */
    public boolean ended() {
        return closed || feed.endsAt(last);
    }

    @Override
    public void close() {
        closed = true;
    }
}
