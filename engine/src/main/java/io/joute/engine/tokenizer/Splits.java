package io.joute.engine.tokenizer;

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
    private final int[] lengths;
    private int[] ends = new int[64];
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
        lengths = pieces.stream().mapToInt(String::length).toArray();
        longestStart = longestStarts(pieces);
        longestEnd = longestStarts(pieces.stream().map(Splits::reversed).toList());
    }

    /** Tell {@code receiver} every split. */
    void forEach(Receiver receiver) {
        for (int whole = 0; whole < pieces.size(); whole++) {
            int left = longestStart[whole];
            int right = left == NONE ? 0 : shortestEndLast(whole);
            while (left != NONE && right > 0) {
                int sum = lengths[left] + lengths[ends[right - 1]];
                if (sum == lengths[whole]) {
                    receiver.accept(left, ends[right - 1], whole);
                }
                if (sum > lengths[whole]) {
                    left = longestStart[left];
                } else {
                    right--;
                }
            }
        }
    }

    /** Put all that {@code whole} ends with into {@link #ends}, the shortest last, and count them. */
    private int shortestEndLast(int whole) {
        int count = 0;
        for (int end = longestEnd[whole]; end != NONE; end = longestEnd[end]) {
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, 2 * count);
            }
            ends[count++] = end;
        }
        return count;
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
        char[] chars = new char[text.length()];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = text.charAt(chars.length - 1 - i);
        }
        return new String(chars);
    }
}
