package io.joute.arena.duel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The events of one turn in order, for one writer and any number of readers. Safe for any number of threads. */
final class Feed {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<BlindEvent> events = new ArrayList<>();
    private final long base;
    private boolean over;

    /** Begin a feed whose first event has the id after {@code base}. */
    Feed(long base) {
        this.base = base;
    }

    /** Makes an event that has this id. */
    interface Numbered {
        BlindEvent withId(long id);
    }

    void publish(Numbered event) {
        lock.lock();
        try {
            events.add(event.withId(base + events.size() + 1));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** No event comes after this. */
    void end() {
        lock.lock();
        try {
            over = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The id of the last event; the one before the first when there is none. */
    long lastId() {
        lock.lock();
        try {
            return base + events.size();
        } finally {
            lock.unlock();
        }
    }

    /** Wait for the first event after {@code id}; empty when none came in time or none will. */
    Optional<BlindEvent> after(long id, Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = timeout.toNanos();
            while (index(id) >= events.size() && !over && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            int index = index(id);
            return index < events.size() ? Optional.of(events.get(index)) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing comes after {@code id} any more. */
    boolean endsAt(long id) {
        lock.lock();
        try {
            return over && index(id) >= events.size();
        } finally {
            lock.unlock();
        }
    }

    private int index(long id) {
        return Math.toIntExact(Math.clamp(id - base, 0, Integer.MAX_VALUE));
    }
}
