package io.joute.engine.grammar;

import io.joute.engine.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The bytes of all tokens of text, sorted, so that those with a common beginning stand together and are looked at together.
 * Immutable, safe for any number of threads.
 */
public final class Pieces {
    private final Tokenizer tokenizer;
    private final int[] ids;
    private final byte[][] bytes;
    /** How many bytes each begins with as the one before it. */
    private final int[] shared;

    private final int longest;

    /** Those of {@code tokenizer}. */
    public Pieces(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
        List<Integer> sorted = new ArrayList<>();
        byte[][] all = new byte[tokenizer.vocabularySize()][];
        for (int id = 0; id < all.length; id++) {
            all[id] = tokenizer.bytes(id);
            if (!tokenizer.isSpecial(id) && all[id].length > 0) {
                sorted.add(id);
            }
        }
        sorted.sort((a, b) -> Arrays.compareUnsigned(all[a], all[b]));
        this.ids = sorted.stream().mapToInt(id -> id).toArray();
        this.bytes = new byte[ids.length][];
        this.shared = new int[ids.length];
        int most = 0;
        for (int i = 0; i < ids.length; i++) {
            bytes[i] = all[ids[i]];
            int mismatch = i == 0 ? 0 : Arrays.mismatch(bytes[i - 1], bytes[i]);
            shared[i] = mismatch < 0 ? bytes[i].length : mismatch;
            most = Math.max(most, bytes[i].length);
        }
        this.longest = most;
    }

    Tokenizer tokenizer() {
        return tokenizer;
    }

    /** The ids of the tokens that may come at {@code state}. */
    BitSet allowed(Automaton automaton, Automaton.State state) {
        BitSet allowed = new BitSet();
        Automaton.State[] path = new Automaton.State[longest + 1];
        Arrays.fill(path, state);
        int dead = Integer.MAX_VALUE;
        for (int i = 0; i < ids.length; i++) {
            // Whatever begins as the last one died needs no look.
            if (shared[i] < dead) {
                dead = walk(automaton, path, bytes[i], shared[i]);
                if (dead == Integer.MAX_VALUE) {
                    allowed.set(ids[i]);
                }
            }
        }
        return allowed;
    }

    /** Go on from {@code from} bytes; after how many it died. */
    private static int walk(Automaton automaton, Automaton.State[] path, byte[] piece, int from) {
        for (int at = from; at < piece.length; at++) {
            path[at + 1] = automaton.next(path[at], piece[at] & 0xFF);
            if (path[at + 1].isDead()) {
                return at + 1;
            }
        }
        return Integer.MAX_VALUE;
    }
}
