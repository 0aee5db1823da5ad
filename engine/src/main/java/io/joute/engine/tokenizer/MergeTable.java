package io.joute.engine.tokenizer;

import java.util.Arrays;

/**
 * The merges of a vocabulary by pair of ids. Pairs are sorted, those of a left id side by side: unlike a hash table, no file
 * can make it slow.
 */
final class MergeTable {
    private final int[] starts;
    private final int[] rights;
    private final int[] ranks;
    private final int[] merged;

    /**
     * Index the merges by their three ids each.
     *
     * @param vocabularySize ids are below
     */
    MergeTable(int vocabularySize, int[] lefts, int[] rights, int[] merged) {
        this.merged = merged.clone();
        // Two stable counting sorts; what is equal stays in the order of ranks.
        int[] order = new int[lefts.length];
        Arrays.setAll(order, i -> i);
        order = sorted(order, rights, starts(rights, vocabularySize));
        this.starts = starts(lefts, vocabularySize);
        this.ranks = sorted(order, lefts, starts.clone());
        this.rights = Arrays.stream(ranks).map(rank -> rights[rank]).toArray();
    }

    /** How early the pair is merged, 0 first; −1 when it is not. */
    int rank(int left, int right) {
        int low = starts[left];
        int high = starts[left + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rights[middle] < right) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < starts[left + 1] && rights[low] == right ? ranks[low] : -1;
    }

    /** The id that the merge of this rank makes. */
    int merged(int rank) {
        return merged[rank];
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
