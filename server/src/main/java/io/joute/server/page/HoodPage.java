package io.joute.server.page;

import java.util.List;

/**
 * The page under the hood: the tokens of two answers, each as likely as its model found it.
 *
 * @param shell the page's frame
 * @param duel the duel's id
 * @param question what was asked
 * @param a side A
 * @param b side B
 */
public record HoodPage(Shell shell, String duel, String question, Half a, Half b) {
    /**
     * One side.
     *
     * @param letter a or b
     * @param title which answer, and whose
     * @param pieces its tokens; empty where they cannot be known
     */
    public record Half(String letter, String title, List<Piece> pieces) {
        public Half {
            pieces = List.copyOf(pieces);
        }
    }

    /**
     * A token.
     *
     * @param text its characters
     * @param shown its characters for a table, white space visible
     * @param level 0, a surprise, to 4, a certainty
     * @param probability as a percentage
     * @param others what else might have come, with percentages
     */
    public record Piece(String text, String shown, int level, String probability, String others) {}
}
