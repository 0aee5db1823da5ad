package io.joute.engine.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts text into the pieces inside which byte pairs are merged. All kinds follow one pattern, alternatives tried in this
 * order:
 *
 * <ol>
 *   <li>{@code (?i:'s|'t|'re|'ve|'m|'ll|'d)}
 *   <li>{@code [^\r\n\p{L}\p{N}]?\p{L}+}
 *   <li>{@code \p{N}{1,D}}, D the digits that a piece may have
 *   <li>{@code  ?[^\s\p{L}\p{N}]+[\r\n]*}, an optional space first
 *   <li>{@code \s*[\r\n]+}
 *   <li>{@code \s+(?!\S)}
 *   <li>{@code \s+}
 * </ol>
 *
 * with Unicode classes and case folding. The pattern is written out by hand: a matcher that backtracks needs a stack as deep
 * as the text is long; this one reads each character a few times. An unpaired surrogate counts as U+FFFD.
 *
 * <p>Source: the pattern published with the Llama 3 tokenizer.
 */
public enum PreTokenizer {
    /** That of Llama 3: digits in threes. */
    LLAMA_BPE("llama-bpe", 3),
    /** That of the models that Joute trains: digits one by one, so that small models can do sums. */
    JOUTE_DEMO("joute-demo", 1);

    private static final int LETTERS = (1 << Character.UPPERCASE_LETTER)
            | (1 << Character.LOWERCASE_LETTER)
            | (1 << Character.TITLECASE_LETTER)
            | (1 << Character.MODIFIER_LETTER)
            | (1 << Character.OTHER_LETTER);
    private static final int NUMBERS =
            (1 << Character.DECIMAL_DIGIT_NUMBER) | (1 << Character.LETTER_NUMBER) | (1 << Character.OTHER_NUMBER);
    private static final char LONG_S = '\u017F';

    private final String spelling;
    private final int digits;

    PreTokenizer(String spelling, int digits) {
        this.spelling = spelling;
        this.digits = digits;
    }

    /** Its name in {@code tokenizer.ggml.pre}. */
    public String spelling() {
        return spelling;
    }

    /** The kind that a file calls so; that of Llama 3 has had three names. */
    public static Optional<PreTokenizer> of(String spelling) {
        return switch (spelling) {
            case "llama-bpe", "llama3", "llama-v3" -> Optional.of(LLAMA_BPE);
            case "joute-demo" -> Optional.of(JOUTE_DEMO);
            default -> Optional.empty();
        };
    }

    /** The pieces of {@code text}, in order; together they are the text. */
    public List<String> split(String text) {
        List<String> pieces = new ArrayList<>();
        for (int start = 0; start < text.length(); ) {
            int end = end(text, start);
            pieces.add(text.substring(start, end));
            start = end;
        }
        return pieces;
    }

    /** Where the piece that starts at {@code start}, before the end of the text, ends. */
    int end(CharSequence text, int start) {
        int first = Character.codePointAt(text, start);
        int next = start + Character.charCount(first);
        if (first == '\'') {
            int end = contraction(text, next);
            if (end > 0) {
                return end;
            }
        }
        if (isNumber(first)) {
            return numbers(text, start);
        }
        if (isLetter(first)
                || (!isNewline(first) && next < text.length() && isLetter(Character.codePointAt(text, next)))) {
            return letters(text, next);
        }
        if (!isSpace(first)) {
            return others(text, next);
        }
        if (first == ' ' && next < text.length() && isOther(Character.codePointAt(text, next))) {
            return others(text, next);
        }
        return spaces(text, start);
    }

    private static int contraction(CharSequence text, int start) {
        char first = folded(text, start);
        char second = folded(text, start + 1);
        return switch (first) {
            case 's', 't', 'm', 'd' -> start + 1;
            case 'r', 'v' -> second == 'e' ? start + 2 : -1;
            case 'l' -> second == 'l' ? start + 2 : -1;
            default -> -1;
        };
    }

    /** The lower case of a letter of a contraction, among whose other forms is the long s; 0 after the end. */
    private static char folded(CharSequence text, int index) {
        if (index >= text.length()) {
            return 0;
        }
        char c = text.charAt(index);
        return c == LONG_S ? 's' : c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }

    private static int letters(CharSequence text, int start) {
        int end = start;
        while (end < text.length()) {
            int c = Character.codePointAt(text, end);
            if (!isLetter(c)) {
                break;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    private int numbers(CharSequence text, int start) {
        int end = start;
        for (int i = 0; i < digits && end < text.length(); i++) {
            int c = Character.codePointAt(text, end);
            if (!isNumber(c)) {
                break;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    /** Characters that are neither letter, number nor space, then newlines. */
    private static int others(CharSequence text, int start) {
        int end = start;
        while (end < text.length()) {
            int c = Character.codePointAt(text, end);
            if (!isOther(c)) {
                break;
            }
            end += Character.charCount(c);
        }
        while (end < text.length() && isNewline(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Up to the last newline if there is one; else all but the last space, which belongs to what follows it. */
    private static int spaces(CharSequence text, int start) {
        int end = start;
        int afterNewline = -1;
        while (end < text.length() && isSpace(text.charAt(end))) {
            end++;
            if (isNewline(text.charAt(end - 1))) {
                afterNewline = end;
            }
        }
        if (afterNewline > 0) {
            return afterNewline;
        }
        return end == text.length() || end == start + 1 ? end : end - 1;
    }

    private static boolean isLetter(int c) {
        return ((LETTERS >> Character.getType(c)) & 1) != 0;
    }

    private static boolean isNumber(int c) {
        return ((NUMBERS >> Character.getType(c)) & 1) != 0;
    }

    private static boolean isOther(int c) {
        return !isSpace(c) && !isLetter(c) && !isNumber(c);
    }

    private static boolean isNewline(int c) {
        return c == '\n' || c == '\r';
    }

    /** Unicode's White_Space; none lies beyond the first plane. */
    private static boolean isSpace(int c) {
        return switch (c) {
            case ' ', '\t', '\n', 0x0B, '\f', '\r', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
            default -> c >= 0x2000 && c <= 0x200A;
        };
    }
}
