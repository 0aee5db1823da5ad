package io.joute.engine.tokenizer;

import java.util.Arrays;

/** A binary heap of longs, the smallest first. */
final class LongHeap {
    private long[] values = new long[16];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.multiplyExact(size, 2));
        }
        int hole = size++;
        while (hole > 0 && values[(hole - 1) >>> 1] > value) {
            values[hole] = values[(hole - 1) >>> 1];
            hole = (hole - 1) >>> 1;
        }
        values[hole] = value;
    }

    /** Remove the smallest; there must be one. */
    long poll() {
        long smallest = values[0];
        long moved = values[--size];
        int hole = 0;
        while (true) {
            int child = smallerChild(hole);
            if (child < 0 || values[child] >= moved) {
                break;
            }
            values[hole] = values[child];
            hole = child;
        }
        values[hole] = moved;
        return smallest;
    }

    private int smallerChild(int parent) {
        int left = 2 * parent + 1;
        if (left >= size || left < 0) {
            return -1;
        }
        return left + 1 < size && values[left + 1] < values[left] ? left + 1 : left;
    }
}
