package io.joute.cli;

import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.Openness;
import io.joute.arena.catalog.ParameterCount;
import io.joute.arena.catalog.SizeScale;
import io.joute.arena.duel.Reveal;
import io.joute.arena.duel.Side;
import io.joute.arena.energy.EnergyRatio;
import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Estimates;
import io.joute.arena.energy.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Who they were and what the answers cost, in words. */
final class RevealText {
    private RevealText() {}

    /** The lines to print when the curtain falls. */
    static List<String> lines(Reveal reveal) {
        List<String> lines = new ArrayList<>();
        for (Side side : Side.values()) {
            contender(side == Side.LEFT ? "A" : "B", reveal.contender(side), lines);
            lines.add("");
        }
        comparisons(reveal, lines);
        return lines;
    }

    private static void contender(String letter, Reveal.Contender contender, List<String> lines) {
        lines.add(letter + " was " + contender.card().map(ModelCard::name).orElse(contender.modelId())
                + contender
                        .card()
                        .map(card -> ", by " + card.maker() + ", " + card.releaseDate())
                        .orElse(""));
        contender.card().ifPresent(card -> lines.add("  " + described(card)));
        Reveal.Cost cost = contender.allTurns();
        lines.add(String.format(
                Locale.ROOT,
                "  %d tokens read, %d written in %.2f s",
                cost.usage().promptTokens(),
                cost.usage().outputTokens(),
                cost.usage().totalNanos() / 1e9));
        cost.measured().forEach(measured -> lines.add("  on this machine " + figures(measured)));
        cost.estimates().forEach(estimate -> lines.add("  in a data centre " + figures(estimate)));
    }

    private static String described(ModelCard card) {
        return parameters(card.total()) + (card.estimated() ? " (estimated)" : "") + ", size "
                + card.sizeClass(SizeScale.DECK) + " on the scale '" + SizeScale.DECK.key() + "', "
                + openness(card.openness()) + ", " + card.licence();
    }

    static String parameters(ParameterCount count) {
        return count.isRange()
                ? Quantities.parameters(count.low()) + " to " + Quantities.parameters(count.high()) + " parameters"
                : Quantities.parameters(count.mid()) + " parameters";
    }

    static String openness(Openness openness) {
        return switch (openness) {
            case OPEN_SOURCE -> "open source";
            case SEMI_OPEN -> "open weights";
            case PROPRIETARY -> "proprietary";
        };
    }

    private static String figures(Estimate estimate) {
        Estimate shown = Estimates.shown(estimate);
        return Quantities.significant(shown.mid(), 3) + " " + shown.unit() + ", from "
                + Quantities.significant(shown.low(), 3) + " to " + Quantities.significant(shown.high(), 3) + ", by "
                + shown.method() + " " + shown.version();
    }

    private static String figures(Measurement measured) {
        return Quantities.of(measured) + ": " + measured.scope();
    }

    private static void comparisons(Reveal reveal, List<String> lines) {
        for (Estimate left : reveal.left().allTurns().estimates()) {
            for (Estimate right : reveal.right().allTurns().estimates()) {
                if (left.method().equals(right.method()) && left.version().equals(right.version())) {
                    lines.add(sentence(EnergyRatio.of(left, right)) + " (" + left.method() + ")");
                }
            }
        }
    }

    private static String sentence(EnergyRatio ratio) {
        return switch (ratio) {
            case EnergyRatio.Times times ->
                (times.firstUsedMore() ? "A used " : "B used ")
                        + Quantities.significant(times.times(), 2)
                        + (times.firstUsedMore() ? " times the energy of B" : " times the energy of A");
            case EnergyRatio.NoClearDifference ignored -> "No clear difference of energy";
            case EnergyRatio.NotComparable not -> "The energy cannot be compared: " + not.reason();
        };
    }
}
