package io.joute.server.page;

import io.joute.arena.board.Board;
import io.joute.arena.board.BoardRow;
import io.joute.arena.board.Career;
import io.joute.arena.board.RatingPoint;
import io.joute.arena.board.Standing;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.duel.Tag;
import io.joute.arena.ranking.RankedModel;
import io.joute.arena.ranking.WinMatrix;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells what a model did in this arena; of duels that are not revealed, nothing. */
final class CareerSheet {
    private static final double WIDTH = 100;
    private static final double HEIGHT = 40;

    private final Words words;
    private final Figures figures;
    private final TagWords tags;
    private final Cards cards;
    private final Board board;

    CareerSheet(Words words, TagWords tags, Cards cards, Board board) {
        this.words = words;
        this.tags = tags;
        this.figures = new Figures(words);
        this.cards = cards;
        this.board = board;
    }

    ModelPage.Arena of(ModelCard card) {
        Standing standing = board.standing();
        Career career = board.career(card.id());
        Optional<BoardRow> row = standing.rows().stream()
                .filter(each -> each.model().equals(card.id()))
                .findFirst();
        return new ModelPage.Arena(
                lede(row),
                facts(career, row),
                history(board.history(card.id())),
                rivals(standing.wins(), card.id()),
                tags(career));
    }

    private String lede(Optional<BoardRow> row) {
        if (row.isEmpty() || row.get().votes() == 0) {
            return words.say("career.none");
        }
        return row.flatMap(BoardRow::ranked).map(this::rated).orElseGet(() -> words.say("career.unrated"));
    }

    private String rated(RankedModel ranked) {
        String sentence = words.say(
                "career.rated",
                figures.number(Math.round(ranked.rating())),
                figures.number(Math.round(ranked.low())),
                figures.number(Math.round(ranked.high())));
        return ranked.preliminary() ? sentence + " " + words.say("career.preliminary") : sentence;
    }

    private List<Fact> facts(Career career, Optional<BoardRow> row) {
        List<Fact> facts = new ArrayList<>();
        facts.add(fact("duels", figures.number(career.duels())));
        row.filter(each -> each.votes() > 0).ifPresent(each -> {
            facts.add(fact("votes", figures.number(each.votes())));
            facts.add(fact("won", figures.percent(each.shareWon())));
        });
        if (career.duels() > 0) {
            facts.add(fact("likes", figures.number(career.likes())));
            facts.add(fact("dislikes", figures.number(career.dislikes())));
            facts.add(fact("failures", figures.percent(career.failureRate())));
        }
        career.first()
                .ifPresent(
                        first -> facts.add(fact("first", figures.date(day(first).toString()))));
        career.last()
                .ifPresent(last -> facts.add(fact("last", figures.date(day(last).toString()))));
        return facts;
    }

    private Fact fact(String key, String value) {
        return new Fact(words.say("career." + key), value);
    }

    private List<ModelPage.Rival> rivals(WinMatrix wins, String id) {
        return wins.models().stream()
                .filter(other -> !other.equals(id))
                .filter(other -> met(wins, id, other) > 0)
                .sorted(Comparator.comparingLong((String other) -> -met(wins, id, other))
                        .thenComparing(other -> other))
                .map(other -> new ModelPage.Rival(
                        other,
                        cards.name(other),
                        figures.number(met(wins, id, other)),
                        figures.percent((wins.wins(id, other) + wins.ties(id, other) / 2.0) / met(wins, id, other))))
                .toList();
    }

    private static long met(WinMatrix wins, String one, String other) {
        return wins.wins(one, other) + wins.wins(other, one) + wins.ties(one, other);
    }

    private List<ModelPage.TagCount> tags(Career career) {
        long most =
                career.tags().values().stream().mapToLong(Long::longValue).max().orElse(1);
        return career.tags().keySet().stream()
                .flatMap(key -> Tag.of(key).stream())
                .sorted()
                .map(tag -> {
                    long count = career.tags().getOrDefault(tag.key(), 0L);
                    return new ModelPage.TagCount(
                            tags.say(tag), tag.positive(), figures.number(count), 100.0 * count / most);
                })
                .toList();
    }

    private ModelPage.@Nullable History history(List<RatingPoint> points) {
        if (points.size() < 2) {
            return null;
        }
        double low = points.stream().mapToDouble(RatingPoint::low).min().orElse(0);
        double high = points.stream().mapToDouble(RatingPoint::high).max().orElse(1);
        StringBuilder line = new StringBuilder();
        StringBuilder band = new StringBuilder();
        StringBuilder back = new StringBuilder();
        List<ModelPage.Moment> moments = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            RatingPoint point = points.get(i);
            double x = WIDTH * i / (points.size() - 1);
            double y = height(point.rating(), low, high);
            line.append(i == 0 ? 'M' : 'L').append(place(x, y));
            band.append(i == 0 ? 'M' : 'L').append(place(x, height(point.high(), low, high)));
            back.insert(0, "L" + place(x, height(point.low(), low, high)));
            moments.add(moment(point, x, y));
        }
        return new ModelPage.History(
                band.append(back).append('Z').toString(),
                line.toString(),
                moments,
                figures.number(Math.round(high)),
                figures.number(Math.round(low)));
    }

    private ModelPage.Moment moment(RatingPoint point, double x, double y) {
        return new ModelPage.Moment(
                x,
                y,
                figures.date(day(point.at()).toString()),
                figures.number(Math.round(point.rating())),
                words.say(
                        "board.interval.value",
                        figures.number(Math.round(point.low())),
                        figures.number(Math.round(point.high()))),
                figures.number(point.votes()));
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static double height(double rating, double low, double high) {
        return HEIGHT * (1 - (rating - low) / Math.max(1e-9, high - low));
    }

    private static String place(double x, double y) {
        return String.format(Locale.ROOT, "%.2f %.2f", x, y);
    }
}
