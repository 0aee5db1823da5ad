package io.joute.arena.ranking;

/** How a vote is thought to come about. The ratings of one are on another scale than those of the next. */
public enum RankingModel {
    /** A tie is half a win for each. */
    BRADLEY_TERRY("bt"),
    /** Ties by a share ν of the geometric mean of both strengths. */
    DAVIDSON("davidson"),
    /** Ties below a threshold θ of difference. */
    RAO_KUPPER("rao-kupper");

    private final String key;

    RankingModel(String key) {
        this.key = key;
    }

    /** Its name in commands and exports. */
    public String key() {
        return key;
    }
}
