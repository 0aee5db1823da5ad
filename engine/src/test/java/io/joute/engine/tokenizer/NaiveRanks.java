package io.joute.engine.tokenizer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Byte-pair encoding as the paper says it, with strings and maps; slow, and independent of the fast one. */
final class NaiveRanks {
    private final Vocabulary vocabulary;
    private final Map<String, Integer> ranks = new HashMap<>();
    private final Map<String, Integer> ids = new HashMap<>();

    NaiveRanks(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        for (int i = 0; i < vocabulary.merges().size(); i++) {
            ranks.put(vocabulary.merges().get(i), i);
        }
        for (int id = 0; id < vocabulary.tokens().size(); id++) {
            if (vocabulary.kinds().get(id) == TokenKind.NORMAL) {
                ids.put(vocabulary.tokens().get(id), id);
            }
        }
    }

    int rank(int left, int right) {
        return ranks.getOrDefault(
                vocabulary.tokens().get(left) + " " + vocabulary.tokens().get(right), -1);
    }

    int merged(int rank) {
        return id(vocabulary.merges().get(rank).replace(" ", ""));
    }

    int[] encode(String text) {
        List<Integer> encoded = new ArrayList<>();
        for (String piece : vocabulary.preTokenizer().split(text)) {
            List<String> symbols = SmallVocabulary.symbols(piece);
            String whole = String.join("", symbols);
            for (String symbol : ids.containsKey(whole) ? List.of(whole) : mergeAll(symbols)) {
                encoded.add(id(symbol));
            }
        }
        return encoded.stream().mapToInt(Integer::intValue).toArray();
    }

    private int id(String symbol) {
        Integer id = ids.get(symbol);
        if (id == null) {
            throw new IllegalArgumentException("unknown " + symbol);
        }
        return id;
    }

    private List<String> mergeAll(List<String> symbols) {
        while (true) {
            int best = -1;
            int bestRank = Integer.MAX_VALUE;
            for (int i = 0; i + 1 < symbols.size(); i++) {
                int rank = ranks.getOrDefault(symbols.get(i) + " " + symbols.get(i + 1), Integer.MAX_VALUE);
                if (rank < bestRank) {
                    best = i;
                    bestRank = rank;
                }
            }
            if (best < 0) {
                return symbols;
            }
            symbols.set(best, symbols.get(best) + symbols.remove(best + 1));
        }
    }
}
