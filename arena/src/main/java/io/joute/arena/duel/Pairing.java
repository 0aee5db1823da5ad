package io.joute.arena.duel;

import io.joute.arena.catalog.ModelCard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;

/**
 * Draws two models fairly.
 *
 * <p>With probability 0.2 a pair is drawn uniformly over the pairs that the mode admits; otherwise with a weight {@code
 * w·w'}, where {@code w = 1/(n+10)^0.4} for a model with {@code n} comparisons so far, at most 5 times the smallest
 * weight of the pool: newcomers gain, nobody is lost. Sides are an independent coin.
 */
public final class Pairing {
    private static final double UNIFORM_SHARE = 0.2;
    private static final double OFFSET = 10;
    private static final double EXPONENT = 0.4;
    private static final double LARGEST_RATIO = 5;

    private final ToIntFunction<String> comparisons;

    /** Draw by how many comparisons each model, given by its id, took part in. */
    public Pairing(ToIntFunction<String> comparisons) {
        this.comparisons = comparisons;
    }

    /**
     * A pair with its sides.
     *
     * @param left side A
     * @param right side B
     * @param pool ids of the cards that are in some pair
     * @param propensity probability of this unordered pair
     */
    public record Draw(ModelCard left, ModelCard right, List<String> pool, double propensity) {
        public Draw {
            pool = List.copyOf(pool);
        }
    }

    /** An unordered pair and the probability of drawing it. */
    public record Odds(ModelCard one, ModelCard other, double propensity) {}

    /** Whether {@code mode} can be played with the enabled cards of {@code cards}. */
    public static ModeState state(List<ModelCard> cards, Mode mode) {
        List<ModelCard> enabled = ModelCard.enabled(cards);
        if (enabled.size() < 2) {
            return new ModeState.Disabled(ModeState.Why.FEWER_THAN_TWO_MODELS);
        }
        return pairs(enabled, mode, List.of()).isEmpty() ? new ModeState.Disabled(mode.why()) : new ModeState.Enabled();
    }

    /** Every pair that {@code mode} admits among the enabled cards, with propensities that sum to 1; perhaps none. */
    public List<Odds> odds(List<ModelCard> cards, Mode mode) {
        return odds(cards, mode, List.of());
    }

    /** The same of the pairs in which every model of {@code picks}, card ids, takes part. */
    public List<Odds> odds(List<ModelCard> cards, Mode mode, List<String> picks) {
        List<Pair> pairs = pairs(ModelCard.enabled(cards), mode, picks);
        double least = pairs.stream()
                .flatMap(pair -> pair.cards().stream())
                .mapToDouble(this::weight)
                .min()
                .orElse(1);
        double[] weights = pairs.stream()
                .mapToDouble(pair -> clipped(pair.one(), least) * clipped(pair.other(), least))
                .toArray();
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        List<Odds> odds = new ArrayList<>(pairs.size());
        for (int i = 0; i < weights.length; i++) {
            double propensity = UNIFORM_SHARE / weights.length + (1 - UNIFORM_SHARE) * weights[i] / sum;
            odds.add(new Odds(pairs.get(i).one(), pairs.get(i).other(), Math.min(1, propensity)));
        }
        return odds;
    }

    /** Draw a pair among the enabled cards; empty when {@code mode} admits none. */
    public Optional<Draw> draw(List<ModelCard> cards, Mode mode, RandomGenerator random) {
        return draw(cards, mode, List.of(), random);
    }

    /** Draw a pair in which every model of {@code picks} takes part. */
    public Optional<Draw> draw(List<ModelCard> cards, Mode mode, List<String> picks, RandomGenerator random) {
        List<Odds> odds = odds(cards, mode, picks);
        if (odds.isEmpty()) {
            return Optional.empty();
        }
        Odds drawn = pick(odds, random.nextDouble());
        boolean heads = random.nextBoolean();
        return Optional.of(new Draw(
                heads ? drawn.one() : drawn.other(),
                heads ? drawn.other() : drawn.one(),
                pool(odds),
                drawn.propensity()));
    }

    private static Odds pick(List<Odds> odds, double uniform) {
        double upTo = 0;
        for (Odds pair : odds) {
            upTo += pair.propensity();
            if (uniform < upTo) {
                return pair;
            }
        }
        return odds.getLast();
    }

    private static List<String> pool(List<Odds> odds) {
        Set<String> ids = new LinkedHashSet<>();
        odds.forEach(pair -> {
            ids.add(pair.one().id());
            ids.add(pair.other().id());
        });
        return ids.stream().sorted().toList();
    }

    private record Pair(ModelCard one, ModelCard other) {
        List<ModelCard> cards() {
            return List.of(one, other);
        }

        boolean has(List<String> ids) {
            return Set.of(one.id(), other.id()).containsAll(ids);
        }
    }

    private static List<Pair> pairs(List<ModelCard> enabled, Mode mode, List<String> picks) {
        List<ModelCard> sorted =
                enabled.stream().sorted(Comparator.comparing(ModelCard::id)).toList();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            for (int j = i + 1; j < sorted.size(); j++) {
                if (mode.admits(sorted.get(i), sorted.get(j))) {
                    pairs.add(new Pair(sorted.get(i), sorted.get(j)));
                }
            }
        }
        return pairs.stream().filter(pair -> pair.has(picks)).toList();
    }

    private double weight(ModelCard card) {
        return Math.pow(comparisons.applyAsInt(card.id()) + OFFSET, -EXPONENT);
    }

    private double clipped(ModelCard card, double least) {
        return Math.min(weight(card), LARGEST_RATIO * least);
    }
}
