package io.joute.server.page;

/** Takes out of a text the characters that make it look like another one. */
final class CleanText {
    private CleanText() {}

    /**
     * Drop control characters but line feeds and tabs, show bidirectional overrides and isolates by their number, and
     * replace halves of characters.
     */
    static String of(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.replace("\r\n", "\n").replace('\r', '\n').codePoints().forEach(point -> append(clean, point));
        return clean.toString();
    }

    private static void append(StringBuilder clean, int point) {
        if (point == '\n' || point == '\t') {
            clean.append((char) point);
        } else if (turnsDirection(point)) {
            clean.append("⟨U+")
                    .append(Integer.toHexString(point).toUpperCase(java.util.Locale.ROOT))
                    .append('⟩');
        } else if (Character.getType(point) == Character.SURROGATE) {
            clean.append('\uFFFD');
        } else if (!Character.isISOControl(point)) {
            clean.appendCodePoint(point);
        }
    }

    private static boolean turnsDirection(int point) {
        return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    }
}
