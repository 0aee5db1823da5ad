package io.joute.arena.ranking;

/**
 * What votes say of models: all on one scale, or why there is none.
 *
 * <p>{@link #fit} asks first whether a finite maximum of the likelihood exists, so that no huge number is ever shown
 * for a model that nobody has beaten yet.
 */
public sealed interface Ranking permits Ranked, NoCommonScale {
    /** Comparisons counted, those of a model with itself left out. */
    long comparisons();

    /** Rank the models of a tally; in milliseconds, the bootstrap aside. */
    static Ranking fit(Tally tally, RankingOptions options) {
        return new RankingFit(tally, options).run();
    }
}
