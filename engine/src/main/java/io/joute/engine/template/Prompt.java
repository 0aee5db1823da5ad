package io.joute.engine.template;

import io.joute.engine.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A prompt in parts: marks, which become special tokens, and text, which never does. */
final class Prompt {
    private record Part(boolean mark, String spelling) {}

    private final List<Part> parts = new ArrayList<>();

    /** A special token; text where the vocabulary has no such token. */
    Prompt mark(String spelling) {
        parts.add(new Part(true, spelling));
        return this;
    }

    Prompt text(String text) {
        parts.add(new Part(false, text));
        return this;
    }

    /** What the prompt looks like, marks and text alike. */
    String shown() {
        return parts.stream().map(Part::spelling).collect(Collectors.joining());
    }

    /** The ids of the whole; texts side by side are read as one. */
    int[] ids(Tokenizer tokenizer) {
        IntStream.Builder ids = IntStream.builder();
        var text = new StringBuilder();
        for (Part part : parts) {
            OptionalInt special = part.mark() ? tokenizer.special(part.spelling()) : OptionalInt.empty();
            if (special.isPresent()) {
                flush(text, tokenizer, ids);
                ids.add(special.getAsInt());
            } else {
                text.append(part.spelling());
            }
        }
        flush(text, tokenizer, ids);
        return ids.build().toArray();
    }

    /** A space that a template writes after a token is the one that the tokenizer puts before a text. */
    private static void flush(StringBuilder text, Tokenizer tokenizer, IntStream.Builder ids) {
        boolean spaced = tokenizer.beginsTextWithSpace() && text.length() > 1 && text.charAt(0) == ' ';
        for (int id : tokenizer.encode(text.substring(spaced ? 1 : 0))) {
            ids.add(id);
        }
        text.setLength(0);
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
