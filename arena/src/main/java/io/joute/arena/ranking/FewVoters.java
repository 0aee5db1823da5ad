package io.joute.arena.ranking;

import java.util.Arrays;

/** Counts the voters of each model, voter by voter, until it is clear which models have enough. */
final class FewVoters {
    private final int enough;
    private final int[] voters;
    private final int[] lastVoter;
    /** Models that have votes enough to have voters enough, and whose voters counted so far are not. */
    private int open;

    FewVoters(int enough, Counts counts) {
        this.enough = enough;
        this.voters = new int[counts.size()];
        this.lastVoter = new int[counts.size()];
        Arrays.fill(lastVoter, -1);
        for (int model = 0; model < counts.size(); model++) {
            open += counts.votes(model) >= enough ? 1 : 0;
        }
    }

    /** Whether another vote may still change what is found. */
    boolean isOpen() {
        return open > 0;
    }

    /** A voter compared a model; all votes of a voter come one after the other. */
    void mark(int model, int voter) {
        if (lastVoter[model] != voter) {
            lastVoter[model] = voter;
            voters[model]++;
            open -= voters[model] == enough ? 1 : 0;
        }
    }

    /** For each model, whether its voters are fewer than enough. */
    boolean[] found() {
        boolean[] few = new boolean[voters.length];
        for (int model = 0; model < few.length; model++) {
            few[model] = voters[model] < enough;
        }
        return few;
    }
}
