package io.joute.arena.ranking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The lines of a leaderboard: ratings, their intervals, ranks and tiers. */
final class Lines {
    private final Strengths fit;
    private final Counts counts;
    private final Uncertainty uncertainty;
    private final RankingOptions options;
    private final boolean[] hasFewVoters;
    private final double z;
    private final double[] lows;
    private final double[] highs;

    /** {@code hasFewVoters} tells of each model whether its interval rests on too few. */
    Lines(Uncertainty uncertainty, RankingOptions options, boolean[] hasFewVoters) {
        this.fit = uncertainty.fit();
        this.counts = fit.counts();
        this.uncertainty = uncertainty;
        this.options = options;
        this.hasFewVoters = hasFewVoters;
        this.z = uncertainty.z();
        this.lows =
                models().mapToDouble(i -> Scale.rating(uncertainty.end(i, -1))).toArray();
        this.highs =
                models().mapToDouble(i -> Scale.rating(uncertainty.end(i, 1))).toArray();
    }

    /** From the highest rating down. */
    List<RankedModel> all() {
        List<Integer> order = models().boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -fit.beta(i)))
                .toList();
        List<Integer> tiers = Tiers.of(
                order.stream().map(i -> lows[i]).toList(),
                order.stream().map(i -> highs[i]).toList());
        List<RankedModel> lines = new ArrayList<>();
        for (int place = 0; place < order.size(); place++) {
            lines.add(line(order.get(place), place + 1, tiers.get(place)));
        }
        return lines;
    }

    private RankedModel line(int model, int position, int tier) {
        long votes = counts.votes(model);
        double halfWidth = (highs[model] - lows[model]) / 2;
        return new RankedModel(
                counts.models().get(model),
                fit.beta(model),
                Scale.rating(fit.beta(model)),
                uncertainty.standardError(model),
                lows[model],
                highs[model],
                votes,
                counts.shareWon(model),
                position,
                1 + count(other -> surelyAbove(other, model)),
                counts.size() - count(other -> surelyAbove(model, other)),
                1 + count(other -> lows[other] > highs[model]),
                tier,
                votes < options.establishedVotes()
                        || halfWidth > options.establishedHalfWidth()
                        || hasFewVoters[model]);
    }

    /** Whether some interval rests on too few voters. */
    boolean anyHasFewVoters() {
        return models().anyMatch(model -> hasFewVoters[model]);
    }

    /** Whether the interval of the difference of two strengths lies above 0. */
    private boolean surelyAbove(int one, int other) {
        return one != other && fit.beta(one) - fit.beta(other) > z * uncertainty.standardErrorOfDifference(one, other);
    }

    private int count(IntPredicate wanted) {
        return (int) models().filter(wanted).count();
    }

    private IntStream models() {
        return IntStream.range(0, counts.size());
    }
}
