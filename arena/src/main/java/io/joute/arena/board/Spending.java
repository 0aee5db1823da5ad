package io.joute.arena.board;

import io.joute.arena.catalog.ModelCard;
import io.joute.arena.duel.DuelEvent;
import io.joute.arena.energy.EnergyMethod;
import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Estimates;
import io.joute.arena.energy.Measurement;
import io.joute.base.chat.FinishReason;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the answers of one model cost, by one method and by each meter. Answers that were stopped are left out. */
final class Spending {
    private final EnergyMethod method;
    private final Medians estimated = new Medians();
    private final Map<String, Metered> metered = new LinkedHashMap<>();

    Spending(EnergyMethod method) {
        this.method = method;
    }

    void add(DuelEvent.Answered answer) {
        if (answer.finishReason() == FinishReason.CANCELLED) {
            return;
        }
        answer.energy().stream()
                .filter(this::isOfMethod)
                .forEach(estimate -> estimated.add(estimate.low(), estimate.mid(), estimate.high()));
        answer.measured()
                .ifPresent(measurement -> metered.computeIfAbsent(measurement.meter(), meter -> new Metered())
                        .add(measurement, answer.usage().outputTokens()));
    }

    RowEnergy row(Optional<ModelCard> card) {
        Optional<Metered> most = metered.values().stream().max(Comparator.comparingInt(Metered::count));
        return new RowEnergy(
                card.map(known -> Estimates.of(method, known, 1000).energy()),
                perAnswer(),
                most.flatMap(Metered::perAnswer),
                most.flatMap(Metered::perThousandTokens));
    }

    private boolean isOfMethod(Estimate estimate) {
        return estimate.method().equals(method.name()) && estimate.version().equals(method.version());
    }

    private Optional<Estimate> perAnswer() {
        return estimated.count() == 0
                ? Optional.empty()
                : Optional.of(new Estimate(
                        estimated.low(), estimated.mid(), estimated.high(), "Wh", method.name(), method.version()));
    }

    /** The readings of one meter. */
    private static final class Metered {
        private final Medians medians = new Medians();
        private Optional<Measurement> last = Optional.empty();
        private double low;
        private double value;
        private double high;
        private long tokens;
        private long windowNanos;

        int count() {
            return medians.count();
        }

        void add(Measurement measurement, int outputTokens) {
            medians.add(measurement.low(), measurement.value(), measurement.high());
            last = Optional.of(measurement);
            low += measurement.low();
            value += measurement.value();
            high += measurement.high();
            tokens += outputTokens;
            windowNanos += measurement.windowNanos();
        }

        Optional<Measurement> perAnswer() {
            return last.map(recent -> signed(recent, medians.low(), medians.mid(), medians.high()));
        }

        /** All that was spent over all that was written: short answers, mostly prompt, do not tip it. */
        Optional<Measurement> perThousandTokens() {
            double thousands = tokens / 1000.0;
            return last.filter(recent -> tokens > 0)
                    .map(recent -> signed(recent, low / thousands, value / thousands, high / thousands));
        }

        private Measurement signed(Measurement recent, double lowWh, double wh, double highWh) {
            return new Measurement(lowWh, wh, highWh, "Wh", recent.meter(), recent.scope(), windowNanos);
        }
    }
}
