package io.joute.engine;

import io.joute.engine.model.Probe;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Tokens that a session's caller waits to have read, and their logits. */
final class Reading extends Sequence {
    private final Probe probe;
    private final int vocabulary;
    private final float[] logits;
    private final CountDownLatch over = new CountDownLatch(1);
    private int rows;
    private volatile boolean wasCancelled;
    private volatile @Nullable Throwable failure;

    Reading(Session session, int[] ids, int firstLogits, Probe probe) {
        super(session, ids, firstLogits);
        this.probe = probe;
        this.vocabulary = session.vocabularySize();
        this.logits = new float[Math.multiplyExact(ids.length - firstLogits, vocabulary)];
    }

    @Override
    Probe probe() {
        return probe;
    }

    /** None: what is not promised is asked for step by step, and its caller hears when there is none. */
    @Override
    int positions() {
        return 0;
    }

    @Override
    boolean ready() {
        return true;
    }

    @Override
    void begin() {}

    @Override
    boolean accept(float[] all, int row, int count) {
        System.arraycopy(all, row * vocabulary, logits, rows * vocabulary, count * vocabulary);
        rows += count;
        return waiting() == 0;
    }

    @Override
    void end(boolean cancelled) {
        wasCancelled = cancelled;
        over.countDown();
    }

    @Override
    void fail(Throwable cause) {
        failure = cause;
        over.countDown();
    }

    /** Wait for the logits; an interruption cancels the reading, and waits for the scheduler to have let go. */
    float[] await(Scheduler scheduler) {
        boolean interrupted = false;
        while (over.getCount() > 0) {
            try {
                over.await();
            } catch (InterruptedException e) {
                interrupted = true;
                cancel();
                scheduler.wake();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return result();
    }

    private float[] result() {
        if (wasCancelled) {
            throw new CancellationException("interrupted between two steps of the model");
        }
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
        return logits;
    }
}
