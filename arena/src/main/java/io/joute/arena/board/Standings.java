package io.joute.arena.board;

import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.arena.ranking.Frontier;
import io.joute.arena.ranking.NoCommonScale;
import io.joute.arena.ranking.Ranked;
import io.joute.arena.ranking.RankedModel;
import io.joute.arena.ranking.Ranking;
import io.joute.arena.ranking.Tiers;
import io.joute.arena.ranking.WinMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** Puts ratings, cards and costs together into the rows of a {@link Standing}. */
final class Standings {
    private final Ranking ranking;
    private final WinMatrix wins;
    private final Map<String, ModelCard> cards;
    private final Function<String, Spending> spending;
    private final Function<String, Career> careers;

    Standings(
            Ranking ranking,
            WinMatrix wins,
            List<ModelCard> cards,
            Function<String, Spending> spending,
            Function<String, Career> careers) {
        this.ranking = ranking;
        this.wins = wins;
        this.cards = new TreeMap<>();
        cards.forEach(card -> this.cards.put(card.id(), card));
        this.spending = spending;
        this.careers = careers;
    }

    /** Hidden models keep their votes in the ratings and have no row. */
    List<BoardRow> rows() {
        Map<String, Integer> tiers = tiers();
        TreeSet<String> models = new TreeSet<>(cards.keySet());
        models.addAll(wins.models());
        return models.stream()
                .filter(this::isShown)
                .map(model -> row(model, tiers))
                .sorted(Comparator.comparing(Standings::isUnranked)
                        .thenComparing(Standings::isPreliminary)
                        .thenComparingInt(Standings::position)
                        .thenComparing(BoardRow::model))
                .toList();
    }

    /** Rating against Wh an answer of the rows that have both. */
    List<Frontier.Placed> frontier(List<BoardRow> rows) {
        return switch (ranking) {
            case NoCommonScale none -> List.of();
            case Ranked ranked ->
                Frontier.of(
                        rows.stream()
                                .flatMap(Standings::point)
                                .sorted(Comparator.comparingDouble(Frontier.Point::rating)
                                        .reversed())
                                .toList(),
                        ranked::surelyBetter);
        };
    }

    private static Stream<Frontier.Point> point(BoardRow row) {
        return row.ranked().stream()
                .flatMap(rated -> row.energy().perAnswer().stream()
                        .map(cost ->
                                new Frontier.Point(row.model(), rated.rating(), cost.low(), cost.mid(), cost.high())));
    }

    private BoardRow row(String model, Map<String, Integer> tiers) {
        Optional<ModelCard> card = Optional.ofNullable(cards.get(model));
        Integer tier = tiers.get(model);
        return new BoardRow(
                model,
                card,
                ranked(model),
                tier == null ? OptionalInt.empty() : OptionalInt.of(tier),
                wins.votes(model),
                wins.shareWon(model),
                spending.apply(model).row(card),
                careers.apply(model));
    }

    private Optional<RankedModel> ranked(String model) {
        return switch (ranking) {
            case Ranked ranked -> ranked.model(model);
            case NoCommonScale none -> Optional.empty();
        };
    }

    /** Among established models only: a newcomer's wide interval must not anchor a tier. */
    private Map<String, Integer> tiers() {
        List<RankedModel> established = switch (ranking) {
            case Ranked ranked ->
                ranked.models().stream().filter(line -> !line.preliminary()).toList();
            case NoCommonScale none -> new ArrayList<>();
        };
        List<Integer> tiers = Tiers.of(
                established.stream().map(RankedModel::low).toList(),
                established.stream().map(RankedModel::high).toList());
        Map<String, Integer> byModel = new HashMap<>();
        for (int i = 0; i < tiers.size(); i++) {
            byModel.put(established.get(i).model(), tiers.get(i));
        }
        return byModel;
    }

    private boolean isShown(String model) {
        ModelCard card = cards.get(model);
        return card == null || card.status() != ModelStatus.DISABLED;
    }

    private static boolean isUnranked(BoardRow row) {
        return row.ranked().isEmpty();
    }

    private static boolean isPreliminary(BoardRow row) {
        return row.ranked().map(RankedModel::preliminary).orElse(false);
    }

    private static int position(BoardRow row) {
        return row.ranked().map(RankedModel::position).orElse(0);
    }
}
