package io.joute.arena.ranking;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** One run of {@link Ranking#fit}: existence, fit, intervals, ranks. */
final class RankingFit {
    private final Tally tally;
    private final RankingOptions options;
    private final Counts counts;
    private final List<Note> notes = new ArrayList<>();

    RankingFit(Tally tally, RankingOptions options) {
        this.tally = tally;
        this.options = options;
        this.counts = tally.counts();
    }

    Ranking run() {
        List<List<Integer>> parts = Connectivity.parts(Connectivity.edges(counts));
        if (parts.isEmpty()) {
            return none(NoCommonScale.Reason.NO_VOTES, List.of());
        }
        if (parts.size() > 1) {
            return none(
                    NoCommonScale.Reason.NOT_CONNECTED,
                    parts.stream().map(this::island).toList());
        }
        RankingModel model = options.model();
        if (model != RankingModel.BRADLEY_TERRY && counts.totalTies() == 0) {
            notes.add(Note.NO_TIES);
            model = RankingModel.BRADLEY_TERRY;
        }
        Optional<Fit> fit = Fit.of(counts, Likelihood.of(model));
        return fit.isPresent() ? ranked(model, fit.get()) : none(unbounded(model), List.of(whole()));
    }

    private static NoCommonScale.Reason unbounded(RankingModel model) {
        return model == RankingModel.BRADLEY_TERRY
                ? NoCommonScale.Reason.TOO_LOPSIDED
                : NoCommonScale.Reason.TIES_UNBOUNDED;
    }

    private NoCommonScale.Component whole() {
        return new NoCommonScale.Component(counts.models(), Optional.empty());
    }

    private NoCommonScale none(NoCommonScale.Reason reason, List<NoCommonScale.Component> components) {
        return new NoCommonScale(
                reason,
                components,
                MissingVotes.of(counts),
                Shrunk.ridge(counts, Shrunk.DEFAULT_PULL),
                tally.comparisons(),
                tally.voters(),
                tally.selfComparisons());
    }

    private NoCommonScale.Component island(List<Integer> part) {
        List<String> models = part.stream().map(counts.models()::get).toList();
        Set<String> members = new HashSet<>(models);
        Ranking own = new RankingFit(tally.among(members), options).run();
        return switch (own) {
            case Ranked ranked -> new NoCommonScale.Component(models, Optional.of(ranked));
            case NoCommonScale none -> new NoCommonScale.Component(models, Optional.empty());
        };
    }

    private Ranked ranked(RankingModel model, Fit fit) {
        Uncertainty uncertainty = new UncertaintyChoice(
                        tally.voters(),
                        fit,
                        options,
                        new Spread(fit, tally),
                        () -> Optional.of(Bootstrap.of(fit, options.resamples(), options.seed())))
                .choose();
        Ranked ranked = uncertainty.ranked(model, tally, options, fit.logLikelihood());
        Basis basis = ranked.basis().with(notes, tieParameter(fit));
        return new Ranked(ranked.models(), ranked.covariance(), basis);
    }

    private static OptionalDouble tieParameter(Fit fit) {
        return fit.likelihood().hasTieParameter() ? OptionalDouble.of(Math.exp(fit.eta())) : OptionalDouble.empty();
    }
}
