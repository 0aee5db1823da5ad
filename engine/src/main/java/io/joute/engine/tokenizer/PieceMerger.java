package io.joute.engine.tokenizer;

/**
 * Merges the pairs of one piece: always the pair of lowest rank, the leftmost of equals, until none is left. Symbols form a
 * linked list, candidates a heap; a candidate whose symbols have changed meanwhile is skipped when it comes out. A piece of n
 * symbols takes at most 3n lookups and O(n log n) steps. Reused from piece to piece; for one thread.
 */
final class PieceMerger {
    /** What pairs of ids become. */
    @FunctionalInterface
    interface Merges {
        long NONE = -1;

        /** The merge of a pair, packed, or {@link #NONE}. */
        long of(int left, int right);

        /** A rank, the lowest merged first, and the id that is made; neither negative. */
        static long pack(int rank, int made) {
            return ((long) rank << Integer.SIZE) | made;
        }
    }

    private final Merges merges;
    private final LongHeap candidates = new LongHeap();
    private int[] ids = new int[64];
    private int[] next = new int[64];
    private int[] previous = new int[64];
    /** The merge of the pair that starts here. */
    private long[] found = new long[64];

    private int length;

    PieceMerger(Merges merges) {
        this.merges = merges;
    }

    /** Merge the first {@code count} of {@code symbols} and add the ids to {@code out}. */
    void merge(int[] symbols, int count, IntList out) {
        start(symbols, count);
        while (!candidates.isEmpty()) {
            long candidate = candidates.poll();
            int at = (int) candidate;
            if (found[at] != Merges.NONE && found[at] >>> Integer.SIZE == candidate >>> Integer.SIZE) {
                mergeAt(at);
            }
        }
        for (int i = 0; i < length; i = next[i]) {
            out.add(ids[i]);
        }
    }

    private void start(int[] symbols, int count) {
        length = count;
        if (ids.length < count) {
            ids = new int[count];
            next = new int[count];
            previous = new int[count];
            found = new long[count];
        }
        for (int i = 0; i < count; i++) {
            ids[i] = symbols[i];
            next[i] = i + 1;
            previous[i] = i - 1;
        }
        for (int i = 0; i < count; i++) {
            offer(i);
        }
    }

    private void offer(int at) {
        int right = next[at];
        found[at] = right < length ? merges.of(ids[at], ids[right]) : Merges.NONE;
        if (found[at] != Merges.NONE) {
            candidates.add(Merges.pack((int) (found[at] >>> Integer.SIZE), at));
        }
    }

    private void mergeAt(int at) {
        int right = next[at];
        ids[at] = (int) found[at];
        next[at] = next[right];
        found[right] = Merges.NONE;
        if (next[at] < length) {
            previous[next[at]] = at;
        }
        offer(at);
        if (previous[at] >= 0) {
            offer(previous[at]);
        }
    }
}
