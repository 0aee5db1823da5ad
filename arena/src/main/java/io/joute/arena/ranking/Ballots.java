package io.joute.arena.ranking;

import java.util.Arrays;

/** The comparisons of one voter, one {@code int} each: two model numbers of 15 bits and the verdict of 2. */
final class Ballots {
    static final int MAX_MODELS = 1 << 15;

    private int[] codes = new int[4];
    private int size;

    static int code(int first, int second, Verdict verdict) {
        return first << 17 | second << 2 | verdict.index();
    }

    static int first(int code) {
        return code >>> 17;
    }

    static int second(int code) {
        return code >>> 2 & (MAX_MODELS - 1);
    }

    static Verdict verdict(int code) {
        return Verdict.at(code & 3);
    }

    int size() {
        return size;
    }

    int code(int index) {
        return codes[index];
    }

    void add(int code) {
        if (size == codes.length) {
            codes = Arrays.copyOf(codes, Math.multiplyExact(size, 2));
        }
        codes[size++] = code;
    }

    /** Take one comparison out; false when there is none like it. */
    boolean remove(int code) {
        for (int i = size - 1; i >= 0; i--) {
            if (codes[i] == code) {
                System.arraycopy(codes, i + 1, codes, i, size - i - 1);
                size--;
                return true;
            }
        }
        return false;
    }
}
