package io.joute.server.page;

import io.joute.arena.board.BoardRow;
import io.joute.arena.board.Standing;
import io.joute.arena.catalog.Catalog;
import io.joute.arena.ranking.NoCommonScale;
import io.joute.arena.ranking.Ranked;
import io.joute.arena.ranking.StyleControlled;
import java.util.List;
import java.util.stream.Stream;

/** The rows of a standing that a query asks for, in the order of the page: those rated first, groups one after the other. */
public final class ShownRows {
    private ShownRows() {}

    /** The rows; what is sorted by its name goes by the names that {@code words} has. */
    public static List<BoardRow> of(Standing standing, BoardQuery query, Words words, Catalog catalog) {
        Cards cards = new Cards(words, catalog);
        List<BoardRow> rated = scales(standing).stream()
                .flatMap(ranked -> lines(standing, query, cards, ranked))
                .map(BoardLine::row)
                .toList();
        Stream<BoardRow> others = standing.rows().stream().filter(query::shows).filter(row -> !rated.contains(row));
        return Stream.concat(rated.stream(), others).toList();
    }

    /** Those that have a rating on a scale. */
    static Stream<BoardLine> lines(Standing standing, BoardQuery query, Cards cards, Ranked ranked) {
        return standing.rows().stream()
                .filter(query::shows)
                .flatMap(row -> ranked.model(row.model()).stream().map(model -> new BoardLine(row, model)))
                .sorted(BoardLine.order(query.rows(), cards));
    }

    /** One scale, that with style controlled for where it was asked for; or one for each group of several models. */
    static List<Ranked> scales(Standing standing) {
        return switch (standing.ranking()) {
            case Ranked plain ->
                List.of(standing.styled().map(StyleControlled::ranked).orElse(plain));
            case NoCommonScale none ->
                none.components().stream()
                        .flatMap(part -> part.ranked().stream())
                        .filter(ranked -> ranked.models().size() > 1)
                        .toList();
        };
    }
}
