package io.joute.arena.ranking;

import java.util.ArrayList;
import java.util.List;

/**
 * Groups of models that cannot be told from their leader.
 *
 * <p>Walk down from the best: the lower end of the first of a tier is its anchor, and a model joins while its upper end
 * reaches the anchor. The eighth tier takes all that are left.
 */
public final class Tiers {
    private static final int MOST = 8;

    private Tiers() {}

    /** The tier of each interval, given from the highest rating down: low ends and high ends in rating points. */
    public static List<Integer> of(List<Double> lows, List<Double> highs) {
        List<Integer> tiers = new ArrayList<>();
        double anchor = Double.POSITIVE_INFINITY;
        int tier = 0;
        for (int i = 0; i < lows.size(); i++) {
            if (tier < MOST && highs.get(i) < anchor) {
                tier++;
                anchor = lows.get(i);
            }
            tiers.add(tier);
        }
        return tiers;
    }
}
