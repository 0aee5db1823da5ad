package io.joute.server.http;

import java.util.regex.Pattern;

/** Takes out of a style sheet what only its authors need. */
final class Compact {
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern INDENT = Pattern.compile("\\s*\\n\\s*");

    private Compact() {}

    static String css(String source) {
        return INDENT.matcher(COMMENT.matcher(source).replaceAll(""))
                .replaceAll("\n")
                .strip();
    }
}
