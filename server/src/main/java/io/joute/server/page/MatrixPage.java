package io.joute.server.page;

import java.util.List;

/**
 * Who wins how often against whom.
 *
 * @param query of the leaderboard that it belongs to
 * @param models names of the columns
 * @param rows one a model, in the same order
 */
public record MatrixPage(Shell shell, String query, List<String> models, List<Row> rows) {
    public MatrixPage {
        models = List.copyOf(models);
        rows = List.copyOf(rows);
    }

    /** A model against each other one. */
    public record Row(String name, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * A pair.
     *
     * @param observed share won, a tie counting half
     * @param votes how many
     * @param expected share that the ratings expect
     * @param percent observed, 50 without votes
     */
    public record Cell(String observed, String votes, String expected, int percent) {}
}
