package io.joute.engine.tokenizer;

import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/**
 * Merges the pairs of one piece: always the pair of lowest rank, the leftmost of equals, until none is left. Symbols form a
 * linked list, candidates a heap; a candidate whose symbols have changed meanwhile is skipped when it comes out. A piece of n
 * bytes takes at most 3n lookups and O(n log n) steps. Reused from piece to piece; for one thread.
 */
final class PieceMerger {
    private static final int NONE = -1;

    private final IntBinaryOperator rankOf;
    private final IntUnaryOperator mergedBy;
    private final LongHeap candidates = new LongHeap();
    private int[] ids = new int[64];
    private int[] next = new int[64];
    private int[] previous = new int[64];
    /** The rank of the pair that starts here. */
    private int[] ranks = new int[64];

    private int length;

    /**
     * Make a merger.
     *
     * @param rankOf the rank of a pair of ids, or −1
     * @param mergedBy the id that a rank makes
     */
    PieceMerger(IntBinaryOperator rankOf, IntUnaryOperator mergedBy) {
        this.rankOf = rankOf;
        this.mergedBy = mergedBy;
    }

    /** Merge the first {@code count} of {@code symbols} and add the ids to {@code out}. */
    void merge(int[] symbols, int count, IntList out) {
        start(symbols, count);
        while (!candidates.isEmpty()) {
            long candidate = candidates.poll();
            int at = (int) candidate;
            int rank = (int) (candidate >>> Integer.SIZE);
            if (ranks[at] == rank) {
                mergeAt(at, rank);
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
            ranks = new int[count];
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
        ranks[at] = right < length ? rankOf.applyAsInt(ids[at], ids[right]) : NONE;
        if (ranks[at] != NONE) {
            candidates.add(((long) ranks[at] << Integer.SIZE) | at);
        }
    }

    private void mergeAt(int at, int rank) {
        int right = next[at];
        ids[at] = mergedBy.applyAsInt(rank);
        next[at] = next[right];
        ranks[right] = NONE;
        if (next[at] < length) {
            previous[next[at]] = at;
        }
        offer(at);
        if (previous[at] >= 0) {
            offer(previous[at]);
        }
    }
}
