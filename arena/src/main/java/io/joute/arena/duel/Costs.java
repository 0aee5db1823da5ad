package io.joute.arena.duel;

import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Measurement;
import io.joute.base.chat.Usage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** Sums what answers took: only figures of one kind, method and version are added up. */
final class Costs {
    private Costs() {}

    static Reveal.Cost of(List<DuelEvent.Answered> answers) {
        Usage usage = answers.stream().map(DuelEvent.Answered::usage).reduce(Usage.NONE, Costs::plus);
        List<Estimate> estimates =
                answers.stream().flatMap(answer -> answer.energy().stream()).toList();
        List<Measurement> measured =
                answers.stream().flatMap(answer -> answer.measured().stream()).toList();
        return new Reveal.Cost(
                usage,
                sums(estimates, e -> new Kind(e.unit(), e.method(), e.version()), Costs::plus),
                sums(measured, m -> new Kind(m.unit(), m.meter(), m.scope()), Costs::plus));
    }

    private record Kind(String unit, String method, String detail) {}

    private static <T> List<T> sums(List<T> figures, Function<T, Kind> kind, BinaryOperator<T> plus) {
        Map<Kind, T> sums = new LinkedHashMap<>();
        figures.forEach(figure -> sums.merge(kind.apply(figure), figure, plus));
        return List.copyOf(sums.values());
    }

    private static Usage plus(Usage one, Usage other) {
        return new Usage(
                Math.addExact(one.promptTokens(), other.promptTokens()),
                Math.addExact(one.outputTokens(), other.outputTokens()),
                Math.addExact(one.prefillNanos(), other.prefillNanos()),
                Math.addExact(one.decodeNanos(), other.decodeNanos()),
                Math.addExact(one.reasoningTokens(), other.reasoningTokens()),
                Math.addExact(one.cachedTokens(), other.cachedTokens()));
    }

    private static Estimate plus(Estimate one, Estimate other) {
        return new Estimate(
                one.low() + other.low(),
                one.mid() + other.mid(),
                one.high() + other.high(),
                one.unit(),
                one.method(),
                one.version());
    }

    private static Measurement plus(Measurement one, Measurement other) {
        return new Measurement(
                one.low() + other.low(),
                one.value() + other.value(),
                one.high() + other.high(),
                one.unit(),
                one.meter(),
                one.scope(),
                Math.addExact(one.windowNanos(), other.windowNanos()));
    }
}
