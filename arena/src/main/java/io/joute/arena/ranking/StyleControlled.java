package io.joute.arena.ranking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How models would stand if all answered at the same length and with the same Markdown.
 *
 * @param ranked the models, on the scale of Bradley and Terry
 * @param effects what each trait that differs at all is worth
 */
public record StyleControlled(Ranked ranked, List<Effect> effects) {
    public StyleControlled {
        effects = List.copyOf(effects);
    }

    /**
     * What a trait is worth to an answer.
     *
     * @param trait the trait
     * @param points rating points for a usual difference: one root mean square of (a − b) / (a + b + 1)
     * @param low lower end of the interval
     * @param high upper end of the interval
     */
    public record Effect(Trait trait, double points, double low, double high) {}

    /**
     * Rank with style controlled for; models of ties do not apply, nor does the bootstrap.
     *
     * @return empty without a common scale, and when style and strength cannot be told apart in these votes
     */
    public static Optional<StyleControlled> fit(StyledTally votes, RankingOptions options) {
        Counts counts = votes.tally().counts();
        return Existence.isFinite(counts, Likelihood.of(RankingModel.BRADLEY_TERRY))
                ? StyleFit.of(votes).map(fit -> of(fit, votes.tally(), options))
                : Optional.empty();
    }

    private static StyleControlled of(StyleFit fit, Tally tally, RankingOptions options) {
        Uncertainty uncertainty = new UncertaintyChoice(
                        tally.voters(), fit, options, new StyleSpread(fit, tally.voters()), Optional::empty)
                .choose();
        Ranked ranked = uncertainty.ranked(RankingModel.BRADLEY_TERRY, tally, options, fit.logLikelihood());
        return new StyleControlled(ranked, effects(fit, uncertainty));
    }

    private static List<Effect> effects(StyleFit fit, Uncertainty uncertainty) {
        List<Effect> effects = new ArrayList<>();
        for (int k = 0; k < fit.traits().size(); k++) {
            double points = Scale.POINTS * fit.gamma(k);
            double reach = Scale.POINTS
                    * uncertainty.z()
                    * uncertainty.standardError(fit.counts().size() + k);
            effects.add(new Effect(fit.traits().get(k), points, points - reach, points + reach));
        }
        return effects;
    }
}
