package io.joute.server.page;

import java.util.List;

/**
 * What the visitor's own votes say.
 *
 * @param lede how many votes, and how many are missing
 * @param rows empty until there are enough
 */
public record MinePage(Shell shell, String lede, List<Row> rows) {
    public MinePage {
        rows = List.copyOf(rows);
    }

    /** A model. */
    public record Row(String rank, String id, String name, String score, String points, String votes) {}
}
