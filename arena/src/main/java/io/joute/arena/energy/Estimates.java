package io.joute.arena.energy;

import io.joute.arena.catalog.ModelCard;
import io.joute.base.chat.Usage;
import java.util.List;

/** Estimates of a model as its card describes it. */
public final class Estimates {
    private Estimates() {}

    /**
     * What an answer cost, by each method, oldest first.
     *
     * <p>The latency is left unknown: the methods mean that of a GPU server, not of this machine. A zone that a method
     * does not list is taken as the world's; {@link EnergyResult#zone()} says which was used.
     */
    public static List<EnergyResult> of(ModelCard card, Usage usage) {
        return EnergyMethod.all().stream()
                .map(method -> of(method, card, usage.outputTokens()))
                .toList();
    }

    /** What {@code outputTokens} of this model cost by one method. */
    public static EnergyResult of(EnergyMethod method, ModelCard card, long outputTokens) {
        String zone = method.mixes().containsKey(card.energyZone()) ? card.energyZone() : EnergyRequest.WORLD;
        return method.estimate(
                EnergyRequest.of(card.active(), card.total(), outputTokens).in(zone, Range.of(card.pue())));
    }

    /**
     * An estimate as it is shown to people: never without an interval.
     *
     * <p>{@code ecologits-0.9} has none of its own, so its estimates get {@linkplain EcoLogits09#band Joute's band}; others
     * are shown as they are, and so are those with constants for which the band was not measured.
     */
    public static Estimate shown(Estimate estimate) {
        EcoLogits09 banded = new EcoLogits09();
        boolean measured =
                estimate.method().equals(banded.name()) && estimate.version().equals(banded.version());
        return measured ? EcoLogits09.band(estimate) : estimate;
    }

    /** The energy class of a model: always under {@code ecologits-0.9}, for which the classes were made. */
    public static EnergyClass.Span classOf(ModelCard card) {
        return EnergyClass.of(of(new EcoLogits09(), card, 1_000_000).energy());
    }
}
