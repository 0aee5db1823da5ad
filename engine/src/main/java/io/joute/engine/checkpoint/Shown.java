package io.joute.engine.checkpoint;

import java.util.Locale;

/** What a file says, made fit for a message: one line, bounded, without characters that act on a terminal. */
final class Shown {
    private Shown() {}

    /** Escape and cut in the middle, between quotes. */
    static String name(String name) {
        return "'" + cut(escape(name), Limits.SHOWN_NAME_CHARACTERS) + "'";
    }

    /** Write an unsigned number, digits grouped from five on. */
    static String number(long unsigned) {
        String digits = Long.toUnsignedString(unsigned);
        if (digits.length() < 5) {
            return digits;
        }
        var grouped = new StringBuilder(digits);
        for (int i = digits.length() - 3; i > 0; i -= 3) {
            grouped.insert(i, ' ');
        }
        return grouped.toString();
    }

    /** Write a whole message: escaped, bounded. */
    static String message(String text) {
        return cut(escape(text), Limits.MESSAGE_CHARACTERS);
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int head = (length - 1) * 2 / 3;
        int tail = length - 1 - head;
        return text.substring(0, head) + "…" + text.substring(text.length() - tail);
    }

    /** Control, format (bidirectional ones above all), line-separating and unpaired characters become their number, escaped. */
    private static String escape(String text) {
        var out = new StringBuilder();
        text.codePoints().limit(100_000).forEach(c -> {
            if (acts(c)) {
                out.append(String.format(Locale.ROOT, "\\u{%x}", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    private static boolean acts(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
