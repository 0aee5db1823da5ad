package io.joute.engine.sampling;

import java.util.Arrays;
import java.util.BitSet;
import java.util.PriorityQueue;

/**
 * The tokens still in play, with weights proportional to their probabilities. Sorted by falling weight as soon as a step
 * needs it; equal weights keep the order of their ids.
 */
final class Candidates {
    private int[] ids = new int[0];
    private double[] weights = new double[0];
    private int size;
    private boolean sorted;

    /** All tokens, weighted {@code exp((logit − max) / temperature)}, in place of those before. */
    void weigh(float[] logits, int from, int count, double temperature) {
        double max = logits[from + Sampler.largest(logits, from, count)];
        makeRoom(count);
        for (int id = 0; id < count; id++) {
            ids[id] = id;
            weights[id] = Math.exp((logits[from + id] - max) / temperature);
        }
        size = count;
        sorted = false;
    }

    /** The same of the tokens {@code allowed} only. */
    void weigh(float[] logits, int from, BitSet allowed, double temperature) {
        double max = logits[from + Sampler.largest(logits, from, allowed)];
        makeRoom(allowed.cardinality());
        size = 0;
        for (int id = allowed.nextSetBit(0); id >= 0; id = allowed.nextSetBit(id + 1)) {
            ids[size] = id;
            weights[size] = Math.exp((logits[from + id] - max) / temperature);
            size++;
        }
        sorted = false;
    }

    private void makeRoom(int count) {
        if (ids.length < count) {
            ids = new int[count];
            weights = new double[count];
        }
    }

    /** Keep the {@code count} heaviest. */
    void keepHeaviest(int count) {
        if (count < size) {
            // Most tokens are far below: sorting all of a large vocabulary would take longer than choosing.
            keepAbove(rankedWeight(count));
            sort();
            size = count;
        }
    }

    /** Keep the heaviest until their share of the total reaches {@code share}. */
    void keepShare(double share) {
        double total = total();
        // What is lighter than an equal part of the share to be dropped cannot be needed, so it need not be sorted.
        keepAbove((1 - share) * total / size / 2);
        sort();
        double sum = 0;
        int kept = 0;
        while (kept < size && sum < share * total) {
            sum += weights[kept];
            kept++;
        }
        size = Math.max(1, kept);
    }

    /** Keep those at least {@code share} times as heavy as the heaviest. */
    void keepRelative(double share) {
        keepAbove(share * heaviest());
    }

    private void keepAbove(double least) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (weights[i] >= least) {
                ids[kept] = ids[i];
                weights[kept] = weights[i];
                kept++;
            }
        }
        size = kept;
    }

    /** The token at {@code point}, 0 to below 1, of the total weight. */
    int at(double point) {
        double rest = point * total();
        for (int i = 0; i < size - 1; i++) {
            rest -= weights[i];
            if (rest < 0) {
                return ids[i];
            }
        }
        return ids[size - 1];
    }

    int size() {
        return size;
    }

    private double total() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += weights[i];
        }
        return sum;
    }

    private double heaviest() {
        double most = 0;
        for (int i = 0; i < size; i++) {
            most = Math.max(most, weights[i]);
        }
        return most;
    }

    /** A weight is not negative, so its bits order as it does; inverted, they sort heaviest first, then by id. */
    private void sort() {
        if (sorted) {
            return;
        }
        long[] keys = new long[size];
        Arrays.setAll(keys, i -> (long) ~Float.floatToRawIntBits((float) weights[i]) << Integer.SIZE | i);
        Arrays.sort(keys);
        int[] oldIds = Arrays.copyOf(ids, size);
        double[] oldWeights = Arrays.copyOf(weights, size);
        for (int i = 0; i < size; i++) {
            ids[i] = oldIds[(int) keys[i]];
            weights[i] = oldWeights[(int) keys[i]];
        }
        sorted = true;
    }

    /** The weight of which {@code count} are at least as heavy: the root of a heap of the heaviest so far. */
    private double rankedWeight(int count) {
        var heaviest = new PriorityQueue<Double>(count);
        for (int i = 0; i < size; i++) {
            if (heaviest.size() < count) {
                heaviest.add(weights[i]);
            } else if (weights[i] > heaviest.element()) {
                heaviest.remove();
                heaviest.add(weights[i]);
            }
        }
        return heaviest.element();
    }
}
