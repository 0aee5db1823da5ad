package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.duel.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two answers in two columns of a terminal. */
final class SideBySideTest {
    private final SideBySide columns = new SideBySide(25);

    @Test
    void printsARowOnlyWhenNeitherColumnCanChangeIt() {
        assertThat(columns.write(Side.LEFT, "one two three")).isEmpty();
        assertThat(columns.write(Side.RIGHT, "four five six")).containsExactly("one two     │  four five");
        assertThat(columns.end(Side.LEFT)).isEmpty();
        assertThat(columns.end(Side.RIGHT)).containsExactly("three       │  six");
    }

    @Test
    void leavesTheShorterColumnEmpty() {
        List<String> rows = new ArrayList<>();
        rows.addAll(columns.write(Side.LEFT, "a"));
        rows.addAll(columns.end(Side.LEFT));
        rows.addAll(columns.write(Side.RIGHT, "one two three four five"));
        rows.addAll(columns.end(Side.RIGHT));

        assertThat(rows).containsExactly("a           │  one two", "            │  three four", "            │  five");
    }

    @Test
    void printsTheSameRowsHoweverTheTextIsCut() {
        String left = "The quick brown fox\njumps over";
        String right = "Portez ce vieux whisky au juge blond qui fume";

        assertThat(rows(left, right, 1)).isEqualTo(rows(left, right, 7)).isEqualTo(rows(left, right, 100));
    }

    @Test
    void showsControlCharactersInsteadOfObeyingThem() {
        columns.write(Side.LEFT, "\u001b[2J");
        columns.end(Side.LEFT);

        assertThat(columns.end(Side.RIGHT)).containsExactly("\\u{1b}[2J   │");
    }

    private static List<String> rows(String left, String right, int step) {
        var columns = new SideBySide(25);
        List<String> rows = new ArrayList<>();
        for (int at = 0; at < Math.max(left.length(), right.length()); at += step) {
            rows.addAll(columns.write(Side.LEFT, piece(left, at, step)));
            rows.addAll(columns.write(Side.RIGHT, piece(right, at, step)));
        }
        rows.addAll(columns.end(Side.LEFT));
        rows.addAll(columns.end(Side.RIGHT));
        return rows;
    }

    private static String piece(String text, int at, int step) {
        return text.substring(Math.min(at, text.length()), Math.min(at + step, text.length()));
    }
}
