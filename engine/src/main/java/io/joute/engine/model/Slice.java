package io.joute.engine.model;

/** Consecutive tokens of one conversation, its part of a pass. */
public final class Slice {
    final int[] ids;
    final KvCache cache;
    final int position;

    /**
     * Of {@code ids}, which take the positions from {@code position} on; the cache holds all before them and has room for
     * them.
     *
     * @throws IllegalArgumentException when there is no token, or no room
     */
    public Slice(int[] ids, KvCache cache, int position) {
        if (ids.length < 1 || position < 0 || cache.positions() < (long) position + ids.length) {
            throw new IllegalArgumentException(
                    ids.length + " tokens at position " + position + ", the cache has room for " + cache.positions());
        }
        this.ids = ids;
        this.cache = cache;
        this.position = position;
    }

    int count() {
        return ids.length;
    }
}
