package io.joute.engine;

import java.nio.IntBuffer;
import java.util.Arrays;

/** The tokens of a session, in order. */
final class TokenList {
    private int[] ids = new int[64];
    private int size;

    int size() {
        return size;
    }

    int get(int index) {
        return ids[index];
    }

    void add(int id) {
        grow(1);
        ids[size] = id;
        size++;
    }

    void add(int[] more) {
        grow(more.length);
        System.arraycopy(more, 0, ids, size, more.length);
        size += more.length;
    }

    private void grow(int more) {
        if (ids.length - size < more) {
            ids = Arrays.copyOf(ids, Math.max(Math.addExact(size, more), ids.length + ids.length / 2));
        }
    }

    /** Tokens {@code from} to {@code to − 1}, from index 0 on. */
    IntBuffer copy(int from, int to) {
        return IntBuffer.wrap(Arrays.copyOfRange(ids, from, to));
    }

    /** How many tokens at the start are those of {@code other}. */
    int commonPrefix(TokenList other) {
        int common = Arrays.mismatch(ids, 0, size, other.ids, 0, other.size);
        return common < 0 ? size : common;
    }

    void truncate(int newSize) {
        size = newSize;
    }

    /** How many tokens at the start are those of {@code other}. */
    int commonPrefix(int[] other) {
        int common = Arrays.mismatch(ids, 0, size, other, 0, other.length);
        return common < 0 ? size : common;
    }
}
