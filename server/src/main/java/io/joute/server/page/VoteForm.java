package io.joute.server.page;

import java.util.List;

/**
 * The ballot of a turn.
 *
 * @param open whether it can be cast now
 * @param tagged whether reasons are given already
 */
public record VoteForm(String duel, int turn, boolean open, boolean tagged, List<Tick> choices, Reasons a, Reasons b) {
    public VoteForm {
        choices = List.copyOf(choices);
    }

    /** Something to choose or tick. */
    public record Tick(String key, String text, boolean checked) {}

    /** The reasons about one side. */
    public record Reasons(String letter, String title, List<Tick> positive, List<Tick> negative, String comment) {
        public Reasons {
            positive = List.copyOf(positive);
            negative = List.copyOf(negative);
        }

        /** Name of its boxes in the form. */
        public String field() {
            return "tags_" + letter;
        }

        /** Name of its text in the form. */
        public String commentField() {
            return "comment_" + letter;
        }
    }
}
