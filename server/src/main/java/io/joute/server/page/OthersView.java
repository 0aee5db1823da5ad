package io.joute.server.page;

import java.util.List;

/**
 * What the votes of all say of two models.
 *
 * @param lines one a side that has votes
 * @param sentence how often the one would be preferred to the other, or why that cannot be told yet
 */
public record OthersView(List<Line> lines, String sentence) {
    public OthersView {
        lines = List.copyOf(lines);
    }

    /** A model, and its rating in a sentence. */
    public record Line(String letter, String name, String text) {}
}
