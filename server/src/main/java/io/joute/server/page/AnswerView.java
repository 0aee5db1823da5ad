package io.joute.server.page;

import io.joute.arena.duel.BlindView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pane of a duel.
 *
 * @param letter {@code a} or {@code b}
 * @param title heading of the pane
 * @param state how far it is: waiting, writing, done, cut or failed
 * @param language code of the language it is written in
 * @param text what has come, while it is not whole
 * @param html the whole answer, or null before that
 * @param retryLabel text of the button that asks again
 * @param retryable whether that button works
 * @param reaction what the visitor thinks of it
 * @param ticked what the visitor ticked of it, once the duel is revealed
 */
public record AnswerView(
        String letter,
        String title,
        String state,
        String language,
        String text,
        @Nullable SafeHtml html,
        String retryLabel,
        boolean retryable,
        ReactionForm reaction,
        List<String> ticked) {
    private static final String MASK = BlindView.MASK;

    public AnswerView {
        ticked = List.copyOf(ticked);
    }

    /** Whether more is to come. */
    public boolean busy() {
        return state.equals("waiting") || state.equals("writing");
    }

    /** Whether a name is masked in it. */
    public boolean masked() {
        return text.contains(MASK);
    }

    /** Whether it was ended before its end. */
    public boolean cut() {
        return state.equals("cut");
    }

    /** Whether there is no answer. */
    public boolean failed() {
        return state.equals("failed");
    }
}
