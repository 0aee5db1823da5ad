package io.joute.server.page;

import java.util.regex.Pattern;

/** Spaces as French printing has them: narrow and unbreakable before high punctuation and inside quotes. */
final class Typography {
    private static final Pattern BEFORE = Pattern.compile("[ \\u00A0]([;:?!»%])");
    private static final Pattern AFTER = Pattern.compile("«[ \\u00A0]");

    private Typography() {}

    static String french(String text) {
        return AFTER.matcher(BEFORE.matcher(text).replaceAll("\u202F$1")).replaceAll("«\u202F");
    }
}
