package io.joute.server.http;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends blocking reads and writes that last too long, by interrupting their thread.
 *
 * <p>A virtual thread interrupted while it reads from or writes to a socket gets an exception and the socket is closed:
 * the only way found to end a body that drips, or a reader that stopped reading. Safe for any number of threads.
 */
public final class Deadlines implements AutoCloseable {
    private final ScheduledThreadPoolExecutor clock;

    /** Start the one thread that watches. */
    public Deadlines() {
        clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("joute-deadlines").factory());
        clock.setRemoveOnCancelPolicy(true);
    }

    /** Interrupt the calling thread after {@code limit}, unless the guard is closed before. */
    Guard guard(Duration limit) {
        return guard(limit, () -> {});
    }

    /** The same, telling {@code expired} when it came to that. */
    Guard guard(Duration limit, Runnable expired) {
        Guard guard = new Guard(Thread.currentThread(), expired);
        guard.watch = clock.schedule(guard::expire, limit.toMillis(), TimeUnit.MILLISECONDS);
        return guard;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    /** One guarded stretch of work; close it when the work is over. */
    static final class Guard implements AutoCloseable {
        private final Thread guarded;
        private final Runnable told;
        private Future<?> watch = java.util.concurrent.CompletableFuture.completedFuture(null);
        private boolean over;
        private boolean expired;

        private Guard(Thread guarded, Runnable told) {
            this.guarded = guarded;
            this.told = told;
        }

        private synchronized void expire() {
            if (!over) {
                expired = true;
                guarded.interrupt();
                told.run();
            }
        }

        /** End the guard; an interrupt of its own making does not outlive it. */
        @Override
        public synchronized void close() {
            over = true;
            watch.cancel(false);
            if (expired) {
                Thread.interrupted();
            }
        }
    }
}
