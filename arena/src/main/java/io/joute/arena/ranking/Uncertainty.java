package io.joute.arena.ranking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How uncertain the strengths of a fit are.
 *
 * @param fit whose, the strengths of all models first
 * @param intervals computed how
 * @param covariance of the strengths
 * @param confidence of the intervals
 * @param bootstrap whose percentiles are the ends, if any
 * @param notes what must be said about it
 */
record Uncertainty(
        Strengths fit,
        Intervals intervals,
        Matrix covariance,
        double confidence,
        Optional<Bootstrap> bootstrap,
        List<Note> notes) {
    /** A model compared by fewer voters has an interval by voter that is too narrow; by one, hardly any at all. */
    private static final int ENOUGH_VOTERS = 10;

    Uncertainty {
        notes = List.copyOf(notes);
    }

    Uncertainty with(Note note) {
        List<Note> more = new ArrayList<>(notes);
        more.addFirst(note);
        return new Uncertainty(fit, intervals, covariance, confidence, bootstrap, more);
    }

    double standardError(int model) {
        return Math.sqrt(Math.max(0, covariance.at(model, model)));
    }

    /** Standard errors from the middle of an interval to its ends. */
    double z() {
        return NormalQuantile.twoSided(confidence);
    }

    /** A strength such that the interval of a model begins there, or ends there when {@code side} is 1 and not -1. */
    double end(int model, int side) {
        return bootstrap
                .map(resampled -> resampled.quantile(model, (1 + side * confidence) / 2))
                .orElseGet(() -> fit.beta(model) + side * z() * standardError(model));
    }

    /** The board of these strengths. */
    Ranked ranked(RankingModel model, Tally tally, RankingOptions options, double logLikelihood) {
        List<String> models = fit.counts().models();
        Lines lines = new Lines(this, options, ofFewVoters(tally));
        List<Note> said = new ArrayList<>(notes);
        if (lines.anyHasFewVoters()) {
            said.add(Note.FEW_VOTERS_OF_A_MODEL);
        }
        Basis basis = new Basis(
                model,
                intervals,
                confidence,
                tally.comparisons(),
                tally.voters(),
                tally.selfComparisons(),
                logLikelihood,
                OptionalDouble.empty(),
                said);
        return new Ranked(lines.all(), new Covariance(models, covariance), basis);
    }

    /** Models whose intervals, being by voter, rest on too few. */
    private boolean[] ofFewVoters(Tally tally) {
        return intervals == Intervals.CLUSTER
                ? tally.comparedByFewerThan(ENOUGH_VOTERS, fit.counts())
                : new boolean[fit.counts().size()];
    }

    double standardErrorOfDifference(int one, int other) {
        double variance = covariance.at(one, one) + covariance.at(other, other) - 2 * covariance.at(one, other);
        return Math.sqrt(Math.max(0, variance));
    }
}
