package io.joute.cli;

import io.joute.arena.ranking.Comparison;
import io.joute.arena.ranking.Elo;
import io.joute.arena.ranking.Shrunk;
import io.joute.arena.ranking.Tally;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What ways to rate that other leaderboards use make of the same votes. */
final class OtherMethods {
    private OtherMethods() {}

    /** Ratings by model, by method; votes in the order of time. */
    static Map<String, Map<String, Double>> of(List<Comparison> votes) {
        Map<String, Map<String, Double>> methods = new LinkedHashMap<>();
        for (int k : List.of(4, 32)) {
            Elo elo = new Elo(k);
            votes.forEach(elo::add);
            methods.put("elo-" + k, new TreeMap<>(elo.ratings()));
        }
        Tally tally = Tally.of(votes);
        for (double pull : List.of(0.01, 0.1, 1.0)) {
            methods.put("ridge-" + pull, Shrunk.ridge(tally, pull));
        }
        Shrunk.halfWins(tally).ifPresent(ratings -> methods.put("half-wins", ratings));
        return methods;
    }
}
