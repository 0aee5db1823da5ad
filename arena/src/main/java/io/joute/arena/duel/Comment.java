package io.joute.arena.duel;

/**
 * What a voter wrote about an answer. It never shows in a message or a log: only {@link #text()} gives it.
 *
 * @param text not blank, at most {@value #MOST_CHARACTERS} code points, without control characters but line ends
 */
public record Comment(String text) {
    /** Code points a comment may have. */
    public static final int MOST_CHARACTERS = 2_000;

    public Comment {
        int characters = text.codePointCount(0, text.length());
        if (text.isBlank() || characters > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "a comment of " + characters + " characters, expected 1 to " + MOST_CHARACTERS + ", not all blank");
        }
        if (text.codePoints().anyMatch(Comment::isRefused)) {
            throw new IllegalArgumentException("a comment with control characters or half a character, expected none");
        }
    }

    /** Whether a comment cannot hold this code point: it would end lines of logs, or is half of one. */
    static boolean isRefused(int codePoint) {
        return (Character.isISOControl(codePoint) && codePoint != '\n')
                || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }

    @Override
    public String toString() {
        return "Comment[" + text.length() + " characters]";
    }
}
