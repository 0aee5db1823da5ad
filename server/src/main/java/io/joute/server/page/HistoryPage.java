package io.joute.server.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The visitor's own duels, newest first; models are named only where the curtain fell.
 *
 * @param lines those that the search finds
 * @param all how many there are in all
 * @param search what was searched, perhaps nothing
 * @param erased whether something was just erased
 * @param error what was wrong with a form just sent, or null
 */
public record HistoryPage(
        Shell shell,
        List<Line> lines,
        int all,
        String search,
        boolean erased,
        @Nullable String error) {
    public HistoryPage {
        lines = List.copyOf(lines);
    }

    /** How many duels the search finds. */
    public String found() {
        return shell.words().count("history.found", lines.size());
    }

    /**
     * One duel.
     *
     * @param prompt its first question, shortened
     * @param language code of the question's language
     * @param instant when, for machines
     * @param date when, for people
     * @param vote sentence that tells the last vote; empty when there is none
     * @param models sentence that names both; empty before the reveal
     * @param link text of the link that leads there
     */
    public record Line(
            String id,
            String prompt,
            String language,
            String instant,
            String date,
            String mode,
            String turns,
            String state,
            String vote,
            String models,
            String link) {}
}
