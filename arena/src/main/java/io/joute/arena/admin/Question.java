package io.joute.arena.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A question that visitors are offered to try.
 *
 * @param category what it is about, a word or two
 * @param text the question itself
 */
public record Question(String category, String text) {
    /** The most characters of a category. */
    public static final int LONGEST_CATEGORY = 40;

    /** The most characters of a question. */
    public static final int LONGEST_TEXT = 2000;

    private static final int ID_LENGTH = 16;

    public Question {
        if (!isCategory(category) || !isText(text)) {
            throw new IllegalArgumentException("question has a category of " + category.length()
                    + " characters and a text of " + text.length() + ", expected one line of 1 to " + LONGEST_CATEGORY
                    + " and a text of 1 to " + LONGEST_TEXT);
        }
    }

    /** Whether this can be a category: one line. */
    public static boolean isCategory(String category) {
        return !category.isBlank()
                && category.length() <= LONGEST_CATEGORY
                && category.chars().noneMatch(Character::isISOControl);
    }

    /** Whether this can be a question. */
    public static boolean isText(String text) {
        return !text.isBlank() && text.length() <= LONGEST_TEXT;
    }

    /** What it is known by as long as nobody changes it: 16 hexadecimal digits of what it says. */
    public String id() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((category + '\n' + text).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, ID_LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256, this one has not", impossible);
        }
    }
}
