package io.joute.arena.ranking;

/**
 * Whether a model with a tie parameter has a finite maximum on connected votes.
 *
 * <p>It has not when strengths and the tie threshold can grow together without ever making a vote less likely: when
 * some ranking puts every winner at least one step above the loser and no tie more than one step apart. Those are
 * difference constraints, which hold unless a round trip through the votes has more wins than ties.
 */
final class TieBound {
    private TieBound() {}

    /** Votes must be connected and hold a tie. */
    static boolean isFinite(Counts counts) {
        int size = counts.size();
        int[] height = new int[size];
        for (int round = 0; round < size; round++) {
            if (!relax(counts, height)) {
                return false;
            }
        }
        return relax(counts, height);
    }

    /** Whether some model still had to be put lower. */
    private static boolean relax(Counts counts, int[] height) {
        boolean moved = false;
        for (int i = 0; i < counts.size(); i++) {
            for (int j = 0; j < counts.size(); j++) {
                if (counts.beatOrTied(i, j)) {
                    int step = counts.wins(i, j) > 0 ? 1 : -1;
                    int least = height[i] + step;
                    if (height[j] < least) {
                        height[j] = least;
                        moved = true;
                    }
                }
            }
        }
        return moved;
    }
}
