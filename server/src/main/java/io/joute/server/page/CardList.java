package io.joute.server.page;

import io.joute.arena.board.BoardRow;
import io.joute.arena.board.Standing;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.energy.EcoLogits09;
import io.joute.arena.energy.Estimates;
import io.joute.arena.ranking.RankedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sifts and orders the cards of the catalogue. */
final class CardList {
    private static final long MILLION = 1_000_000;

    private final Words words;
    private final Cards cards;
    private final ModelFacet.Sight sight;

    CardList(Words words, Cards cards, ModelFacet.Sight sight) {
        this.words = words;
        this.cards = cards;
        this.sight = sight;
    }

    /**
     * What there is to choose from.
     *
     * @param cards all that may be seen
     * @param standing their ratings
     * @param picked ids that were picked for a comparison
     */
    record Stock(List<ModelCard> cards, Standing standing, List<String> picked) {}

    ModelsPage page(Shell shell, ModelQuery query, Stock stock, @Nullable String error) {
        double biggest = stock.cards.stream()
                .mapToDouble(card -> card.total().mid())
                .max()
                .orElse(1);
        List<ModelCard> found = stock.cards.stream()
                .filter(card -> query.admits(card, sight, Optional.empty()))
                .sorted(order(query.order(), stock.standing))
                .toList();
        List<BoardFilters.Choice> sift = new ArrayList<>();
        for (ModelFacet facet : ModelFacet.values()) {
            sift.add(choice(facet, query, stock.cards));
        }
        sift.add(orders(query.order()));
        return new ModelsPage(
                shell,
                query.search(),
                sift,
                query.chosen(),
                words.count("models.found", found.size()),
                found.stream()
                        .map(card -> view(card, biggest, stock.picked.contains(card.id())))
                        .toList(),
                words.say("models.scale", cards.scale(), Cards.CLASS_METHOD),
                error);
    }

    ModelsPage.ModelView view(ModelCard card, double biggest, boolean picked) {
        String where = sight.where(card);
        return new ModelsPage.ModelView(
                card.id(),
                card.name(),
                cards.maker(card),
                SizeDrawing.side(card.total().mid(), biggest),
                words.say("where." + where),
                where.equals("here"),
                cards.badges(card),
                cards.description(card),
                cards.mainFacts(card),
                picked);
    }

    /** How many cards each value would leave, with all other facets as they are. */
    private BoardFilters.Choice choice(ModelFacet facet, ModelQuery query, List<ModelCard> all) {
        Map<String, Long> counts = new TreeMap<>();
        List<ModelCard> others = all.stream()
                .filter(card -> query.admits(card, sight, Optional.of(facet)))
                .toList();
        others.forEach(card -> facet.of(card, sight).forEach(value -> counts.merge(value, 1L, Long::sum)));
        String wished = query.wished().getOrDefault(facet, "");
        List<BoardFilters.Option> options = new ArrayList<>();
        options.add(new BoardFilters.Option("", words.say("sift.all"), wished.isEmpty()));
        Stream.concat(counts.keySet().stream(), Stream.of(wished))
                .filter(value -> !value.isEmpty())
                .distinct()
                .sorted(Comparator.comparingInt((String value) -> cards.position(facet, value))
                        .thenComparing(value -> value))
                .forEach(value -> options.add(new BoardFilters.Option(
                        value,
                        words.say("sift.count", cards.facet(facet, value), counts.getOrDefault(value, 0L)),
                        value.equals(wished))));
        return new BoardFilters.Choice(facet.key(), words.say("sift." + facet.key()), options);
    }

    private BoardFilters.Choice orders(ModelQuery.Order now) {
        return new BoardFilters.Choice(
                "sort",
                words.say("sort"),
                Arrays.stream(ModelQuery.Order.values())
                        .map(order ->
                                new BoardFilters.Option(order.key(), words.say("sort." + order.key()), order == now))
                        .toList());
    }

    private static Comparator<ModelCard> order(ModelQuery.Order order, Standing standing) {
        Comparator<ModelCard> first = switch (order) {
            case SIZE -> Comparator.comparingDouble(card -> -card.total().mid());
            case NAME -> Comparator.comparing(ModelCard::name, String.CASE_INSENSITIVE_ORDER);
            case MAKER -> Comparator.comparing(ModelCard::maker, String.CASE_INSENSITIVE_ORDER);
            case DATE -> Comparator.comparing(ModelCard::releaseDate).reversed();
            case ENERGY ->
                Comparator.comparingDouble(card ->
                        Estimates.of(new EcoLogits09(), card, MILLION).energy().mid());
            case RATING -> byRating(standing);
        };
        return first.thenComparing(ModelCard::name).thenComparing(ModelCard::id);
    }

    private static Comparator<ModelCard> byRating(Standing standing) {
        Map<String, Double> ratings = new HashMap<>();
        for (BoardRow row : standing.rows()) {
            row.ranked().map(RankedModel::rating).ifPresent(rating -> ratings.put(row.model(), rating));
        }
        return Comparator.comparingDouble(card -> -ratings.getOrDefault(card.id(), Double.NEGATIVE_INFINITY));
    }
}
