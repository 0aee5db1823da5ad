package io.joute.server.page;

import java.util.List;

/**
 * Two cards side by side.
 *
 * @param sizes both sizes as areas
 * @param energy the sentence on the energy of a thousand tokens
 * @param note on how that was estimated
 */
public record ComparePage(Shell shell, Head a, Head b, SizeDrawing sizes, String energy, String note, List<Row> rows) {
    public ComparePage {
        rows = List.copyOf(rows);
    }

    /** Whose card a column is. */
    public record Head(String id, String name, String maker) {}

    /** A fact of both; a dash where a card does not tell. */
    public record Row(String name, String a, String b) {}
}
