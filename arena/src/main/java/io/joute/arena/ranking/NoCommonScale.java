package io.joute.arena.ranking;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * No finite ratings exist that rank all models together.
 *
 * @param reason why
 * @param components models that can be ranked among themselves; who beat or tied comes before who was beaten
 * @param missing the fewest votes that would make a common scale, when they can be named
 * @param provisional ratings that exist all the same, pulled together as {@link Shrunk#ridge} does with
 *     {@link Shrunk#DEFAULT_PULL}: without intervals, and never to be shown unmarked
 * @param comparisons counted so far
 * @param voters who made them
 * @param selfComparisons of a model with itself, dropped
 */
public record NoCommonScale(
        Reason reason,
        List<Component> components,
        List<MissingVote> missing,
        Map<String, Double> provisional,
        long comparisons,
        int voters,
        long selfComparisons)
        implements Ranking {
    /** Why there is no common scale. */
    public enum Reason {
        NO_VOTES("there are no votes between two models yet"),
        NOT_CONNECTED(
                "some models were never beaten or tied by others, so that no finite rating is high or low enough"),
        TIES_UNBOUNDED("the ties can be explained without bound, so that this model of ties has no finite ratings"),
        TOO_LOPSIDED("some models are tied to the others by so few votes among so many that no rating can be computed");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        /** In English. */
        public String sentence() {
            return sentence;
        }
    }

    /**
     * Models that beat or tied one another all around.
     *
     * @param models by name
     * @param ranked their own scale; empty for a single model, or where ties have no bound
     */
    public record Component(List<String> models, Optional<Ranked> ranked) {
        public Component {
            models = List.copyOf(models);
        }
    }

    public NoCommonScale {
        components = List.copyOf(components);
        missing = List.copyOf(missing);
        provisional = Map.copyOf(provisional);
    }
}
