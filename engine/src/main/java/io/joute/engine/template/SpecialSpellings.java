package io.joute.engine.template;

import io.joute.engine.tokenizer.TokenFinder;
import io.joute.engine.tokenizer.Tokenizer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Keeps special tokens apart from text that spells them, in what a template renders.
 *
 * <p>Wherever a message spells a special token, a separator is put inside it that occurs in no message: the template still
 * trims and splits the text as it likes, but no special token is left to be found in it, nor at its borders together with what
 * the template writes. What is found afterwards is the template's; the separators are taken out again. A special token of one
 * character could not be taken apart: it is never looked for.
 */
final class SpecialSpellings {
    private static final char FRAME = '\uE000';
    private static final char FILL = '\uE001';

    private final List<String> spellings;
    private final TokenFinder finder = new TokenFinder();

    /** Those of a vocabulary. */
    SpecialSpellings(Tokenizer tokenizer) {
        spellings = IntStream.range(0, tokenizer.vocabularySize())
                .filter(tokenizer::isSpecial)
                .mapToObj(tokenizer::piece)
                .filter(spelling -> spelling.codePointCount(0, spelling.length()) > 1)
                .distinct()
                .toList();
        for (int i = 0; i < spellings.size(); i++) {
            finder.add(spellings.get(i), i);
        }
    }

    /** A separator that none of {@code texts} contains: a run longer than their longest, framed. */
    static String separator(List<String> texts) {
        int longest = 0;
        for (String text : texts) {
            int run = 0;
            for (int i = 0; i < text.length(); i++) {
                run = text.charAt(i) == FILL ? run + 1 : 0;
                longest = Math.max(longest, run);
            }
        }
        return FRAME + String.valueOf(FILL).repeat(longest + 1) + FRAME;
    }

    /** {@code text} with {@code separator} inside each special token that it spells, and at an end that is part of one. */
    String broken(String text, String separator) {
        var broken = new StringBuilder();
        int start = 0;
        while (true) {
            long found = finder.next(text, start);
            if (found == TokenFinder.NONE) {
                break;
            }
            // Only the first character is passed: the next token may begin inside this one.
            int next = text.offsetByCodePoints((int) (found >>> Integer.SIZE), 1);
            broken.append(text, start, next).append(separator);
            start = next;
        }
        broken.append(text, start, text.length());
        if (!text.isEmpty() && spellings.stream().anyMatch(spelling -> meetsStart(text, spelling))) {
            broken.insert(0, separator);
        }
        if (!text.isEmpty() && spellings.stream().anyMatch(spelling -> meetsEnd(text, spelling))) {
            broken.append(separator);
        }
        return broken.toString();
    }

    /** Whether a special token could end in the start of {@code text}, or contain it all. */
    private static boolean meetsStart(String text, String spelling) {
        return (spelling.length() > text.length() && spelling.contains(text))
                || IntStream.range(1, Math.min(spelling.length(), text.length() + 1))
                        .anyMatch(length -> text.startsWith(spelling.substring(spelling.length() - length)));
    }

    private static boolean meetsEnd(String text, String spelling) {
        return IntStream.range(1, Math.min(spelling.length(), text.length() + 1))
                .anyMatch(length -> text.endsWith(spelling.substring(0, length)));
    }

    /** The prompt that was rendered with texts broken by {@code separator}. */
    Prompt prompt(String rendered, String separator) {
        var prompt = new Prompt();
        for (int start = 0; start < rendered.length(); ) {
            long found = finder.next(rendered, start);
            int at = found == TokenFinder.NONE ? rendered.length() : (int) (found >>> Integer.SIZE);
            if (at > start) {
                prompt.text(rendered.substring(start, at).replace(separator, ""));
            }
            if (found == TokenFinder.NONE) {
                break;
            }
            String spelling = spellings.get((int) found);
            prompt.mark(spelling);
            start = at + spelling.length();
        }
        return prompt;
    }
}
