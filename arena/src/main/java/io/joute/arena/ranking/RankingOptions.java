package io.joute.arena.ranking;

import java.util.Objects;

/**
 * How to rank.
 *
 * @param model how a vote comes about
 * @param intervals how uncertainty is computed
 * @param confidence of the intervals, 0.5 to below 1
 * @param resamples of the bootstrap
 * @param seed of the bootstrap
 * @param establishedVotes below this number of votes a model is preliminary
 * @param establishedHalfWidth above this half-width of its interval a model is preliminary, in rating points
 */
public record RankingOptions(
        RankingModel model,
        Intervals intervals,
        double confidence,
        int resamples,
        long seed,
        long establishedVotes,
        double establishedHalfWidth) {
    /** Bradley–Terry, automatic intervals of 95 %; preliminary below 100 votes or above ± 100 points. */
    public static final RankingOptions DEFAULT =
            new RankingOptions(RankingModel.BRADLEY_TERRY, Intervals.AUTOMATIC, 0.95, 1000, 1, 100, 100);

    public RankingOptions {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(intervals, "intervals");
        require(confidence >= 0.5 && confidence < 1, "confidence", confidence, "0.5 to below 1");
        require(resamples >= 20 && resamples <= 1_000_000, "resamples", resamples, "20 to 1,000,000");
        require(establishedVotes >= 0, "establishedVotes", establishedVotes, "0 or more");
        require(establishedHalfWidth > 0, "establishedHalfWidth", establishedHalfWidth, "above 0");
    }

    /** Copy with another model and another kind of intervals. */
    public RankingOptions with(RankingModel otherModel, Intervals otherIntervals) {
        return new RankingOptions(
                otherModel, otherIntervals, confidence, resamples, seed, establishedVotes, establishedHalfWidth);
    }

    /** Copy with another confidence. */
    public RankingOptions withConfidence(double other) {
        return new RankingOptions(model, intervals, other, resamples, seed, establishedVotes, establishedHalfWidth);
    }

    /** Copy with another bootstrap. */
    public RankingOptions withBootstrap(int otherResamples, long otherSeed) {
        return new RankingOptions(
                model, intervals, confidence, otherResamples, otherSeed, establishedVotes, establishedHalfWidth);
    }

    private static void require(boolean holds, String field, Object found, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(field + " is " + found + ", expected " + expected);
        }
    }
}
