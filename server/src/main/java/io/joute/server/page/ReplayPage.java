package io.joute.server.page;

/**
 * A turn played once more.
 *
 * @param turn from 0
 * @param language code of the question's language
 * @param settings sentence that tells how answers are drawn on both sides
 */
public record ReplayPage(
        Shell shell, String duel, int turn, String question, String language, String settings, Half a, Half b) {
    /**
     * One side.
     *
     * @param verdict sentence that tells whether it is the same
     * @param html what came now; empty when nothing did
     */
    public record Half(String letter, String title, String verdict, String language, SafeHtml html) {}
}
