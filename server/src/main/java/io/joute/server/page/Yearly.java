package io.joute.server.page;

import io.helidon.webserver.http.ServerRequest;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.duel.Reveal;
import io.joute.arena.energy.EcoLogits09;
import io.joute.arena.energy.EnergyResult;
import io.joute.arena.energy.Equivalents;
import io.joute.arena.energy.Estimates;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Multiplies what a discussion took by so many a day for a year, and says what that corresponds to. */
final class Yearly {
    /** Query parameter: discussions a day. */
    static final String ANSWERS = "answers";

    private static final int USUAL = 20;
    private static final int MOST = 500;
    private static final int DAYS = 365;

    private final Words words;
    private final Figures figures;

    Yearly(Words words) {
        this.words = words;
        this.figures = new Figures(words);
    }

    /** How many a day are asked for; the usual number when that is no number. */
    static int asked(ServerRequest request) {
        return request.query().first(ANSWERS).map(Yearly::count).orElse(USUAL);
    }

    private static int count(String text) {
        return text.matches("\\d{1,4}") ? Math.clamp(Integer.parseInt(text), 1, MOST) : USUAL;
    }

    /** The view, or null when a card is gone. */
    @Nullable
    YearView of(Reveal reveal, String action, int answers) {
        ModelCard left = reveal.left().card().orElse(null);
        ModelCard right = reveal.right().card().orElse(null);
        if (left == null || right == null) {
            return null;
        }
        EcoLogits09 method = new EcoLogits09();
        Total a = total(Estimates.of(method, left, tokens(reveal.left())), answers);
        Total b = total(Estimates.of(method, right, tokens(reveal.right())), answers);
        return new YearView(
                action,
                answers,
                MOST,
                words.say("year.lede", words.count("year.answers", answers), method.name()),
                left.name(),
                right.name(),
                rows(a, b));
    }

    private record Total(double energyWh, double grams) {
        Equivalents same() {
            return Equivalents.of(energyWh, grams);
        }
    }

    private List<MachineView.Row> rows(Total a, Total b) {
        return List.of(
                row("machine.energy", a, b, total -> figures.energy(total.energyWh)),
                row("energy.co2.name", a, b, total -> figures.mass(total.grams)),
                row("energy.led.name", a, b, total -> figures.time(total.same().ledBulb())),
                row(
                        "energy.video.name",
                        a,
                        b,
                        total -> figures.time(total.same().video())),
                row("year.train", a, b, total -> figures.part(total.same().tgvParisBerlin())),
                row("year.baguettes", a, b, total -> figures.part(total.same().baguettes())),
                row("year.parcels", a, b, total -> figures.part(total.same().parcels())),
                row("year.trees", a, b, total -> figures.part(total.same().treeYears())));
    }

    private MachineView.Row row(String key, Total a, Total b, Function<Total, String> figure) {
        return new MachineView.Row(words.say(key), figure.apply(a), figure.apply(b));
    }

    private static Total total(EnergyResult one, int answers) {
        double times = (double) answers * DAYS;
        return new Total(one.energy().mid() * times, one.emissions().mid() * times);
    }

    private static long tokens(Reveal.Contender contender) {
        return contender.allTurns().usage().outputTokens();
    }
}
