package io.joute.engine.tokenizer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The symbols that SentencePiece merges: tokens, by id, and characters that are no token, above all ids. Two symbols merge
 * when their spellings together are a token's.
 */
final class PieceSymbols implements PieceMerger.Merges {
    private static final char SPACE = '\u2581';

    private final int tokenCount;
    private final Map<String, Integer> tokenIds = new HashMap<>();
    private final int[] asciiSymbols = new int[128];
    private final MergeTable table;
    private final boolean wordsStartAtSpaces;

    PieceSymbols(SentencePieceVocabulary vocabulary) {
        tokenCount = vocabulary.tokens().size();
        for (int id = 0; id < tokenCount; id++) {
            if (vocabulary.kinds().get(id) == TokenKind.NORMAL) {
                tokenIds.putIfAbsent(vocabulary.tokens().get(id), id);
            }
        }
        tokenIds.remove("");
        for (int c = 0; c < asciiSymbols.length; c++) {
            asciiSymbols[c] = lookUp(c);
        }
        table = table(ranks(vocabulary.scores()));
        wordsStartAtSpaces = tokenIds.keySet().stream().noneMatch(PieceSymbols::hasSpaceInside);
    }

    /** The symbol of a character; an unpaired surrogate is read as U+FFFD. */
    int symbolOf(int character) {
        return character < asciiSymbols.length ? asciiSymbols[character] : lookUp(character);
    }

    private int lookUp(int character) {
        boolean torn = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        int read = torn ? 0xFFFD : character;
        return tokenIds.getOrDefault(Character.toString(read), tokenCount + read);
    }

    /** The character of a symbol that is no token. */
    int character(int symbol) {
        return symbol - tokenCount;
    }

    /** Whether no token has ▁ after another character: then nothing merges over the start of a run of ▁. */
    boolean wordsStartAtSpaces() {
        return wordsStartAtSpaces;
    }

    @Override
    public long of(int left, int right) {
        return table.of(left, right);
    }

    private static boolean hasSpaceInside(String token) {
        int word = 0;
        while (word < token.length() && token.charAt(word) == SPACE) {
            word++;
        }
        return token.indexOf(SPACE, word) >= 0;
    }

    /** How early each token is made: 0 for the highest score, equal ranks for equal scores. */
    private static int[] ranks(List<Float> scores) {
        List<Float> distinct =
                scores.stream().distinct().sorted((a, b) -> Float.compare(b, a)).toList();
        Map<Float, Integer> places = new HashMap<>();
        for (int i = 0; i < distinct.size(); i++) {
            places.put(distinct.get(i), i);
        }
        return scores.stream().mapToInt(places::get).toArray();
    }

    private MergeTable table(int[] ranks) {
        List<String> pieces = new ArrayList<>(tokenIds.keySet());
        tokenIds.keySet().stream()
                .flatMapToInt(String::codePoints)
                .distinct()
                .mapToObj(Character::toString)
                .filter(character -> !tokenIds.containsKey(character))
                .forEach(pieces::add);
        int[] symbols = pieces.stream()
                .mapToInt(piece -> tokenIds.getOrDefault(piece, tokenCount + piece.codePointAt(0)))
                .toArray();
        var lefts = new IntList();
        var rights = new IntList();
        var wholes = new IntList();
        new Splits(pieces).forEach((left, right, whole) -> {
            lefts.add(symbols[left]);
            rights.add(symbols[right]);
            wholes.add(symbols[whole]);
        });
        long[] merges = wholes.stream()
                .mapToLong(whole -> PieceMerger.Merges.pack(ranks[whole], whole))
                .toArray();
        int limit = 1
                + Math.max(lefts.stream().max().orElse(0), rights.stream().max().orElse(0));
        return new MergeTable(limit, lefts.toArray(), rights.toArray(), merges);
    }
}
