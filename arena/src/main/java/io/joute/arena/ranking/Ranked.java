package io.joute.arena.ranking;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All models on one scale.
 *
 * @param models from the highest rating down
 * @param covariance of their strengths, for differences and their intervals
 * @param basis what it was computed from, and how
 */
public record Ranked(List<RankedModel> models, Covariance covariance, Basis basis) implements Ranking {
    public Ranked {
        models = List.copyOf(models);
    }

    @Override
    public long comparisons() {
        return basis.comparisons();
    }

    /** The line of a model; empty for one without comparisons. */
    public Optional<RankedModel> model(String name) {
        return models.stream().filter(line -> line.model().equals(name)).findFirst();
    }

    /** Share that one is expected to win against another, a tie counting half. */
    public double expectedShare(String one, String other) {
        double eta =
                basis.tieParameter().isPresent() ? Math.log(basis.tieParameter().getAsDouble()) : 0;
        return Likelihood.of(basis.model()).share(line(one).beta() - line(other).beta(), eta);
    }

    /** Whether one is better than another beyond the interval of their difference. */
    public boolean surelyBetter(String one, String other) {
        double difference = line(one).beta() - line(other).beta();
        return difference > z() * covariance.standardErrorOfDifference(one, other);
    }

    /**
     * How many more votes each of two models needs for the interval of their difference to leave out 0, if the
     * difference is what it now seems and votes go on in the same mix: errors shrink with the root of the votes.
     *
     * @return 0 when they are told apart already; empty when they seem equal, so that no number would do
     */
    public OptionalLong votesToSeparate(String one, String other) {
        double difference = Math.abs(line(one).beta() - line(other).beta());
        double reach = z() * covariance.standardErrorOfDifference(one, other);
        if (reach < difference) {
            return OptionalLong.of(0);
        }
        double votes = (line(one).votes() + line(other).votes()) / 2.0;
        double more = votes * ((reach / difference) * (reach / difference) - 1);
        return more < 1e9 ? OptionalLong.of(Math.max(1, (long) Math.ceil(more))) : OptionalLong.empty();
    }

    private double z() {
        return NormalQuantile.twoSided(basis.confidence());
    }

    private RankedModel line(String name) {
        return model(name).orElseThrow(() -> new IllegalArgumentException("model '" + name + "' is not on this board"));
    }
}
