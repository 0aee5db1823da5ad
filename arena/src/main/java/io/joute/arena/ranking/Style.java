package io.joute.arena.ranking;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an answer looks like, whatever it says: its length and its Markdown. Code blocks do not count.
 *
 * @param tokens of its length
 * @param headers lines that begin with one to six {@code #} and a space
 * @param orderedItems lines that begin with a number, a point and a space
 * @param unorderedItems lines that begin with {@code -}, {@code *} or {@code +} and a space
 * @param bold runs between double stars or double underscores, within one line
 */
public record Style(long tokens, int headers, int orderedItems, int unorderedItems, int bold) {
    private static final String FENCE = "```";
    private static final Pattern HEADER = Pattern.compile("(?m)^#{1,6}+[ \\t]");
    private static final Pattern ORDERED = Pattern.compile("(?m)^[ \\t]*+\\d++\\.[ \\t]");
    private static final Pattern UNORDERED = Pattern.compile("(?m)^[ \\t]*+[-*+][ \\t]");
    private static final Pattern BOLD = Pattern.compile("\\*\\*[^*\\n]++\\*\\*|__[^_\\n]++__");

    public Style {
        if (tokens < 0) {
            throw new IllegalArgumentException("tokens are " + tokens + ", expected 0 or more");
        }
    }

    /** The style of a Markdown text of so many tokens. */
    public static Style of(String text, long tokens) {
        String prose = withoutCode(text);
        return new Style(
                tokens, count(HEADER, prose), count(ORDERED, prose), count(UNORDERED, prose), count(BOLD, prose));
    }

    /** Items of lists of both kinds. */
    public long listItems() {
        return (long) orderedItems + unorderedItems;
    }

    private static int count(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        int found = 0;
        while (matcher.find()) {
            found++;
        }
        return found;
    }

    /** An open fence takes all that follows, as it does on screen. */
    private static String withoutCode(String text) {
        StringBuilder prose = new StringBuilder(text.length());
        int from = 0;
        int open = text.indexOf(FENCE);
        while (open >= 0) {
            prose.append(text, from, open);
            int close = text.indexOf(FENCE, open + FENCE.length());
            from = close < 0 ? text.length() : close + FENCE.length();
            open = text.indexOf(FENCE, from);
        }
        return prose.append(text, from, text.length()).toString();
    }
}
