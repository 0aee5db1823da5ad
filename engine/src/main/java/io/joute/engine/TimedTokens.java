package io.joute.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;

/** Notes when each token of an answer comes. Written by the scheduler's threads, read once {@link #join} has returned. */
final class TimedTokens implements TokenSink {
    private final LongSupplier nanoClock;
    private final long[] nanos;
    private final CompletableFuture<TimedTokens> whole = new CompletableFuture<>();
    private int count;

    /** Of an answer of {@code tokens} tokens, 1 or more. */
    TimedTokens(int tokens, LongSupplier nanoClock) {
        this.nanos = new long[tokens];
        this.nanoClock = nanoClock;
    }

    @Override
    public boolean accept(int id, int room) {
        nanos[count++] = nanoClock.getAsLong();
        return count < nanos.length;
    }

    @Override
    public boolean hasRoom() {
        return true;
    }

    @Override
    public void end() {
        whole.complete(this);
    }

    @Override
    public void fail(Throwable failure, Session session) {
        whole.completeExceptionally(failure);
    }

    /** Wait for the last token. */
    void join() {
        try {
            whole.join();
        } catch (CompletionException e) {
            throw Guard.failure(e.getCause() == null ? e : e.getCause()).failure();
        }
    }

    /** When the first token came. */
    long first() {
        return nanos[0];
    }

    /** When the last token came. */
    long last() {
        return nanos[count - 1];
    }

    /** Tokens that came after {@code from}, and not after {@code to}. */
    int between(long from, long to) {
        int found = 0;
        for (int i = 0; i < count; i++) {
            // Differences: such a clock may pass its largest number.
            found += nanos[i] - from > 0 && nanos[i] - to <= 0 ? 1 : 0;
        }
        return found;
    }
}
