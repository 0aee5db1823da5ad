package io.joute.connect.limit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * Stops asking a server that fails: opens at five failures within 30 s, and lets nobody through for 30 s; then a probe
 * decides, and after it the first answer. A server that is broken opens it at once. Safe for any number of threads.
 */
public final class Breaker {
    private static final int FAILURES = 5;
    private static final long WINDOW_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long REST_NANOS = Duration.ofSeconds(30).toNanos();

    private final LongSupplier nanos;
    private final Deque<Long> failures = new ArrayDeque<>();
    private boolean open;
    private boolean onTrial;
    private long restsUntil;
    private boolean asked;
    private long askedUntil;

    /** What a breaker lets through. */
    public enum State {
        /** Everything. */
        CLOSED,
        /** Nothing, for a while. */
        OPEN,
        /** Nothing but a probe. */
        PROBE
    }

    /** Close at first; {@code nanos} is a clock that never goes back. */
    public Breaker(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** What it lets through now. */
    public synchronized State state() {
        long now = nanos.getAsLong();
        if (asked && now - askedUntil < 0) {
            return State.OPEN;
        }
        if (!open) {
            return State.CLOSED;
        }
        return now - restsUntil < 0 ? State.OPEN : State.PROBE;
    }

    /** The server answered a call. */
    public synchronized void succeeded() {
        failures.clear();
        open = false;
        onTrial = false;
    }

    /** The server failed a call. */
    public synchronized void failed() {
        long now = nanos.getAsLong();
        failures.addLast(now);
        while (now - failures.getFirst() > WINDOW_NANOS) {
            failures.removeFirst();
        }
        if (onTrial || failures.size() >= FAILURES) {
            open(now);
        }
    }

    /** The server cannot do what is asked, and will not before somebody mends it. */
    public synchronized void broke() {
        open(nanos.getAsLong());
    }

    /** The server asks to be left alone so long; after that it may be asked as before. */
    public synchronized void rest(Duration duration) {
        asked = true;
        askedUntil = nanos.getAsLong() + duration.toNanos();
    }

    /** A probe was answered: calls go through again, and the first of them to fail opens again. */
    public synchronized void probed(boolean answered) {
        if (answered) {
            open = false;
            onTrial = true;
            failures.clear();
        } else {
            open(nanos.getAsLong());
        }
    }

    private void open(long now) {
        open = true;
        onTrial = false;
        restsUntil = now + REST_NANOS;
        failures.clear();
    }
}
