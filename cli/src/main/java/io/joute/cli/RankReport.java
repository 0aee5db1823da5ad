package io.joute.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.joute.arena.ranking.Basis;
import io.joute.arena.ranking.MissingVote;
import io.joute.arena.ranking.NoCommonScale;
import io.joute.arena.ranking.Note;
import io.joute.arena.ranking.Ranked;
import io.joute.arena.ranking.RankedModel;
import io.joute.arena.ranking.Ranking;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** A ranking in the words of {@code joute rank --json}. */
sealed interface RankReport {
    /** Whether finite ratings of all models exist. */
    boolean finite();

    /**
     * A model's line.
     *
     * @param model its name
     * @param beta strength on the natural scale; all sum to 0
     * @param rating 1000 + 400/ln 10 · beta
     * @param se standard error of {@code beta}
     * @param low lower end of the rating's interval
     * @param high upper end
     * @param votes comparisons it took part in
     * @param rank the best it may have, by the interval of each difference
     * @param worstRank the worst it may have
     * @param overlapRank 1 + models whose whole interval lies above this one's
     * @param tier by the fixed-anchor rule
     * @param shareWon of its comparisons, a tie counting half
     * @param preliminary whether there are too few votes to make much of it
     */
    record Line(
            String model,
            double beta,
            double rating,
            double se,
            double low,
            double high,
            long votes,
            int rank,
            int worstRank,
            int overlapRank,
            int tier,
            double shareWon,
            boolean preliminary) {
        static Line of(RankedModel model) {
            return new Line(
                    model.model(),
                    model.beta(),
                    model.rating(),
                    model.standardError(),
                    model.low(),
                    model.high(),
                    model.votes(),
                    model.bestRank(),
                    model.worstRank(),
                    model.overlapRank(),
                    model.tier(),
                    model.shareWon(),
                    model.preliminary());
        }
    }

    /** All models on one scale. */
    record Finite(
            boolean finite,
            String model,
            String intervals,
            double confidence,
            long votes,
            int voters,
            long droppedSelfPairs,
            double logLikelihood,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalDouble tieParameter,
            List<String> notes,
            List<Line> models,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Map<String, Double>> otherMethods)
            implements RankReport {
        static Finite of(Ranked ranked, Map<String, Map<String, Double>> otherMethods) {
            Basis basis = ranked.basis();
            return new Finite(
                    true,
                    basis.model().key(),
                    basis.intervals().key(),
                    basis.confidence(),
                    basis.comparisons(),
                    basis.voters(),
                    basis.selfComparisons(),
                    basis.logLikelihood(),
                    basis.tieParameter(),
                    basis.notes().stream().map(Note::sentence).toList(),
                    ranked.models().stream().map(Line::of).toList(),
                    otherMethods);
        }
    }

    /**
     * No finite ratings.
     *
     * @param components models that can be ranked among themselves, who was never beaten first
     * @param scales the ranking inside each component that has one
     * @param missing the fewest votes that would make one scale, when they can be named
     * @param provisional ratings pulled together by a ridge of 1; they have no intervals
     */
    record Apart(
            boolean finite,
            String reason,
            long votes,
            int voters,
            long droppedSelfPairs,
            List<List<String>> components,
            List<Finite> scales,
            List<MissingVote> missing,
            Map<String, Double> provisional,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Map<String, Double>> otherMethods)
            implements RankReport {
        static Apart of(NoCommonScale apart, Map<String, Map<String, Double>> otherMethods) {
            return new Apart(
                    false,
                    apart.reason().sentence(),
                    apart.comparisons(),
                    apart.voters(),
                    apart.selfComparisons(),
                    apart.components().stream()
                            .map(NoCommonScale.Component::models)
                            .toList(),
                    apart.components().stream()
                            .flatMap(component -> component.ranked().stream())
                            .map(ranked -> Finite.of(ranked, Map.of()))
                            .toList(),
                    apart.missing(),
                    new TreeMap<>(apart.provisional()),
                    otherMethods);
        }
    }

    /** The report of a ranking, and ratings by model of other methods, if any. */
    static RankReport of(Ranking ranking, Map<String, Map<String, Double>> otherMethods) {
        return switch (ranking) {
            case Ranked ranked -> Finite.of(ranked, otherMethods);
            case NoCommonScale apart -> Apart.of(apart, otherMethods);
        };
    }
}
