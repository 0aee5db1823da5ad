package io.joute.engine.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts text into the pieces inside which byte pairs are merged. All kinds follow one pattern, alternatives tried in this
 * order:
 *
 * <ol>
 *   <li>{@code (?i:'s|'t|'re|'ve|'m|'ll|'d)}; not in tekken
 *   <li>a word: {@code [^\r\n\p{L}\p{N}]?\p{L}+}; in tekken cut where a capital follows a small letter
 *   <li>{@code \p{N}{1,D}}, D the digits that a piece may have
 *   <li>{@code  ?[^\s\p{L}\p{N}]+[\r\n]*}, an optional space first; {@code [\r\n/]*} at the end in tekken
 *   <li>{@code \s*[\r\n]+}
 *   <li>{@code \s+(?!\S)}
 *   <li>{@code \s+}
 * </ol>
 *
 * with Unicode classes and case folding. The pattern is written out by hand: a matcher that backtracks needs a stack as deep
 * as the text is long; this one reads each character a few times. An unpaired surrogate counts as U+FFFD.
 *
 * <p>Source: the patterns published in {@code tokenizer.json} of Llama 3, Mistral Nemo and Small (tekken), and Qwen 2.
 */
public enum PreTokenizer {
    /** That of Llama 3: digits in threes. */
    LLAMA_BPE("llama-bpe", 3, Words.LETTERS, true),
    /** That of Mistral since Nemo: words are cut by case, digits one by one. */
    TEKKEN("tekken", 1, Words.CASED, true),
    /** That of Qwen 2 and 3: digits one by one, and tokens made by merges only. */
    QWEN2("qwen2", 1, Words.LETTERS, false),
    /** That of the models that Joute trains: digits one by one, so that small models can do sums. */
    JOUTE_DEMO("joute-demo", 1, Words.LETTERS, true);

    private static final char LONG_S = '\u017F';

    private final String spelling;
    private final int digits;
    private final Words words;
    private final boolean takesTokensWhole;

    PreTokenizer(String spelling, int digits, Words words, boolean takesTokensWhole) {
        this.spelling = spelling;
        this.digits = digits;
        this.words = words;
        this.takesTokensWhole = takesTokensWhole;
    }

    /** Its name in {@code tokenizer.ggml.pre}. */
    public String spelling() {
        return spelling;
    }

    /** The kind that a file calls so: llama.cpp's names, several for one pattern. */
    public static Optional<PreTokenizer> of(String spelling) {
        return switch (spelling) {
            case "llama-bpe", "llama3", "llama-v3" -> Optional.of(LLAMA_BPE);
            case "tekken" -> Optional.of(TEKKEN);
            case "qwen2", "deepseek-r1-qwen" -> Optional.of(QWEN2);
            case "joute-demo" -> Optional.of(JOUTE_DEMO);
            default -> Optional.empty();
        };
    }

    /** Whether a piece that is a token is taken whole, even where no merges make it. */
    boolean takesTokensWhole() {
        return takesTokensWhole;
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
        if (Characters.isNumber(first)) {
            return numbers(text, start);
        }
        int next = start + Character.charCount(first);
        int contraction = first == '\'' ? contraction(text, next) : -1;
        int end = contraction >= 0 ? contraction : words.end(text, start);
        if (end >= 0) {
            return end;
        }
        boolean other = !Characters.isSpace(first)
                || (first == ' ' && next < text.length() && Characters.isOther(Character.codePointAt(text, next)));
        return other ? others(text, next) : spaces(text, start);
    }

    private int contraction(CharSequence text, int start) {
        if (this == TEKKEN) {
            return -1;
        }
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

    private int numbers(CharSequence text, int start) {
        int end = start;
        for (int i = 0; i < digits && end < text.length(); i++) {
            int c = Character.codePointAt(text, end);
            if (!Characters.isNumber(c)) {
                break;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    /** Characters that are neither letter, number nor space, then newlines. */
    private int others(CharSequence text, int start) {
        int end = start;
        while (end < text.length()) {
            int c = Character.codePointAt(text, end);
            if (!Characters.isOther(c)) {
                break;
            }
            end += Character.charCount(c);
        }
        while (end < text.length() && (Characters.isNewline(text.charAt(end)) || isTail(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    /** What may follow newlines after others. */
    private boolean isTail(char c) {
        return this == TEKKEN && c == '/';
    }

    /** Up to the last newline if there is one; else all but the last space, which belongs to what follows it. */
    private static int spaces(CharSequence text, int start) {
        int end = start;
        int afterNewline = -1;
        while (end < text.length() && Characters.isSpace(text.charAt(end))) {
            end++;
            if (Characters.isNewline(text.charAt(end - 1))) {
                afterNewline = end;
            }
        }
        if (afterNewline > 0) {
            return afterNewline;
        }
        return end == text.length() || end == start + 1 ? end : end - 1;
    }
}
