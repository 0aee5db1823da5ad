package io.joute.engine.tokenizer;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds the spellings of tokens in a text, from left to right, the longest at each place. Takes at most as many steps a
 * character as the longest of them has characters. Not to be added to while it is used.
 *
 * <p>Source: SentencePiece's user-defined symbols, and the added tokens of Hugging Face's tokenizers.
 */
public final class TokenFinder {
    /** Nothing found. */
    public static final long NONE = -1;

    private static final int NO_ID = -1;

    /** The children of each node of a tree of characters, 0 the root. */
    private final Map<Long, Integer> children = new HashMap<>();

    private final Map<Integer, Integer> ids = new HashMap<>();
    private final BitSet firsts = new BitSet();
    private int nodes = 1;

    /** Look for nothing yet. */
    public TokenFinder() {}

    /** Look for {@code spelling} from now on, unless it is empty or has an id already. */
    public void add(String spelling, int id) {
        if (spelling.isEmpty()) {
            return;
        }
        firsts.set(spelling.charAt(0));
        int node = 0;
        for (int i = 0; i < spelling.length(); i++) {
            int following = nodes;
            node = children.computeIfAbsent(edge(node, spelling.charAt(i)), edge -> following);
            nodes = Math.max(nodes, node + 1);
        }
        ids.putIfAbsent(node, id);
    }

    /** Where the first token from {@code start} begins, in the upper half, and its id; {@link #NONE} when there is none. */
    public long next(String text, int start) {
        if (ids.isEmpty()) {
            return NONE;
        }
        for (int i = start; i < text.length(); i++) {
            int id = firsts.get(text.charAt(i)) ? longestAt(text, i) : NO_ID;
            if (id != NO_ID) {
                return ((long) i << Integer.SIZE) | id;
            }
        }
        return NONE;
    }

    private int longestAt(String text, int start) {
        int longest = NO_ID;
        Integer node = 0;
        for (int i = start; i < text.length(); i++) {
            node = children.get(edge(node, text.charAt(i)));
            if (node == null) {
                break;
            }
            longest = ids.getOrDefault(node, longest);
        }
        return longest;
    }

    private static long edge(int node, char c) {
        return ((long) node << Character.SIZE) | c;
    }
}
