package io.joute.engine.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Byte-level byte-pair encoding: text is cut into pieces, a piece that is a token is taken whole, the UTF-8 bytes of any other
 * are merged pair by pair in the vocabulary's order. Linear in the text (n log n inside one piece), without recursion.
 *
 * <p>Text only ever becomes tokens of kind {@link TokenKind#NORMAL} or {@link TokenKind#BYTE}; user-defined tokens are decoded
 * but not looked for in text. Of tokens that are spelt alike the first counts; a token spelt by nothing never matches.
 *
 * <p>Source: Sennrich et al., arXiv:1508.07909, on bytes as in GPT-2.
 */
public final class ByteLevelBpe implements Tokenizer {
    /** The bytes that UTF-8 uses: all but 0xC0, 0xC1 and those from 0xF5. */
    private static final int LAST_UTF8_BYTE = 0xF4;

    private static final int NONE = -1;

    private final Vocabulary vocabulary;
    private final Map<String, Integer> textIds = new HashMap<>();
    private final Map<String, Integer> specialIds = new HashMap<>();
    private final int longestToken;
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
        for (int id = 0; id < vocabulary.tokens().size(); id++) {
            Map<String, Integer> ids = isSpecial(id) ? specialIds : textIds;
            if (isSpecial(id) || vocabulary.kinds().get(id) != TokenKind.USER_DEFINED) {
                ids.putIfAbsent(vocabulary.tokens().get(id), id);
            }
        }
        textIds.remove("");
        longestToken = textIds.keySet().stream().mapToInt(String::length).max().orElse(0);
        indexBytes();
        var builder = new MergeTableBuilder();
        vocabulary.merges().forEach(builder::add);
        merges = builder.build();
        warnings = builder.warnings();
    }

    /** What is odd in the vocabulary but can be lived with, a sentence each. */
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public int vocabularySize() {
        return vocabulary.tokens().size();
    }

    @Override
    public int[] encode(String text) {
        var encoding = new Encoding(text);
        for (int start = 0; start < text.length(); ) {
            int end = vocabulary.preTokenizer().end(text, start);
            encoding.piece(start, end);
            start = end;
        }
        return encoding.ids.toArray();
    }

    @Override
    public byte[] bytes(int id) {
        if (isSpecial(id)) {
            return new byte[0];
        }
        String spelling = vocabulary.tokens().get(id);
        return vocabulary.kinds().get(id) == TokenKind.USER_DEFINED
                ? Utf8.bytes(spelling)
                : ByteAlphabet.bytes(spelling);
    }

    @Override
    public String piece(int id) {
        requireId(id);
        return vocabulary.tokens().get(id);
    }

    @Override
    public boolean isSpecial(int id) {
        requireId(id);
        return switch (vocabulary.kinds().get(id)) {
            case CONTROL, UNKNOWN, UNUSED -> true;
            case NORMAL, USER_DEFINED, BYTE -> false;
        };
    }

    @Override
    public OptionalInt special(String spelling) {
        Integer id = specialIds.get(spelling);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    @Override
    public OptionalInt beginOfText() {
        return vocabulary.beginOfText();
    }

    @Override
    public OptionalInt endOfText() {
        return vocabulary.endOfText();
    }

    private void requireId(int id) {
        if (id < 0 || id >= vocabularySize()) {
            throw new IllegalArgumentException("token id " + id + ", expected 0 to " + (vocabularySize() - 1));
        }
    }

    private void indexBytes() {
        for (int b = 0; b < byteIds.length; b++) {
            byteIds[b] = textIds.getOrDefault(String.valueOf(ByteAlphabet.charOf(b)), NONE);
            boolean needed = b <= LAST_UTF8_BYTE && b != 0xC0 && b != 0xC1;
            if (needed && byteIds[b] == NONE) {
                throw new IllegalArgumentException("no token for byte 0x%02x, expected '%s' in the vocabulary"
                        .formatted(b, ByteAlphabet.charOf(b)));
            }
        }
    }

    /** One text on its way. */
    private final class Encoding {
        private final String text;
        private final IntList ids = new IntList();
        private final PieceMerger merger = new PieceMerger(merges::rank, merges::merged);
        private byte[] bytes = new byte[64];
        private char[] spelling = new char[64];
        private int[] symbols = new int[64];

        Encoding(String text) {
            this.text = text;
        }

        void piece(int start, int end) {
            int needed = Math.multiplyExact(end - start, 3);
            if (bytes.length < needed) {
                bytes = new byte[needed];
                spelling = new char[needed];
                symbols = new int[needed];
            }
            int length = Utf8.encode(text, start, end, bytes);
            int whole = length <= longestToken ? whole(length) : NONE;
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
            return textIds.getOrDefault(new String(spelling, 0, length), NONE);
        }
    }

    /** Turns merges into ids, leaving out those that name unknown tokens. */
    private final class MergeTableBuilder {
        private final int size = vocabulary.merges().size();
        private final int[] lefts = new int[size];
        private final int[] rights = new int[size];
        private final int[] made = new int[size];
        private final List<String> unknown = new ArrayList<>();
        private int count;

        void add(String merge) {
            int space = merge.indexOf(' ');
            if (space < 1 || space == merge.length() - 1 || merge.indexOf(' ', space + 1) >= 0) {
                throw new IllegalArgumentException("merge '" + merge + "', expected two tokens with one space between");
            }
            String left = merge.substring(0, space);
            String right = merge.substring(space + 1);
            lefts[count] = textIds.getOrDefault(left, NONE);
            rights[count] = textIds.getOrDefault(right, NONE);
            made[count] = textIds.getOrDefault(left.concat(right), NONE);
            if (lefts[count] == NONE || rights[count] == NONE || made[count] == NONE) {
                unknown.add(merge);
            } else {
                count++;
            }
        }

        MergeTable build() {
            return new MergeTable(
                    vocabularySize(),
                    Arrays.copyOf(lefts, count),
                    Arrays.copyOf(rights, count),
                    Arrays.copyOf(made, count));
        }

        List<String> warnings() {
            return unknown.isEmpty()
                    ? List.of()
                    : List.of(unknown.size() + " of " + size
                            + " merges name unknown tokens and are left out, the first is '" + unknown.getFirst()
                            + "'");
        }
    }
}
