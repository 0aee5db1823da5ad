package io.joute.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** A sink that collects tokens, and does things at chosen ones. */
final class CollectedTokens implements TokenSink {
    private final int limit;
    private final List<Integer> ids = new ArrayList<>();
    private final Map<Integer, Runnable> at = new HashMap<>();
    private final AtomicBoolean full = new AtomicBoolean();
    private final CompletableFuture<List<Integer>> whole = new CompletableFuture<>();

    /** That wants {@code limit} tokens. */
    CollectedTokens(int limit) {
        this.limit = limit;
    }

    /** Do {@code what} when token number {@code count} has come; on the scheduler's thread. */
    CollectedTokens at(int count, Runnable what) {
        at.put(count, what);
        return this;
    }

    /** Take no token for now, or take them again. */
    void full(boolean now) {
        full.set(now);
    }

    /** The tokens so far; for the scheduler's thread. */
    int count() {
        return ids.size();
    }

    /** Token number {@code index}, from 0 on; for the scheduler's thread. */
    int at(int index) {
        return ids.get(index);
    }

    /** The tokens, once there are no more; throws what made the model fail. */
    List<Integer> join() {
        return whole.join();
    }

    CompletableFuture<List<Integer>> whole() {
        return whole;
    }

    @Override
    public boolean accept(int id, int room) {
        ids.add(id);
        at.getOrDefault(ids.size(), () -> {}).run();
        return ids.size() < limit && room > 0;
    }

    @Override
    public boolean hasRoom() {
        return !full.get();
    }

    @Override
    public void end() {
        whole.complete(List.copyOf(ids));
    }

    @Override
    public void fail(Throwable failure, Session session) {
        whole.completeExceptionally(failure);
    }
}
