package io.joute.server.page;

import io.joute.arena.board.BoardRow;
import io.joute.arena.board.Standing;
import io.joute.arena.energy.EnergyRatio;
import io.joute.arena.energy.Estimate;
import io.joute.arena.ranking.Ranked;
import io.joute.arena.ranking.RankedModel;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Says which model is told from the best by no vote, and uses the least: same quality, so many times less energy. */
final class Bargain {
    private final Words words;
    private final Figures figures;
    private final Cards cards;

    Bargain(Words words, Cards cards) {
        this.words = words;
        this.figures = new Figures(words);
        this.cards = cards;
    }

    private record Found(BoardRow row, EnergyRatio.Times times) {}

    /** The sentence on rows that all have a rating and an estimate; empty without any that is established. */
    String sentence(Standing standing, List<BoardRow> rows) {
        if (!(standing.ranking() instanceof Ranked ranked)) {
            return "";
        }
        List<BoardRow> established = rows.stream()
                .filter(row -> row.ranked().filter(line -> !line.preliminary()).isPresent())
                .toList();
        Optional<BoardRow> best = established.stream()
                .max(Comparator.comparingDouble(
                        row -> row.ranked().map(RankedModel::rating).orElse(0.0)));
        return best.map(top -> sentence(ranked, top, established)).orElse("");
    }

    private String sentence(Ranked ranked, BoardRow best, List<BoardRow> rows) {
        List<BoardRow> equals = rows.stream()
                .filter(row -> !row.model().equals(best.model()) && !ranked.surelyBetter(best.model(), row.model()))
                .toList();
        String name = cards.name(best.model());
        return widest(equals, row -> times(best, row))
                .map(found -> say("plot.bargain", found, name))
                .or(() -> widest(equals, row -> times(row, best)).map(found -> say("plot.bargain.best", found, name)))
                .orElseGet(() -> words.say("plot.bargain.none", name));
    }

    private String say(String key, Found found, String best) {
        return words.say(key, cards.name(found.row.model()), best, figures.significant(found.times.times(), 2));
    }

    private static Optional<Found> widest(List<BoardRow> rows, Function<BoardRow, Optional<EnergyRatio.Times>> ratio) {
        return rows.stream()
                .flatMap(row -> ratio.apply(row).map(times -> new Found(row, times)).stream())
                .max(Comparator.comparingDouble(found -> found.times.times()));
    }

    /** How many times less energy a model uses than one that is dearer beyond doubt. */
    private static Optional<EnergyRatio.Times> times(BoardRow dearer, BoardRow cheaper) {
        Estimate dear = dearer.energy().perAnswer().orElseThrow();
        Estimate cheap = cheaper.energy().perAnswer().orElseThrow();
        return EnergyRatio.of(dear, cheap) instanceof EnergyRatio.Times times && times.firstUsedMore()
                ? Optional.of(times)
                : Optional.empty();
    }
}
