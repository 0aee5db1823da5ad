package io.joute.engine.tokenizer;

import java.util.List;
import java.util.OptionalInt;

/**
 * Byte-level byte-pair encoding: tokens defined by hand are found first, the text between them is cut into pieces, and the
 * UTF-8 bytes of a piece are merged pair by pair in the vocabulary's order; some kinds take a piece that is a token whole.
 * Linear in the text (n log n inside one piece), without recursion.
 *
 * <p>Text never becomes a special token. Of tokens that are spelt alike the first counts; a token spelt by nothing never
 * matches.
 *
 * <p>Source: Sennrich et al., arXiv:1508.07909, on bytes as in GPT-2.
 */
public final class ByteLevelBpe implements Tokenizer {
    /** The bytes that UTF-8 uses: all but 0xC0, 0xC1 and those from 0xF5. */
    private static final int LAST_UTF8_BYTE = 0xF4;

    private static final int NONE = TokenTable.NONE;

    private final Vocabulary vocabulary;
    private final TokenTable tokens;
    private final int longestWhole;
    private final int[] byteIds = new int[256];
    private final MergeTable merges;
    private final List<String> warnings;

    /**
     * Index a vocabulary.
     *
     * @throws IllegalArgumentException when a merge is malformed or a byte of UTF-8 has no token
     */
    public ByteLevelBpe(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        tokens = new TokenTable(vocabulary.tokens(), vocabulary.kinds());
        longestWhole = vocabulary.preTokenizer().takesTokensWhole()
                ? tokens.textIds().keySet().stream()
                        .mapToInt(String::length)
                        .max()
                        .orElse(0)
                : 0;
        indexBytes();
        var list = new MergeList(tokens, vocabulary.merges());
        merges = list.table();
        warnings = list.warnings();
    }

    @Override
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public int vocabularySize() {
        return tokens.size();
    }

    @Override
    public int[] encode(String text) {
        var encoding = new Encoding();
        tokens.encode(text, encoding.ids, (from, to) -> encoding.section(text.substring(from, to)));
        return encoding.ids.toArray();
    }

    @Override
    public byte[] bytes(int id) {
        return switch (tokens.kind(id)) {
            case CONTROL, UNKNOWN, UNUSED -> new byte[0];
            case USER_DEFINED -> Utf8.bytes(tokens.spelling(id));
            case NORMAL, BYTE -> ByteAlphabet.bytes(tokens.spelling(id));
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
        return false;
    }

    private void indexBytes() {
        for (int b = 0; b < byteIds.length; b++) {
            byteIds[b] = tokens.text(String.valueOf(ByteAlphabet.charOf(b)));
            boolean needed = b <= LAST_UTF8_BYTE && b != 0xC0 && b != 0xC1;
            if (needed && byteIds[b] == NONE) {
                throw new IllegalArgumentException("no token for byte 0x%02x, expected '%s' in the vocabulary"
                        .formatted(b, ByteAlphabet.charOf(b)));
            }
        }
    }

    /** One text on its way. */
    private final class Encoding {
        private final IntList ids = new IntList();
        private final PieceMerger merger = new PieceMerger(merges);
        private byte[] bytes = new byte[64];
        private char[] spelling = new char[64];
        private int[] symbols = new int[64];

        void section(String text) {
            for (int start = 0; start < text.length(); ) {
                int end = vocabulary.preTokenizer().end(text, start);
                piece(text, start, end);
                start = end;
            }
        }

        private void piece(String text, int start, int end) {
            int needed = Math.multiplyExact(end - start, 3);
            if (bytes.length < needed) {
                bytes = new byte[needed];
                spelling = new char[needed];
                symbols = new int[needed];
            }
            int length = Utf8.encode(text, start, end, bytes);
            int whole = length <= longestWhole ? whole(length) : NONE;
            if (whole != NONE) {
                ids.add(whole);
                return;
            }
            for (int i = 0; i < length; i++) {
                symbols[i] = byteIds[bytes[i] & 0xFF];
            }
            merger.merge(symbols, length, ids);
        }

        private int whole(int length) {
            for (int i = 0; i < length; i++) {
                spelling[i] = ByteAlphabet.charOf(bytes[i] & 0xFF);
            }
            return tokens.text(new String(spelling, 0, length));
        }
    }
}
