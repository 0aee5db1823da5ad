package io.joute.engine.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A fixed set of platform threads that share the rows of an operation with the thread that asks for it.
 *
 * <p>Why not an executor: a model calls a hundred operations of 10 to 500 µs for each token. Here handing one over costs
 * a volatile write, and workers that have just finished one spin for some microseconds before they park.
 *
 * <p>Each worker begins with chunks of its own, one after the other, since rows that follow each other are on their way from
 * memory already; whoever is done takes from the ends of the others' shares, so a worker that the system has put aside delays
 * nobody. Who computes a chunk never changes its result. Callers take turns in the order in which they came: {@link #inTurn} holds the turn over several
 * operations, and models that share a pool advance step by step. Interrupting a caller changes nothing here (its flag
 * stays set); a failure in any thread, an {@link Error} included, is thrown at the caller once all threads have let go.
 */
public final class WorkerPool implements AutoCloseable {
    /** One chunk of an operation. */
    @FunctionalInterface
    public interface Job {
        /** Compute {@code chunk}; {@code worker} is below {@link #threads()} and used by one thread at a time. */
        void run(int worker, int chunk);
    }

    private static final int SPINS = 4096;

    /** Numbers that fill a cache line and its neighbour, so that workers do not share one. */
    private static final int LINE = 16;

    private final ReentrantLock turn = new ReentrantLock(true);
    private final Worker[] workers;
    private volatile @Nullable Batch current;
    private volatile boolean closed;

    /** Start {@code threads − 1} workers; the caller of an operation is the last one. */
    public WorkerPool(int threads) {
        if (threads < 1 || threads > 1024) {
            throw new IllegalArgumentException("threads is " + threads + ", expected 1 to 1024");
        }
        workers = new Worker[threads - 1];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Worker(i + 1);
            workers[i].start();
        }
    }

    /** Threads that compute, the caller's included. */
    public int threads() {
        return workers.length + 1;
    }

    /** Run {@code step} while no other caller runs anything; callers are served in the order of their arrival. */
    public <T extends @Nullable Object> T inTurn(Supplier<T> step) {
        turn.lock();
        try {
            return step.get();
        } finally {
            turn.unlock();
        }
    }

    /** Run chunks 0 to {@code chunks − 1} on all threads and wait for the last. */
    public void run(int chunks, Job job) {
        turn.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the worker pool is closed");
            }
            if (workers.length == 0 || chunks == 1) {
                runAlone(chunks, job);
            } else {
                runTogether(new Batch(job, chunks, threads(), Thread.currentThread()));
            }
        } finally {
            turn.unlock();
        }
    }

    private static void runAlone(int chunks, Job job) {
        for (int chunk = 0; chunk < chunks; chunk++) {
            job.run(0, chunk);
        }
    }

    private void runTogether(Batch batch) {
        current = batch;
        for (Worker worker : workers) {
            worker.wake();
        }
        batch.work(0);
        batch.awaitAll();
        current = null;
        batch.rethrow();
    }

    /** End the workers once the running operation is over; later operations throw {@link IllegalStateException}. */
    @Override
    public void close() {
        turn.lock();
        try {
            closed = true;
        } finally {
            turn.unlock();
        }
        for (Worker worker : workers) {
            LockSupport.unpark(worker);
        }
    }

    /** One operation: immutable but for its counters, so that a late worker can only find it finished. */
    private static final class Batch {
        private final Job job;
        private final int chunks;
        private final Thread caller;
        private final AtomicLongArray shares;
        private final AtomicInteger done = new AtomicInteger();
        private final AtomicReference<@Nullable RuntimeException> exception = new AtomicReference<>();
        private final AtomicReference<@Nullable Error> error = new AtomicReference<>();
        private volatile boolean callerWaits;

        Batch(Job job, int chunks, int workers, Thread caller) {
            this.job = job;
            this.chunks = chunks;
            this.caller = caller;
            this.shares = new AtomicLongArray(workers * LINE);
            for (int worker = 0; worker < workers; worker++) {
                int from = (int) ((long) chunks * worker / workers);
                int to = (int) ((long) chunks * (worker + 1) / workers);
                shares.setPlain(worker * LINE, share(from, to));
            }
        }

        private static long share(int from, int to) {
            return (long) to << 32 | from;
        }

        /** The next chunk of this worker's share, or else the last of another's; −1 when there is none. */
        private int claim(int worker) {
            int workers = shares.length() / LINE;
            int chunk = take(worker * LINE, true);
            for (int other = 1; chunk < 0 && other < workers; other++) {
                chunk = take((worker + other) % workers * LINE, false);
            }
            return chunk;
        }

        private int take(int at, boolean first) {
            while (true) {
                long share = shares.get(at);
                int from = (int) share;
                int to = (int) (share >> 32);
                if (from >= to) {
                    return -1;
                }
                if (shares.compareAndSet(at, share, first ? share(from + 1, to) : share(from, to - 1))) {
                    return first ? from : to - 1;
                }
            }
        }

        void work(int worker) {
            for (int chunk = claim(worker); chunk >= 0; chunk = claim(worker)) {
                try {
                    job.run(worker, chunk);
                } catch (RuntimeException e) {
                    exception.compareAndSet(null, e);
                } catch (Error e) {
                    error.compareAndSet(null, e);
                }
                finishChunk();
            }
        }

        private void finishChunk() {
            if (done.incrementAndGet() == chunks && callerWaits) {
                LockSupport.unpark(caller);
            }
        }

        void awaitAll() {
            for (int spin = 0; done.get() < chunks; spin++) {
                if (spin < SPINS) {
                    Thread.onSpinWait();
                } else {
                    callerWaits = true;
                    if (done.get() < chunks) {
                        LockSupport.park(this);
                    }
                }
            }
        }

        void rethrow() {
            Error fatal = error.get();
            if (fatal != null) {
                throw fatal;
            }
            RuntimeException failure = exception.get();
            if (failure != null) {
                throw failure;
            }
        }
    }

    private final class Worker extends Thread {
        private final int number;
        private volatile boolean parked;

        Worker(int number) {
            super("joute-kernel-" + number);
            this.number = number;
            setDaemon(true);
        }

        void wake() {
            if (parked) {
                LockSupport.unpark(this);
            }
        }

        @Override
        public void run() {
            Batch last = null;
            int spin = 0;
            while (!closed) {
                Batch batch = current;
                if (batch != null && batch != last) {
                    last = batch;
                    batch.work(number);
                    spin = 0;
                } else if (spin < SPINS) {
                    spin++;
                    Thread.onSpinWait();
                } else {
                    park(last);
                }
            }
        }

        private void park(@Nullable Batch last) {
            parked = true;
            Batch batch = current;
            if (!closed && (batch == null || batch == last)) {
                LockSupport.park(WorkerPool.this);
            }
            parked = false;
        }
    }
}
