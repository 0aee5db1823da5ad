package io.joute.server.page;

import io.joute.arena.board.BoardRow;
import io.joute.arena.board.Standing;
import io.joute.arena.ranking.Ranked;
import io.joute.arena.ranking.WinMatrix;
import java.util.List;

/** Makes the table of who wins how often against whom: observed beside expected. */
final class WinRates {
    /** More would be no table that anyone reads; programs get all. */
    private static final int MOST = 24;

    private final Words words;
    private final Figures figures;
    private final Cards cards;

    WinRates(Words words, Cards cards) {
        this.words = words;
        this.figures = new Figures(words);
        this.cards = cards;
    }

    MatrixPage page(Shell shell, Standing standing, BoardQuery query) {
        List<String> models = standing.rows().stream()
                .filter(query::shows)
                .filter(row -> row.votes() > 0)
                .map(BoardRow::model)
                .limit(MOST)
                .toList();
        return new MatrixPage(
                shell,
                query.text(),
                models.stream().map(cards::name).toList(),
                models.stream().map(model -> row(model, models, standing)).toList());
    }

    private MatrixPage.Row row(String model, List<String> models, Standing standing) {
        return new MatrixPage.Row(
                cards.name(model),
                models.stream().map(other -> cell(model, other, standing)).toList());
    }

    private MatrixPage.Cell cell(String model, String other, Standing standing) {
        if (model.equals(other)) {
            return new MatrixPage.Cell("–", "", "", 50);
        }
        WinMatrix wins = standing.wins();
        long ties = wins.ties(model, other);
        long votes = wins.wins(model, other) + wins.wins(other, model) + ties;
        double share = votes == 0 ? 0.5 : (wins.wins(model, other) + ties / 2.0) / votes;
        return new MatrixPage.Cell(
                votes == 0 ? "–" : figures.percent(share),
                votes == 0 ? "" : words.count("matrix.votes", votes),
                expected(model, other, standing),
                votes == 0 ? 50 : (int) Math.round(100 * share));
    }

    private String expected(String model, String other, Standing standing) {
        return standing.ranking() instanceof Ranked ranked
                        && ranked.model(model).isPresent()
                        && ranked.model(other).isPresent()
                ? words.say("matrix.expected", figures.percent(ranked.expectedShare(model, other)))
                : "";
    }
}
