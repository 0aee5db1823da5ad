package io.joute.engine.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * SentencePiece's byte-pair encoding, as in Llama 2, Mistral's first models and Gemma: tokens defined by hand are found
 * first; in the text between them a space is written ▁, and neighbours are merged, those that make the token of highest score
 * first, the leftmost of equals; a character that is left and is no token becomes its UTF-8 bytes, a token each. O(n log n).
 *
 * <p>Text never becomes a special token, nor a byte token by its spelling. A text that starts with ▁ cannot be told from one
 * that starts with a space. Of tokens that are spelt alike the first counts.
 *
 * <p>Source: Kudo and Richardson, arXiv:1808.06226; the order of merges is that of llama.cpp.
 */
public final class SentencePieceBpe implements Tokenizer {
    private static final char SPACE = '\u2581';
    private static final int BYTES = 256;

    private final SentencePieceVocabulary vocabulary;
    private final TokenTable tokens;
    private final int[] byteIds;
    private final PieceSymbols symbols;

    /**
     * Index a vocabulary.
     *
     * @throws IllegalArgumentException when a byte has no token, or a token of a byte is not spelt as one
     */
    public SentencePieceBpe(SentencePieceVocabulary vocabulary) {
        this.vocabulary = vocabulary;
        tokens = new TokenTable(vocabulary.tokens(), vocabulary.kinds());
        byteIds = byteIds();
        symbols = new PieceSymbols(vocabulary);
    }

    private int[] byteIds() {
        int[] ids = new int[BYTES];
        Arrays.fill(ids, TokenTable.NONE);
        for (int id = tokens.size() - 1; id >= 0; id--) {
            if (tokens.kind(id) == TokenKind.BYTE) {
                ids[byteOf(tokens.spelling(id))] = id;
            }
        }
        for (int b = 0; b < BYTES; b++) {
            if (ids[b] == TokenTable.NONE) {
                throw new IllegalArgumentException("no token for byte 0x%02x, expected '<0x%02X>' of type %d"
                        .formatted(b, b, TokenKind.BYTE.id()));
            }
        }
        return ids;
    }

    /** The byte that a token of kind {@link TokenKind#BYTE} spells. */
    private static int byteOf(String spelling) {
        if (!isByte(spelling)) {
            throw new IllegalArgumentException("byte token '" + spelling + "', expected '<0x00>' to '<0xFF>'");
        }
        return Integer.parseInt(spelling, 3, 5, 16);
    }

    /** Whether {@code spelling} is that of a byte token. */
    public static boolean isByte(String spelling) {
        return spelling.length() == 6
                && spelling.startsWith("<0x")
                && spelling.endsWith(">")
                && "0123456789ABCDEF".indexOf(spelling.charAt(3)) >= 0
                && "0123456789ABCDEF".indexOf(spelling.charAt(4)) >= 0;
    }

    @Override
    public int vocabularySize() {
        return tokens.size();
    }

    @Override
    public int[] encode(String text) {
        var encoding = new Encoding();
        tokens.encode(text, encoding.ids, (from, to) -> encoding.section(text, from, to));
        return encoding.ids.toArray();
    }

    @Override
    public byte[] bytes(int id) {
        return switch (tokens.kind(id)) {
            case CONTROL, UNKNOWN, UNUSED -> new byte[0];
            case BYTE -> new byte[] {(byte) byteOf(tokens.spelling(id))};
            case USER_DEFINED -> Utf8.bytes(tokens.spelling(id));
            case NORMAL -> tokens.spelling(id).replace(SPACE, ' ').getBytes(StandardCharsets.UTF_8);
        };
    }

    @Override
    public String piece(int id) {
        return tokens.spelling(id);
    }

    @Override
    public boolean isSpecial(int id) {
        return tokens.isSpecial(id);
    }

    @Override
    public OptionalInt special(String spelling) {
        return tokens.special(spelling);
    }

    @Override
    public OptionalInt beginOfText() {
        return vocabulary.beginOfText();
    }

    @Override
    public OptionalInt endOfText() {
        return vocabulary.endOfText();
    }

    @Override
    public boolean beginsTextWithSpace() {
        return vocabulary.spaceFirst();
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    /** One text on its way. */
    private final class Encoding {
        private final IntList ids = new IntList();
        private final IntList merged = new IntList();
        private final PieceMerger merger = new PieceMerger(symbols);
        private int[] run = new int[64];
        private int length;

        void section(String text, int start, int end) {
            if (vocabulary.spaceFirst()) {
                add(symbols.symbolOf(SPACE));
            }
            boolean inWord = false;
            for (int i = start; i < end; ) {
                int c = text.codePointAt(i);
                i += Character.charCount(c);
                boolean space = c == ' ' || c == SPACE;
                if (space && inWord && symbols.wordsStartAtSpaces()) {
                    flush();
                }
                inWord = !space;
                add(symbols.symbolOf(space ? SPACE : c));
            }
            flush();
        }

        private void add(int symbol) {
            if (length == run.length) {
                run = Arrays.copyOf(run, Math.multiplyExact(length, 2));
            }
            run[length++] = symbol;
        }

        private void flush() {
            merged.clear();
            merger.merge(run, length, merged);
            length = 0;
            for (int i = 0; i < merged.size(); i++) {
                int symbol = merged.get(i);
                if (symbol < tokens.size()) {
                    ids.add(symbol);
                } else {
                    addBytes(symbols.character(symbol));
                }
            }
        }

        private void addBytes(int character) {
            for (byte b : Utf8.bytes(Character.toString(character))) {
                ids.add(byteIds[b & 0xFF]);
            }
        }
    }
}
