package io.joute.engine.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Turns written merges into ids, leaving out those that name unknown tokens. */
final class MergeList {
    private final TokenTable tokens;
    private final int size;
    private final int[] lefts;
    private final int[] rights;
    private final long[] made;
    private final List<String> unknown = new ArrayList<>();
    private int count;

    /**
     * Read {@code merges}, the first to be merged first.
     *
     * @throws IllegalArgumentException when one is not two tokens with a space between
     */
    MergeList(TokenTable tokens, List<String> merges) {
        this.tokens = tokens;
        size = merges.size();
        lefts = new int[size];
        rights = new int[size];
        made = new long[size];
        merges.forEach(this::add);
    }

    private void add(String merge) {
        int space = merge.indexOf(' ');
        if (space < 1 || space == merge.length() - 1 || merge.indexOf(' ', space + 1) >= 0) {
            throw new IllegalArgumentException("merge '" + merge + "', expected two tokens with one space between");
        }
        String left = merge.substring(0, space);
        String right = merge.substring(space + 1);
        int whole = tokens.text(left.concat(right));
        lefts[count] = tokens.text(left);
        rights[count] = tokens.text(right);
        if (lefts[count] == TokenTable.NONE || rights[count] == TokenTable.NONE || whole == TokenTable.NONE) {
            unknown.add(merge);
        } else {
            made[count] = PieceMerger.Merges.pack(count, whole);
            count++;
        }
    }

    MergeTable table() {
        return new MergeTable(
                tokens.size(), Arrays.copyOf(lefts, count), Arrays.copyOf(rights, count), Arrays.copyOf(made, count));
    }

    List<String> warnings() {
        return unknown.isEmpty()
                ? List.of()
                : List.of(unknown.size() + " of " + size
                        + " merges name unknown tokens and are left out, the first is '" + unknown.getFirst() + "'");
    }
}
