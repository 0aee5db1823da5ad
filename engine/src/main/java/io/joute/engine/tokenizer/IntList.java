package io.joute.engine.tokenizer;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Ids being collected. */
final class IntList {
    private int[] values = new int[16];
    private int size;

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.multiplyExact(size, 2));
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    int get(int index) {
        return values[index];
    }

    void clear() {
        size = 0;
    }

    IntStream stream() {
        return Arrays.stream(values, 0, size);
    }

    int[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
