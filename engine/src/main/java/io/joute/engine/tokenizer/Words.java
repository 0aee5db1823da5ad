package io.joute.engine.tokenizer;

/**
 * The alternatives of a pre-tokenizer's pattern that take a word: where the word that starts at {@code start}, before the end
 * of the text and not at a number, ends; −1 when none starts there. Each reads a character a few times at most.
 */
enum Words {
    /** {@code [^\r\n\p{L}\p{N}]?\p{L}+} */
    LETTERS {
        @Override
        int end(CharSequence text, int start) {
            int first = Character.codePointAt(text, start);
            int next = start + Character.charCount(first);
            if (Characters.isLetter(first) || (!Characters.isNewline(first) && letterAt(text, next))) {
                return lettersEnd(text, next);
            }
            return NONE;
        }
    },
    /**
     * Cut before a capital that follows a small letter. With {@code U} for {@code [\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]} and
     * {@code L} for {@code [\p{Ll}\p{Lm}\p{Lo}\p{M}]}, first {@code [^\r\n\p{L}\p{N}]?U*L+}, then {@code
     * [^\r\n\p{L}\p{N}]?U+L*}.
     */
    CASED {
        @Override
        int end(CharSequence text, int start) {
            int first = Character.codePointAt(text, start);
            boolean letter = Characters.isLetter(first);
            if (!letter && Characters.isNewline(first)) {
                return NONE;
            }
            int body = letter ? start : start + Character.charCount(first);
            int capitals = body;
            int afterUncased = NONE;
            while (capitals < text.length()) {
                int c = Character.codePointAt(text, capitals);
                boolean uncased = Characters.isUncased(c);
                if (!uncased && !Characters.isUpper(c)) {
                    break;
                }
                capitals += Character.charCount(c);
                afterUncased = uncased ? capitals : afterUncased;
            }
            if (capitals < text.length() && Characters.isLower(Character.codePointAt(text, capitals))) {
                return smallLettersEnd(text, capitals);
            }
            if (afterUncased != NONE) {
                // L+ takes one back from U*: the last that may be either.
                return afterUncased;
            }
            if (!letter && Characters.isUncased(first)) {
                // A mark that opens no word is a word: the first alternative without its prefix precedes the second.
                return body;
            }
            return capitals == body ? NONE : capitals;
        }
    };

    private static final int NONE = -1;

    abstract int end(CharSequence text, int start);

    private static boolean letterAt(CharSequence text, int index) {
        return index < text.length() && Characters.isLetter(Character.codePointAt(text, index));
    }

    private static int lettersEnd(CharSequence text, int start) {
        int end = start;
        while (letterAt(text, end)) {
            end += Character.charCount(Character.codePointAt(text, end));
        }
        return end;
    }

    private static int smallLettersEnd(CharSequence text, int start) {
        int end = start;
        while (end < text.length()) {
            int c = Character.codePointAt(text, end);
            if (!Characters.isLower(c) && !Characters.isUncased(c)) {
                break;
            }
            end += Character.charCount(c);
        }
        return end;
    }
}
