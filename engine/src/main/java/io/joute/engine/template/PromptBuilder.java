package io.joute.engine.template;

import io.joute.engine.tokenizer.Tokenizer;
import java.util.stream.IntStream;

/** Collects the ids of a prompt: special tokens by id, everything else through the tokenizer. */
final class PromptBuilder {
    private final Tokenizer tokenizer;
    private final IntStream.Builder ids = IntStream.builder();

    PromptBuilder(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    PromptBuilder special(int id) {
        ids.add(id);
        return this;
    }

    PromptBuilder text(String text) {
        for (int id : tokenizer.encode(text)) {
            ids.add(id);
        }
        return this;
    }

    int[] build() {
        return ids.build().toArray();
    }

    /** The id of a special token that the template cannot do without. */
    static int required(Tokenizer tokenizer, String spelling) {
        return tokenizer
                .special(spelling)
                .orElseThrow(() -> new IllegalArgumentException("special token '" + spelling
                        + "' is missing from the vocabulary, expected by the chat template"));
    }

    /** Drop the space around a text, as templates do: Unicode's, and the separators 0x1C to 0x1F. */
    static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }
}
