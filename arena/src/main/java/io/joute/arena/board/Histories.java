package io.joute.arena.board;

import io.joute.arena.ranking.NoCommonScale;
import io.joute.arena.ranking.Ranked;
import io.joute.arena.ranking.Ranking;
import io.joute.arena.ranking.RankingOptions;
import io.joute.arena.ranking.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ranks the models anew at some moments of the past, as many votes apart. */
final class Histories {
    private static final int MOMENTS = 12;

    private Histories() {}

    /** By model, its ratings, oldest first; moments without a common scale are left out. */
    static Map<String, List<RatingPoint>> of(List<CountedVote> votes, RankingOptions options) {
        List<CountedVote> ordered =
                votes.stream().sorted(Comparator.comparing(CountedVote::at)).toList();
        Map<String, List<RatingPoint>> histories = new HashMap<>();
        Tally tally = new Tally();
        int taken = 0;
        for (int moment = 1; moment <= MOMENTS; moment++) {
            int until = Math.toIntExact((long) ordered.size() * moment / MOMENTS);
            if (until > taken) {
                ordered.subList(taken, until).forEach(vote -> tally.add(vote.comparison()));
                taken = until;
                point(Ranking.fit(tally, options), ordered.get(until - 1).at(), histories);
            }
        }
        return histories;
    }

    private static void point(Ranking ranking, Instant at, Map<String, List<RatingPoint>> histories) {
        switch (ranking) {
            case NoCommonScale none -> {}
            case Ranked ranked ->
                ranked.models()
                        .forEach(line -> histories
                                .computeIfAbsent(line.model(), model -> new ArrayList<>())
                                .add(new RatingPoint(
                                        at, ranked.comparisons(), line.rating(), line.low(), line.high())));
        }
    }
}
