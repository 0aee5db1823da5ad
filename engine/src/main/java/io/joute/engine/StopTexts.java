package io.joute.engine;

import java.util.List;

/** Looks for texts that end an answer, wherever deltas cut them: what may be the start of one is held back. */
final class StopTexts {
    private final List<String> texts;
    private final StringBuilder held = new StringBuilder();
    private boolean met;

    StopTexts(List<String> texts) {
        this.texts = List.copyOf(texts);
    }

    /** What of the answer is certain after {@code delta}; nothing more once a stop text is met. */
    String accept(String delta) {
        if (met) {
            return "";
        }
        held.append(delta);
        int end = firstStop();
        met = end >= 0;
        return release(met ? end : held.length() - undecided());
    }

    /** Whether a stop text was met. */
    boolean met() {
        return met;
    }

    /** What was held back, at the end of an answer without a stop text. */
    String finish() {
        return met ? "" : release(held.length());
    }

    /** Where the first stop text begins; −1: none. */
    private int firstStop() {
        return texts.stream()
                .mapToInt(held::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(-1);
    }

    private int undecided() {
        int longest = 0;
        for (String text : texts) {
            for (int length = Math.min(text.length() - 1, held.length()); length > longest; length--) {
                if (text.startsWith(held.substring(held.length() - length))) {
                    longest = length;
                }
            }
        }
        return longest;
    }

    private String release(int length) {
        String text = held.substring(0, length);
        held.delete(0, length);
        return text;
    }
}
