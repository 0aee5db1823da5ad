package io.joute.engine.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds every way to make a piece of text from two others, in time linear in the length of the spellings but for sorting: each
 * piece knows the longest other that it starts with and the longest that it ends with, and these chains are walked towards
 * each other.
 */
final class Splits {
    private static final int NONE = -1;

    private final List<String> pieces;
    private final int[] longestStart;
    private final int[] longestEnd;

    /** Receives a piece and two others that make it, by index. */
    @FunctionalInterface
    interface Receiver {
        void accept(int left, int right, int whole);
    }

    /** Index {@code pieces}, no two alike, none empty. */
    Splits(List<String> pieces) {
        this.pieces = pieces;
        longestStart = longestStarts(pieces);
        longestEnd = longestStarts(pieces.stream().map(Splits::reversed).toList());
    }

    /** Tell {@code receiver} every split. */
    void forEach(Receiver receiver) {
        for (int whole = 0; whole < pieces.size(); whole++) {
            int length = pieces.get(whole).length();
            int left = longestStart[whole];
            int[] rights = endsShortestFirst(whole);
            int i = 0;
            while (left != NONE && i < rights.length) {
                int sum = pieces.get(left).length() + pieces.get(rights[i]).length();
                if (sum == length) {
                    receiver.accept(left, rights[i], whole);
                }
                if (sum > length) {
                    left = longestStart[left];
                } else {
                    i++;
                }
            }
        }
    }

    private int[] endsShortestFirst(int whole) {
        List<Integer> ends = new ArrayList<>();
        for (int end = longestEnd[whole]; end != NONE; end = longestEnd[end]) {
            ends.addFirst(end);
        }
        return ends.stream().mapToInt(Integer::intValue).toArray();
    }

    /** In alphabetical order a piece comes after all that it starts with, and nothing but their continuations between. */
    private static int[] longestStarts(List<String> pieces) {
        Integer[] order = new Integer[pieces.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparing(pieces::get));
        int[] longest = new int[pieces.size()];
        int[] open = new int[pieces.size()];
        int depth = 0;
        for (int piece : order) {
            while (depth > 0 && !pieces.get(piece).startsWith(pieces.get(open[depth - 1]))) {
                depth--;
            }
            longest[piece] = depth == 0 ? NONE : open[depth - 1];
            open[depth++] = piece;
        }
        return longest;
    }

    /** By char, so that pairs of surrogates are torn in every piece alike. */
    private static String reversed(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0, j = chars.length - 1; i < j; i++, j--) {
            char c = chars[i];
            chars[i] = chars[j];
            chars[j] = c;
        }
        return new String(chars);
    }
}
