package io.joute.server.page;

import io.joute.arena.catalog.ParameterCount;
import io.joute.arena.energy.EcoLogits08;
import io.joute.arena.energy.EcoLogits09;
import io.joute.arena.energy.EnergyClass;
import io.joute.arena.energy.EnergyRequest;
import io.joute.arena.energy.EnergyResult;
import io.joute.arena.energy.Equivalents;
import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Estimates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Works the formula out for what the dials say, by both methods. */
final class DialsViews {
    private static final List<Example> EXAMPLES = List.of(
            new Example("Gemma 3 4B", "active=4&total=4"),
            new Example("Llama 3.1 8B", "active=8&total=8"),
            new Example("Llama 3.3 70B", "active=70&total=70"),
            new Example("Mixtral 8x7B", "active=12.9&total=46.7"),
            new Example("Llama 3.1 405B", "active=405&total=405"),
            new Example("GPT-4o", "active=44&activeHigh=132&total=440"));

    private final Words words;
    private final Figures figures;
    private final EnergyComparison labels;

    private record Example(String name, String query) {}

    private record Reach(String least, String most, String step) {}

    DialsViews(Words words, EnergyComparison labels) {
        this.words = words;
        this.figures = new Figures(words);
        this.labels = labels;
    }

    DialsView of(Dials dials) {
        EnergyResult older = new EcoLogits08()
                .estimate(dials.request(new EcoLogits08().mixes().containsKey(dials.zone())));
        EnergyRequest asked = dials.request(true);
        EnergyResult newer = new EcoLogits09().estimate(dials.usualBatch() ? asked : asked.withBatch(dials.batch()));
        List<EnergyResult> results = List.of(older, newer);
        return new DialsView(
                dials(dials),
                dials.activeHigh() > dials.active() ? plain(dials.activeHigh()) : "",
                zones(dials),
                EXAMPLES.stream()
                        .map(each -> new Shell.Link(
                                "/learn?" + each.query + "&tokens=" + dials.tokens() + "#dials", each.name, false))
                        .toList(),
                results.stream().map(result -> labels.label(result.energy())).toList(),
                rows(dials, results),
                notes(dials, results));
    }

    private List<DialsView.Dial> dials(Dials dials) {
        return List.of(
                dial("active", new Reach("0.1", "500", "0.1"), plain(dials.active()), billions(dials.active())),
                dial("total", new Reach("0.1", "2000", "0.1"), plain(dials.total()), billions(dials.total())),
                dial(
                        "tokens",
                        new Reach("0", "5000", "10"),
                        plain(dials.tokens()),
                        words.count("figure.tokens", dials.tokens())),
                dial("batch", new Reach("1", "512", "1"), plain(dials.batch()), figures.number(dials.batch())),
                dial("pue", new Reach("1", "2", "0.01"), plain(dials.pue()), figures.fixed(dials.pue(), 2)));
    }

    private DialsView.Dial dial(String name, Reach reach, String value, String shown) {
        return new DialsView.Dial(name, words.say("dial." + name), reach.least, reach.most, reach.step, value, shown);
    }

    private String billions(double value) {
        return figures.parameters(ParameterCount.of(value));
    }

    private List<DialsView.Zone> zones(Dials dials) {
        return new EcoLogits09()
                .mixes().keySet().stream()
                        .map(code -> new DialsView.Zone(code, labels.zone(code), code.equals(dials.zone())))
                        .sorted(Comparator.comparing(
                                        (DialsView.Zone zone) -> !zone.code().equals(EnergyRequest.WORLD))
                                .thenComparing(DialsView.Zone::name))
                        .toList();
    }

    private List<LearnPage.SlipRow> rows(Dials dials, List<EnergyResult> results) {
        return List.of(
                row("dial.row.gpus", results, this::gpus),
                row("learn.energy.row.energy", results, this::energy),
                row("learn.energy.row.co2", results, result -> mass(result.emissions())),
                row(
                        "dial.row.use",
                        results,
                        result -> figures.mass(result.usage().mid())),
                row(
                        "dial.row.made",
                        results,
                        result -> figures.mass(result.embodied().mid())),
                row(
                        "learn.energy.row.led",
                        results,
                        result -> figures.time(Equivalents.of(result).ledBulb())),
                row(
                        "learn.energy.row.video",
                        results,
                        result -> figures.time(Equivalents.of(result).video())),
                row("dial.row.million", results, result -> million(dials, result)));
    }

    private LearnPage.SlipRow row(String key, List<EnergyResult> results, Function<EnergyResult, String> figure) {
        return new LearnPage.SlipRow(
                words.say(key), "", results.stream().map(figure).toList());
    }

    private String gpus(EnergyResult result) {
        String most = figures.number(result.gpusHigh());
        return result.gpusLow() == result.gpusHigh()
                ? most
                : words.say("figure.range", figures.number(result.gpusLow()), most);
    }

    private String energy(EnergyResult result) {
        Estimate shown = Estimates.shown(result.energy());
        return words.say("learn.energy.value", figures.energy(shown.mid()), figures.energy(shown.low(), shown.high()));
    }

    private String mass(Estimate grams) {
        return figures.mass(grams.mid());
    }

    /** The letter is that of the newer method alone, with its own constants. */
    private String million(Dials dials, EnergyResult result) {
        if (dials.tokens() == 0) {
            return "–";
        }
        double perMillion = 1e6 / dials.tokens();
        String energy = figures.energy(result.energy().mid() * perMillion);
        if (!result.method().equals(Cards.CLASS_METHOD) || !dials.usualBatch()) {
            return energy;
        }
        EnergyClass best = EnergyClass.of(result.energy().low() * perMillion);
        EnergyClass worst = EnergyClass.of(result.energy().high() * perMillion);
        String letters = best == worst ? best.name() : best.name() + "–" + worst.name();
        return words.say("dial.class", energy, letters);
    }

    private List<String> notes(Dials dials, List<EnergyResult> results) {
        List<String> notes = new ArrayList<>();
        if (!results.getFirst().zone().equals(dials.zone())) {
            notes.add(words.say("dial.note.zone", results.getFirst().method(), labels.zone(dials.zone())));
        }
        if (!dials.usualBatch()) {
            notes.add(words.say("dial.note.batch", Cards.CLASS_METHOD));
        }
        return notes;
    }

    /** As a form field has it. */
    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%s", value);
    }
}
