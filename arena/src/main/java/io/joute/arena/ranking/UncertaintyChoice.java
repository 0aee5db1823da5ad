package io.joute.arena.ranking;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which uncertainty a board shows: the one asked for, or the next that exists.
 *
 * <p>Robust covariances vanish where the votes leave no residual; a variance below a billionth of Fisher's counts as
 * vanished.
 */
final class UncertaintyChoice {
    private static final int ENOUGH_VOTERS = 20;
    private static final double VANISHED = 1e-9;
    private static final double TOLERATED_DROPS = 0.01;

    private final int voters;
    private final Strengths fit;
    private final RankingOptions options;
    private final Covariances spread;
    private final Supplier<Optional<Bootstrap>> resampling;

    /** {@code resampling} gives nothing where the fit has no bootstrap. */
    UncertaintyChoice(
            int voters,
            Strengths fit,
            RankingOptions options,
            Covariances spread,
            Supplier<Optional<Bootstrap>> resampling) {
        this.voters = voters;
        this.fit = fit;
        this.options = options;
        this.spread = spread;
        this.resampling = resampling;
    }

    Uncertainty choose() {
        return switch (options.intervals()) {
            case AUTOMATIC -> automatic();
            case FISHER -> fisher();
            case SANDWICH -> sandwich();
            case CLUSTER -> cluster();
            case BOOTSTRAP ->
                resampling
                        .get()
                        .map(this::bootstrap)
                        .orElseGet(() -> automatic().with(Note.NO_BOOTSTRAP));
        };
    }

    private Uncertainty automatic() {
        return voters >= ENOUGH_VOTERS ? cluster() : sandwich().with(Note.FEW_VOTERS);
    }

    private Uncertainty fisher() {
        return of(Intervals.FISHER, spread.fisher());
    }

    private Uncertainty sandwich() {
        Matrix covariance = spread.hc0();
        return hasVanished(covariance) ? fisher().with(Note.NO_RESIDUALS) : of(Intervals.SANDWICH, covariance);
    }

    private Uncertainty cluster() {
        if (voters < 2) {
            return sandwich().with(Note.ONE_VOTER);
        }
        Matrix covariance = spread.cr1();
        if (hasVanished(covariance)) {
            return sandwich().with(Note.NO_RESIDUALS);
        }
        Uncertainty found = of(Intervals.CLUSTER, covariance);
        return voters < ENOUGH_VOTERS ? found.with(Note.FEW_VOTERS) : found;
    }

    private Uncertainty bootstrap(Bootstrap resampled) {
        if (resampled.dropped() > TOLERATED_DROPS * options.resamples()) {
            return automatic().with(Note.RESAMPLES_FAILED);
        }
        Matrix covariance = resampled.covariance();
        if (hasVanished(covariance)) {
            return fisher().with(Note.NO_RESIDUALS);
        }
        List<Note> notes = resampled.dropped() > 0 ? List.of(Note.RESAMPLES_DROPPED) : List.of();
        return new Uncertainty(
                fit, Intervals.BOOTSTRAP, covariance, options.confidence(), Optional.of(resampled), notes);
    }

    private Uncertainty of(Intervals intervals, Matrix covariance) {
        return new Uncertainty(fit, intervals, covariance, options.confidence(), Optional.empty(), List.of());
    }

    private boolean hasVanished(Matrix covariance) {
        for (int i = 0; i < fit.counts().size(); i++) {
            if (!(covariance.at(i, i) > VANISHED * spread.fisher().at(i, i))) {
                return true;
            }
        }
        return false;
    }
}
