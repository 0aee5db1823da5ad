package io.joute.engine.tokenizer;

import java.util.Arrays;

/**
 * The merges of a vocabulary by pair of ids. Pairs are sorted, those of a left id side by side: unlike a hash table, no file
 * can make it slow.
 */
final class MergeTable implements PieceMerger.Merges {
    private final int[] starts;
    private final int[] rights;
    private final long[] merges;

    /**
     * Index the merges by their ids; of equal pairs the first counts.
     *
     * @param idLimit ids of {@code lefts} and {@code rights} are below
     * @param merges what the pairs become, packed by {@link PieceMerger.Merges#pack}
     */
    MergeTable(int idLimit, int[] lefts, int[] rights, long[] merges) {
        // Two stable counting sorts; what is equal stays in the order given.
        int[] order = new int[lefts.length];
        Arrays.setAll(order, i -> i);
        order = sorted(order, rights, starts(rights, idLimit));
        this.starts = starts(lefts, idLimit);
        order = sorted(order, lefts, starts.clone());
        this.rights = Arrays.stream(order).map(i -> rights[i]).toArray();
        this.merges = Arrays.stream(order).mapToLong(i -> merges[i]).toArray();
    }

    @Override
    public long of(int left, int right) {
        if (left >= starts.length - 1) {
            return NONE;
        }
        int low = starts[left];
        int end = starts[left + 1];
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rights[middle] < right) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < end && rights[low] == right ? merges[low] : NONE;
    }

    /** Where each key's entries start; one more for the end. */
    private static int[] starts(int[] keys, int keyCount) {
        var starts = new int[keyCount + 1];
        for (int key : keys) {
            starts[key + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        return starts;
    }

    private static int[] sorted(int[] order, int[] keys, int[] next) {
        var sorted = new int[order.length];
        for (int i : order) {
            sorted[next[keys[i]]++] = i;
        }
        return sorted;
    }
}
