package io.joute.engine.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Trains a small vocabulary in the plainest way: the 256 bytes, then the most frequent pair again and again. */
public final class SmallVocabulary {
    private static final String TEXT = """
            The café où l'été naît: l'énergie d'une réponse. The capital of France is Paris, the capital of Italy is Rome.
            La capitale de la France est Paris, la capitale de l'Italie est Rome. 12 plus 12 font 24, 24 moins 12 font 12.
                indented text, indented text\t\ttabs\r\n\r\nnewlines... "quotes" 'tis what you're and they'll be; привет мир мир
            你好世界 你好 🦙🦙 the the the there then them this that thus these those lala lalala lalalala aaaa aaaaaaaa
            """;
    private static final int MERGES = 200;

    private SmallVocabulary() {}

    /** A vocabulary of 256 bytes, some 200 merged tokens, then {@code specials}. */
    public static Vocabulary of(PreTokenizer preTokenizer, String... specials) {
        List<String> tokens = new ArrayList<>();
        for (int b = 0; b < 256; b++) {
            tokens.add(String.valueOf(ByteAlphabet.charOf(b)));
        }
        List<String> merges = train(preTokenizer);
        merges.forEach(merge -> tokens.add(merge.replace(" ", "")));
        List<TokenKind> kinds = new ArrayList<>();
        tokens.forEach(token -> kinds.add(TokenKind.NORMAL));
        for (String special : specials) {
            tokens.add(special);
            kinds.add(TokenKind.CONTROL);
        }
        return new Vocabulary(tokens, kinds, merges, preTokenizer, OptionalInt.empty(), OptionalInt.empty());
    }

    private static List<String> train(PreTokenizer preTokenizer) {
        List<List<String>> words = new ArrayList<>();
        preTokenizer.split(TEXT).forEach(piece -> words.add(symbols(piece)));
        List<String> merges = new ArrayList<>();
        while (merges.size() < MERGES) {
            Optional<String> best = mostFrequentPair(words);
            if (best.isEmpty()) {
                break;
            }
            merges.add(best.get());
            words.replaceAll(word -> merged(word, best.get()));
        }
        return merges;
    }

    private static Optional<String> mostFrequentPair(List<List<String>> words) {
        Map<String, Integer> counts = new HashMap<>();
        for (List<String> word : words) {
            for (int i = 0; i + 1 < word.size(); i++) {
                counts.merge(word.get(i) + " " + word.get(i + 1), 1, Integer::sum);
            }
        }
        Comparator<Map.Entry<String, Integer>> order = Map.Entry.comparingByValue();
        return counts.entrySet().stream()
                .max(order.thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    private static List<String> merged(List<String> word, String pair) {
        List<String> merged = new ArrayList<>();
        for (int i = 0; i < word.size(); i++) {
            if (i + 1 < word.size() && pair.equals(word.get(i) + " " + word.get(i + 1))) {
                merged.add(word.get(i) + word.get(++i));
            } else {
                merged.add(word.get(i));
            }
        }
        return merged;
    }

    /** The bytes of a piece, spelt one by one. */
    static List<String> symbols(String piece) {
        List<String> symbols = new ArrayList<>();
        for (byte b : Utf8.bytes(piece)) {
            symbols.add(String.valueOf(ByteAlphabet.charOf(b & 0xFF)));
        }
        return symbols;
    }
}
