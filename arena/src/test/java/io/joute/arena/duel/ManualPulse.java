package io.joute.arena.duel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Time that passes when a test says so. */
public final class ManualPulse implements Pulse {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Sleep> asleep = new ArrayList<>();
    private long nanos = 1_000;

    /** Begin with nobody asleep. */
    public ManualPulse() {}

    /** One sleeper; identity tells sleepers of the same hour apart. */
    private static final class Sleep {
        private final long until;

        Sleep(long until) {
            this.until = until;
        }
    }

    @Override
    public long nanos() {
        lock.lock();
        try {
            return nanos;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        lock.lockInterruptibly();
        Sleep sleep = new Sleep(nanos + time.toNanos());
        try {
            asleep.add(sleep);
            changed.signalAll();
            while (asleep.contains(sleep)) {
                changed.await();
            }
        } finally {
            asleep.remove(sleep);
            lock.unlock();
        }
    }

    /** Let time pass once someone sleeps, waking those whose time has come. */
    public void pass(Duration time) {
        lock.lock();
        try {
            awaitSleeper();
            nanos += time.toNanos();
            asleep.removeIf(sleep -> sleep.until <= nanos);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Wait until whoever was woken sleeps again. */
    public void settle() {
        lock.lock();
        try {
            awaitSleeper();
        } finally {
            lock.unlock();
        }
    }

    private void awaitSleeper() {
        try {
            long left = TimeUnit.SECONDS.toNanos(20);
            while (asleep.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (asleep.isEmpty()) {
            throw new AssertionError("nobody sleeps");
        }
    }
}
