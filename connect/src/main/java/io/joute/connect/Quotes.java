package io.joute.connect;

import io.joute.base.chat.Message;
import java.util.List;

/** Takes out of a provider's sentence what it repeats of a conversation: failures are logged, questions never are. */
final class Quotes {
    private static final int RECOGNISED = 8;
    private static final int SHORTEST = 4;

    private Quotes() {}

    /** {@code told}, each run of characters that stands in a message given as an ellipsis. */
    static String without(String told, List<Message> messages) {
        List<String> texts = messages.stream()
                .map(message -> message.text().replaceAll("\\s+", " ").strip())
                .filter(text -> text.length() >= SHORTEST)
                .toList();
        StringBuilder rest = new StringBuilder();
        int at = 0;
        while (at < told.length()) {
            int length = longestQuote(told, at, texts);
            rest.append(length > 0 ? "…" : told.substring(at, at + 1));
            at += Math.max(1, length);
        }
        return rest.toString();
    }

    /** Characters from {@code at} on that stand in a text; 0 when too few do to be a quote. */
    private static int longestQuote(String told, int at, List<String> texts) {
        int longest = 0;
        for (String text : texts) {
            int end = at + Math.min(RECOGNISED, text.length());
            if (end <= told.length() && text.contains(told.substring(at, end))) {
                while (end < told.length() && text.contains(told.substring(at, end + 1))) {
                    end++;
                }
                longest = Math.max(longest, end - at);
            }
        }
        return longest;
    }
}
