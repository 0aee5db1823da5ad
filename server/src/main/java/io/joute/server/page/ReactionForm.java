package io.joute.server.page;

import java.util.List;

/**
 * What a visitor thinks of one answer by itself.
 *
 * @param open whether it can be said now
 * @param given {@code like}, {@code dislike}, or empty
 * @param reasons of the sign given
 * @param comment words given with it
 */
public record ReactionForm(boolean open, String given, List<VoteForm.Tick> reasons, String comment) {
    public ReactionForm {
        reasons = List.copyOf(reasons);
    }

    /** Whether this was said. */
    public boolean is(String kind) {
        return given.equals(kind);
    }

    /** What pressing the button of {@code kind} means: pressed again, it takes back. */
    public String pressing(String kind) {
        return is(kind) ? "none" : kind;
    }
}
