package io.joute.arena.ranking;

/**
 * A line of a leaderboard.
 *
 * @param model its name
 * @param beta strength on the natural scale; all of a board sum to 0
 * @param rating 1000 + 400/ln 10 · beta
 * @param standardError of {@code beta}
 * @param low lower end of the rating's interval
 * @param high upper end of the rating's interval
 * @param votes comparisons it took part in
 * @param shareWon of them, a tie counting half, 0 to 1
 * @param position 1 for the highest rating, and so on, without regard to intervals
 * @param bestRank 1 + models surely better, by the interval of each difference
 * @param worstRank the number of models less those surely worse
 * @param overlapRank 1 + models whose whole interval lies above this one's
 * @param tier 1 to 8, over the whole board: see {@link Tiers}
 * @param preliminary whether too few votes, too few voters behind an interval by voter, or too wide an interval forbid
 *     to make much of it
 */
public record RankedModel(
        String model,
        double beta,
        double rating,
        double standardError,
        double low,
        double high,
        long votes,
        double shareWon,
        int position,
        int bestRank,
        int worstRank,
        int overlapRank,
        int tier,
        boolean preliminary) {
    /** Half the width of the rating's interval, in points. */
    public double halfWidth() {
        return (high - low) / 2;
    }
}
