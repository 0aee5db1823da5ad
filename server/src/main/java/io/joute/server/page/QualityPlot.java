package io.joute.server.page;

import io.joute.arena.board.BoardRow;
import io.joute.arena.board.Standing;
import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Estimates;
import io.joute.arena.energy.Measurement;
import io.joute.arena.ranking.Frontier;
import io.joute.arena.ranking.RankedModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Draws ratings against energy an answer, on a logarithmic axis: estimates span orders of magnitude. */
final class QualityPlot {
    private static final int FEWEST = 2;
    private static final long FEWEST_VOTES = 10;
    private static final double LEFT = 64;
    private static final double RIGHT = 704;
    private static final double TOP = 16;
    private static final double BOTTOM = 372;

    private final Words words;
    private final Figures figures;
    private final Cards cards;

    QualityPlot(Words words, Cards cards) {
        this.words = words;
        this.figures = new Figures(words);
        this.cards = cards;
    }

    BoardPage.@Nullable Plot of(Standing standing, BoardQuery query) {
        List<Spot> spots = standing.frontier().stream()
                .flatMap(placed -> spot(standing, placed, query).stream())
                .toList();
        if (spots.size() < FEWEST) {
            return null;
        }
        Field field = Field.around(spots);
        return new BoardPage.Plot(
                across(field),
                up(field),
                marks(field, spots),
                front(field, spots),
                words.say("plot.x", standing.method()),
                sentence(spots),
                new Bargain(words, cards)
                        .sentence(standing, spots.stream().map(Spot::row).toList()));
    }

    private static Optional<Spot> spot(Standing standing, Frontier.Placed placed, BoardQuery query) {
        return standing.rows().stream()
                .filter(row -> row.model().equals(placed.point().model()) && query.shows(row))
                .filter(row -> placed.point().costLow() > 0 && row.votes() >= FEWEST_VOTES)
                .findFirst()
                .flatMap(row -> spot(row, placed.standing()));
    }

    private static Optional<Spot> spot(BoardRow row, Frontier.Standing standing) {
        return row.ranked()
                .flatMap(ranked -> row.energy()
                        .perAnswer()
                        .map(energy -> new Spot(row, ranked, Estimates.shown(energy), standing)));
    }

    private List<BoardPage.Mark> marks(Field field, List<Spot> spots) {
        PlotLabels labels = new PlotLabels(RIGHT);
        for (Spot spot : spots) {
            double left = Math.min(spot.energy.low(), spot.measured().orElse(spot.energy.low()));
            labels.across(field.x(left), field.x(spot.energy.high()), field.y(spot.ranked.rating()));
        }
        return spots.stream().map(spot -> mark(field, spot, labels)).toList();
    }

    private BoardPage.Mark mark(Field field, Spot spot, PlotLabels labels) {
        String name = cards.name(spot.ranked.model());
        double x = field.x(spot.energy.mid());
        double y = field.y(spot.ranked.rating());
        return new BoardPage.Mark(
                name,
                labels.place(name, x, y),
                x,
                field.x(spot.energy.low()),
                field.x(spot.energy.high()),
                y,
                field.y(spot.ranked.high()),
                field.y(spot.ranked.low()),
                spot.standing == Frontier.Standing.ON_FRONT,
                spot.standing == Frontier.Standing.SURELY_DOMINATED,
                spot.measured().isPresent() ? field.x(spot.measured().getAsDouble()) : -1,
                inWords(spot));
    }

    private BoardPage.Mark.Words inWords(Spot spot) {
        return new BoardPage.Mark.Words(
                words.say(
                        "plot.value",
                        figures.number(Math.round(spot.ranked.rating())),
                        figures.number(Math.round(spot.ranked.low())),
                        figures.number(Math.round(spot.ranked.high()))),
                words.say(
                        "plot.value.energy",
                        figures.energy(spot.energy.mid()),
                        figures.energy(spot.energy.low(), spot.energy.high())),
                spot.measured().isPresent() ? figures.energy(spot.measured().getAsDouble()) : "–",
                words.say("plot.standing." + spot.standing.name().toLowerCase(Locale.ROOT)));
    }

    private List<BoardPage.Tick> across(Field field) {
        List<BoardPage.Tick> ticks = new ArrayList<>();
        for (int power = (int) Math.ceil(field.logLow); power <= Math.floor(field.logHigh); power++) {
            double wattHours = Math.pow(10, power);
            ticks.add(new BoardPage.Tick(field.x(wattHours), figures.roundEnergy(wattHours)));
        }
        return ticks;
    }

    private List<BoardPage.Tick> up(Field field) {
        double step = step(field.high - field.low);
        List<BoardPage.Tick> ticks = new ArrayList<>();
        for (double rating = Math.ceil(field.low / step) * step; rating <= field.high; rating += step) {
            ticks.add(new BoardPage.Tick(field.y(rating), figures.number(Math.round(rating))));
        }
        return ticks;
    }

    /** A round step that gives three to seven lines. */
    private static double step(double range) {
        double step = Math.pow(10, Math.floor(Math.log10(range / 3)));
        if (range / step > 7) {
            step *= range / step > 14 ? 5 : 2;
        }
        return step;
    }

    /** The best rating that is to be had up to each energy: a stair. */
    private static String front(Field field, List<Spot> spots) {
        List<Spot> front = spots.stream()
                .filter(spot -> spot.standing == Frontier.Standing.ON_FRONT)
                .sorted(Comparator.comparingDouble(spot -> spot.energy.mid()))
                .toList();
        StringBuilder path = new StringBuilder();
        for (Spot spot : front) {
            double x = field.x(spot.energy.mid());
            double y = field.y(spot.ranked.rating());
            path.append(path.isEmpty() ? "M" + x + " " + y : "H" + x + "V" + y);
        }
        return path.append("H").append(RIGHT).toString();
    }

    private String sentence(List<Spot> spots) {
        List<String> names = spots.stream()
                .filter(spot -> spot.standing == Frontier.Standing.ON_FRONT)
                .map(spot -> cards.name(spot.ranked.model()))
                .toList();
        String key = names.size() == 1 ? "plot.front.one" : "plot.front.other";
        return words.say(key, names.stream().collect(Collectors.joining(", ")));
    }

    private record Spot(BoardRow row, RankedModel ranked, Estimate energy, Frontier.Standing standing) {
        /** What a meter read, when that is above 0 and so has a place on the axis. */
        OptionalDouble measured() {
            return row.energy().measuredPerAnswer().stream()
                    .mapToDouble(Measurement::value)
                    .filter(wattHours -> wattHours > 0)
                    .findFirst();
        }

        DoubleStream costs() {
            return DoubleStream.concat(DoubleStream.of(energy.low(), energy.high()), measured().stream());
        }
    }

    /** What the axes span. */
    private record Field(double logLow, double logHigh, double low, double high) {
        static Field around(List<Spot> spots) {
            double cheapest = spots.stream().flatMapToDouble(Spot::costs).min().orElse(1);
            double dearest = spots.stream().flatMapToDouble(Spot::costs).max().orElse(1);
            double worst =
                    spots.stream().mapToDouble(spot -> spot.ranked.low()).min().orElse(0);
            double best =
                    spots.stream().mapToDouble(spot -> spot.ranked.high()).max().orElse(1);
            double margin = Math.max(10, (best - worst) * 0.06);
            double room = Math.max(0.15, (Math.log10(dearest) - Math.log10(cheapest)) * 0.12);
            return new Field(
                    Math.log10(cheapest) - room / 2, Math.log10(dearest) + room, worst - margin, best + margin);
        }

        double x(double wattHours) {
            return place(LEFT + (Math.log10(wattHours) - logLow) / (logHigh - logLow) * (RIGHT - LEFT));
        }

        double y(double rating) {
            return place(BOTTOM - (rating - low) / (high - low) * (BOTTOM - TOP));
        }

        private static double place(double exact) {
            return Math.round(exact * 10) / 10.0;
        }
    }
}
