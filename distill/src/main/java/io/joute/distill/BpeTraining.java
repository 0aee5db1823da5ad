package io.joute.distill;

import io.joute.engine.tokenizer.ByteAlphabet;
import io.joute.engine.tokenizer.PreTokenizer;
import io.joute.engine.tokenizer.TokenKind;
import io.joute.engine.tokenizer.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Learns a byte-level BPE vocabulary: 256 bytes, then the merges of the commonest neighbours one after the other, then the
 * special tokens. Equal texts give equal vocabularies: between equally common pairs the one with the lowest ids wins.
 *
 * <p>Source: Sennrich, Haddow, Birch (arXiv:1508.07909); bytes are spelled as GPT-2 spells them.
 */
public final class BpeTraining {
    private static final int BYTES = 256;

    private final List<Word> words = new ArrayList<>();
    private final List<String> pieces = new ArrayList<>();
    private final List<String> merges = new ArrayList<>();

    private static final class Word {
        final int count;
        int[] symbols;

        Word(int count, int[] symbols) {
            this.count = count;
            this.symbols = symbols;
        }
    }

    private BpeTraining() {}

    /**
     * Learn from texts; merges stay within the pieces that {@code preTokenizer} cuts.
     *
     * @param specials spellings of the special tokens: the first begins a text, the last ends a turn
     * @param size tokens in all, special ones included; fewer come out when the texts have no more pairs to merge
     */
    public static Vocabulary learn(List<String> texts, PreTokenizer preTokenizer, List<String> specials, int size) {
        int wanted = size - BYTES - specials.size();
        if (wanted < 0 || specials.isEmpty()) {
            throw new IllegalArgumentException("vocabulary of " + size + " tokens, " + specials.size()
                    + " of them special, expected at least one of those and 256 bytes");
        }
        var training = new BpeTraining();
        training.count(texts, preTokenizer);
        for (boolean more = true; more && training.merges.size() < wanted; ) {
            more = training.merge();
        }
        return training.vocabulary(preTokenizer, specials);
    }

    private Vocabulary vocabulary(PreTokenizer preTokenizer, List<String> specials) {
        List<TokenKind> kinds = new ArrayList<>(Collections.nCopies(pieces.size(), TokenKind.NORMAL));
        kinds.addAll(Collections.nCopies(specials.size(), TokenKind.CONTROL));
        var tokens = new ArrayList<>(pieces);
        tokens.addAll(specials);
        var begin = OptionalInt.of(pieces.size());
        var end = OptionalInt.of(tokens.size() - 1);
        return new Vocabulary(tokens, kinds, merges, preTokenizer, begin, end);
    }

    private void count(List<String> texts, PreTokenizer preTokenizer) {
        var counts = new LinkedHashMap<String, Integer>();
        for (String text : texts) {
            preTokenizer.split(text).forEach(word -> counts.merge(word, 1, Integer::sum));
        }
        for (int b = 0; b < BYTES; b++) {
            pieces.add(String.valueOf(ByteAlphabet.charOf(b)));
        }
        counts.forEach((word, count) -> words.add(new Word(count, symbols(word))));
    }

    private static int[] symbols(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        int[] symbols = new int[bytes.length];
        Arrays.setAll(symbols, i -> bytes[i] & 0xFF);
        return symbols;
    }

    /** Merge the commonest pair; false when no pair comes twice. */
    private boolean merge() {
        long best = -1;
        int bestCount = 1;
        for (Map.Entry<Long, Integer> pair : pairs().entrySet()) {
            int count = pair.getValue();
            if (count > bestCount || (count == bestCount && best >= 0 && pair.getKey() < best)) {
                best = pair.getKey();
                bestCount = count;
            }
        }
        if (best < 0) {
            return false;
        }
        merge((int) (best >> 32), (int) best);
        return true;
    }

    private void merge(int left, int right) {
        merges.add(pieces.get(left) + " " + pieces.get(right));
        pieces.add(pieces.get(left) + pieces.get(right));
        for (Word word : words) {
            word.symbols = merged(word.symbols, left, right, pieces.size() - 1);
        }
    }

    private Map<Long, Integer> pairs() {
        var pairs = new HashMap<Long, Integer>();
        for (Word word : words) {
            for (int i = 0; i + 1 < word.symbols.length; i++) {
                pairs.merge((long) word.symbols[i] << 32 | word.symbols[i + 1], word.count, Integer::sum);
            }
        }
        return pairs;
    }

    private static int[] merged(int[] symbols, int left, int right, int pair) {
        int[] out = new int[symbols.length];
        int length = 0;
        for (int i = 0; i < symbols.length; i++) {
            boolean both = i + 1 < symbols.length && symbols[i] == left && symbols[i + 1] == right;
            out[length++] = both ? pair : symbols[i];
            i += both ? 1 : 0;
        }
        return length == symbols.length ? symbols : Arrays.copyOf(out, length);
    }
}
