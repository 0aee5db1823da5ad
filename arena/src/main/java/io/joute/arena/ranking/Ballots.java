package io.joute.arena.ranking;

import java.util.Arrays;

/**
 * Comparisons in the order they came, eight bytes each: the number of the voter, and one {@code int} of two model
 * numbers of 15 bits and the verdict of 2.
 */
final class Ballots {
    static final int MAX_MODELS = 1 << 15;

    /** What an array can hold. */
    private static final int MAX_VOTES = Integer.MAX_VALUE - 8;

    private int[] voters = new int[16];
    private int[] codes = new int[16];
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
        return Verdict.at(verdictIndex(code));
    }

    static int verdictIndex(int code) {
        return code & 3;
    }

    int size() {
        return size;
    }

    int voter(int index) {
        return voters[index];
    }

    int code(int index) {
        return codes[index];
    }

    void add(int voter, int code) {
        if (size == codes.length) {
            grow();
        }
        voters[size] = voter;
        codes[size++] = code;
    }

    /** Take the last comparison like this one out; false when there is none. */
    boolean remove(int voter, int code) {
        for (int i = size - 1; i >= 0; i--) {
            if (codes[i] == code && voters[i] == voter) {
                System.arraycopy(codes, i + 1, codes, i, size - i - 1);
                System.arraycopy(voters, i + 1, voters, i, size - i - 1);
                size--;
                return true;
            }
        }
        return false;
    }

    /** The same comparisons with each voter's side by side, for voters numbered below {@code voterCount}. */
    ByVoter byVoter(int voterCount) {
        int[] ends = new int[voterCount + 1];
        for (int i = 0; i < size; i++) {
            ends[voters[i] + 1]++;
        }
        for (int voter = 0; voter < voterCount; voter++) {
            ends[voter + 1] += ends[voter];
        }
        int[] next = ends.clone();
        int[] sorted = new int[size];
        for (int i = 0; i < size; i++) {
            sorted[next[voters[i]]++] = codes[i];
        }
        return new ByVoter(ends, sorted);
    }

    private void grow() {
        if (size == MAX_VOTES) {
            throw new IllegalStateException("one comparison more than the " + MAX_VOTES + " that a tally can hold");
        }
        int length = size > MAX_VOTES / 2 ? MAX_VOTES : size * 2;
        voters = Arrays.copyOf(voters, length);
        codes = Arrays.copyOf(codes, length);
    }

    /** Comparisons grouped by voter; a voter may have none. */
    static final class ByVoter {
        private static final int PARTS = 16;
        /** Below this, threads cost more than they save. */
        private static final int WORTH_PARTS_VOTES = 200_000;

        private final int[] starts;
        private final int[] codes;

        private ByVoter(int[] starts, int[] codes) {
            this.starts = starts;
            this.codes = codes;
        }

        int voters() {
            return starts.length - 1;
        }

        /** How many voters have comparisons. */
        int active() {
            int active = 0;
            for (int voter = 0; voter < voters(); voter++) {
                active += end(voter) > start(voter) ? 1 : 0;
            }
            return active;
        }

        int start(int voter) {
            return starts[voter];
        }

        int end(int voter) {
            return starts[voter + 1];
        }

        int code(int index) {
            return codes[index];
        }

        /**
         * Where parts of about as many votes each begin, and after them the number of voters: a fixed number of parts,
         * whatever the processors, so that what is summed part by part is the same on every machine.
         */
        int[] parts() {
            int all = voters() == 0 ? 0 : end(voters() - 1);
            int parts = all < WORTH_PARTS_VOTES ? 1 : PARTS;
            int[] begins = new int[parts + 1];
            for (int part = 1; part < parts; part++) {
                begins[part] = voterOf((int) ((long) all * part / parts));
            }
            begins[parts] = voters();
            return begins;
        }

        /** The first voter whose votes begin at {@code index} or after. */
        private int voterOf(int index) {
            int found = Arrays.binarySearch(starts, index);
            int voter = found >= 0 ? found : -found - 1;
            while (voter > 0 && starts[voter - 1] == index) {
                voter--;
            }
            return Math.min(voter, voters());
        }
    }
}
