package io.joute.distill.train;

import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of threads that share the tasks of one operation; the caller is one of them.
 *
 * <p>Which thread runs a task is left to chance: tasks write to places of their own, so that results are always the same.
 */
public final class Workers {
    private static final int TASKS_PER_THREAD = 4;

    private final int threads;
    private final Executor executor;

    /** A part of a row of things. */
    @FunctionalInterface
    interface Range {
        void run(int from, int to);
    }

    /** Share work among the caller and {@code threads − 1} tasks given to {@code executor}. */
    public Workers(int threads, Executor executor) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ", expected 1 or more");
        }
        this.threads = threads;
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /** Work on the calling thread alone. */
    public static Workers single() {
        return new Workers(1, Runnable::run);
    }

    /** Run {@code body} for 0 to {@code tasks − 1} and wait for the last; rethrows what a task threw. */
    void run(int tasks, IntConsumer body) {
        int helpers = Math.min(threads, tasks) - 1;
        var shared = new Shared(tasks, body, new CountDownLatch(Math.max(helpers, 0)));
        for (int i = 0; i < helpers; i++) {
            executor.execute(shared::help);
        }
        shared.work();
        shared.await();
    }

    /** Cut 0 to {@code length} into parts that are multiples of {@code step} (but the last) and run them. */
    void ranges(int length, int step, Range body) {
        int steps = Math.ceilDiv(length, step);
        int part = Math.ceilDiv(steps, threads == 1 ? 1 : threads * TASKS_PER_THREAD) * step;
        run(Math.ceilDiv(length, part), i -> body.run(i * part, Math.min(length, (i + 1) * part)));
    }

    private static final class Shared {
        private final int tasks;
        private final IntConsumer body;
        private final CountDownLatch helpersLeft;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

        Shared(int tasks, IntConsumer body, CountDownLatch helpersLeft) {
            this.tasks = tasks;
            this.body = body;
            this.helpersLeft = helpersLeft;
        }

        void help() {
            work();
            helpersLeft.countDown();
        }

        void work() {
            try {
                for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                    body.accept(i);
                }
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
                next.set(tasks);
            }
        }

        void await() {
            boolean interrupted = false;
            while (true) {
                try {
                    helpersLeft.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            RuntimeException thrown = failure.get();
            if (thrown != null) {
                throw thrown;
            }
        }
    }
}
