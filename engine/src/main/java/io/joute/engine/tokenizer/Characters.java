package io.joute.engine.tokenizer;

/** The classes of characters that pre-tokenizers tell apart, by Unicode's general categories. */
final class Characters {
    private static final int UPPER = (1 << Character.UPPERCASE_LETTER) | (1 << Character.TITLECASE_LETTER);
    private static final int LOWER = 1 << Character.LOWERCASE_LETTER;
    private static final int UNCASED_LETTERS = (1 << Character.MODIFIER_LETTER) | (1 << Character.OTHER_LETTER);
    private static final int LETTERS = UPPER | LOWER | UNCASED_LETTERS;
    private static final int MARKS = (1 << Character.NON_SPACING_MARK)
            | (1 << Character.ENCLOSING_MARK)
            | (1 << Character.COMBINING_SPACING_MARK);
    private static final int NUMBERS =
            (1 << Character.DECIMAL_DIGIT_NUMBER) | (1 << Character.LETTER_NUMBER) | (1 << Character.OTHER_NUMBER);

    private Characters() {}

    static boolean isLetter(int c) {
        return is(LETTERS, c);
    }

    static boolean isNumber(int c) {
        return is(NUMBERS, c);
    }

    /** A capital: an upper or title case letter. */
    static boolean isUpper(int c) {
        return is(UPPER, c);
    }

    static boolean isLower(int c) {
        return is(LOWER, c);
    }

    /** What may stand among capitals and among small letters: letters without case, and marks. */
    static boolean isUncased(int c) {
        return is(UNCASED_LETTERS | MARKS, c);
    }

    /** Neither letter, number nor space. */
    static boolean isOther(int c) {
        return !isSpace(c) && !is(LETTERS | NUMBERS, c);
    }

    static boolean isNewline(int c) {
        return c == '\n' || c == '\r';
    }

    /** Unicode's White_Space; none lies beyond the first plane. */
    static boolean isSpace(int c) {
        return switch (c) {
            case ' ', '\t', '\n', 0x0B, '\f', '\r', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
            default -> c >= 0x2000 && c <= 0x200A;
        };
    }

    private static boolean is(int categories, int c) {
        return ((categories >> Character.getType(c)) & 1) != 0;
    }
}
