package io.joute.server.page;

import io.joute.arena.duel.Reveal;
import io.joute.arena.energy.EnergyRatio;
import io.joute.arena.energy.Measurement;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was counted and measured on this machine, side by side. */
final class MachineComparison {
    private final Words words;
    private final Figures figures;
    private final Cards cards;
    private final MeterWords meters;

    MachineComparison(Words words, Cards cards) {
        this.words = words;
        this.figures = new Figures(words);
        this.cards = cards;
        this.meters = new MeterWords(words);
    }

    MachineView of(Reveal reveal) {
        Reveal.Cost a = reveal.left().allTurns();
        Reveal.Cost b = reveal.right().allTurns();
        List<MachineView.Row> rows = new ArrayList<>();
        rows.add(usage("prompt-tokens", reveal, usage -> figures.number(usage.promptTokens())));
        rows.add(usage("output-tokens", reveal, usage -> figures.number(usage.outputTokens())));
        if (reveal.votes().getLast().turn() > 0) {
            rows.add(new MachineView.Row(
                    words.say("machine.last-turn"),
                    figures.number(reveal.left().lastTurn().usage().outputTokens()),
                    figures.number(reveal.right().lastTurn().usage().outputTokens())));
        }
        rows.add(usage("duration", reveal, usage -> figures.seconds(usage.totalNanos())));
        rows.add(usage("speed", reveal, this::speed));
        rows.add(new MachineView.Row(
                words.say("machine.energy"),
                each(a, this::energy, "machine.energy.none"),
                each(b, this::energy, "machine.energy.none")));
        rows.add(new MachineView.Row(
                words.say("machine.meter"),
                each(a, this::meter, "machine.meter.none"),
                each(b, this::meter, "machine.meter.none")));
        return new MachineView(
                cards.name(reveal.left().modelId()),
                cards.name(reveal.right().modelId()),
                rows,
                sentence(reveal, a, b),
                settings(reveal.settings()));
    }

    private MachineView.Row usage(String key, Reveal reveal, Function<Usage, String> figure) {
        return new MachineView.Row(
                words.say("machine." + key),
                figure.apply(reveal.left().allTurns().usage()),
                figure.apply(reveal.right().allTurns().usage()));
    }

    private String speed(Usage usage) {
        if (usage.decodeNanos() == 0) {
            return "–";
        }
        return words.say(
                "machine.speed.value", figures.significant(usage.outputTokens() / (usage.decodeNanos() / 1e9), 2));
    }

    private String each(Reveal.Cost cost, Function<Measurement, String> text, String none) {
        return cost.measured().isEmpty()
                ? words.say(none)
                : cost.measured().stream().map(text).collect(Collectors.joining(" · "));
    }

    private String energy(Measurement measured) {
        return words.say(
                "machine.energy.by", figures.energy(measured.value()), figures.energy(measured.low(), measured.high()));
    }

    private String meter(Measurement measured) {
        return words.say("machine.meter.by", meters.meter(measured), meters.scope(measured));
    }

    /** How answers were drawn on both sides, as a sentence. */
    String settings(Reveal reveal) {
        return settings(reveal.settings());
    }

    private String settings(GenerationSettings settings) {
        return words.say(
                "machine.settings",
                figures.fixed(settings.temperature(), 1),
                figures.fixed(settings.topP(), 1),
                figures.number(settings.maxOutputTokens()),
                Long.toString(settings.seed()));
    }

    /** Only figures of one meter are compared. */
    private String sentence(Reveal reveal, Reveal.Cost a, Reveal.Cost b) {
        if (a.measured().size() != 1 || b.measured().size() != 1) {
            return "";
        }
        Measurement left = a.measured().getFirst();
        return switch (EnergyRatio.of(left, b.measured().getFirst())) {
            case EnergyRatio.Times times -> {
                String first = cards.name(reveal.left().modelId());
                String second = cards.name(reveal.right().modelId());
                yield words.say(
                        "machine.ratio",
                        times.firstUsedMore() ? first : second,
                        figures.significant(times.times(), 2),
                        times.firstUsedMore() ? second : first,
                        left.meter());
            }
            case EnergyRatio.NoClearDifference _ -> words.say("energy.ratio.none");
            case EnergyRatio.NotComparable _ -> "";
        };
    }
}
