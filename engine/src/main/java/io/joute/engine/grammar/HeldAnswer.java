package io.joute.engine.grammar;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** An answer held to a form while it is made. For one answer, and one thread at a time. */
public final class HeldAnswer {
    private static final int MOST_KEPT = 300;

    private final Pieces pieces;
    private final Set<Integer> ends;
    private final Automaton automaton;
    private final Map<Automaton.State, BitSet> known;
    private Automaton.State state;

    /**
     * Begin an answer.
     *
     * @param grammar what it is held to
     * @param pieces of which tokens it is made
     * @param ends the tokens that end an answer: allowed where the document is whole, and nowhere else
     */
    public HeldAnswer(Grammar grammar, Pieces pieces, Set<Integer> ends) {
        this.pieces = pieces;
        this.ends = Set.copyOf(ends);
        this.automaton = new Automaton(grammar, pieces.tokenizer().beginsTextWithSpace());
        this.known = new HashMap<>();
        this.state = automaton.start();
    }

    private HeldAnswer(HeldAnswer other) {
        this.pieces = other.pieces;
        this.ends = other.ends;
        this.automaton = other.automaton;
        this.known = other.known;
        this.state = other.state;
    }

    /** The same answer at the same place, to go on otherwise; for the same thread at a time. */
    public HeldAnswer fork() {
        return new HeldAnswer(this);
    }

    /** Whether token {@code id} may come next; much less work than {@link #allowed}. */
    public boolean allows(int id) {
        if (ends.contains(id)) {
            return mayEnd();
        }
        byte[] bytes = pieces.tokenizer().bytes(id);
        return bytes.length > 0 && !automaton.next(state, bytes).isDead();
    }

    /** The ids of the tokens that may come next; not to be changed. Empty where the vocabulary has none that fits. */
    public BitSet allowed() {
        if (known.size() > MOST_KEPT) {
            known.clear();
        }
        return known.computeIfAbsent(state, this::allowed);
    }

    private BitSet allowed(Automaton.State here) {
        BitSet allowed = pieces.allowed(automaton, here);
        if (here.isWhole()) {
            ends.forEach(allowed::set);
        } else {
            ends.forEach(allowed::clear);
        }
        return allowed;
    }

    /** Whether the answer may end here: what there is, is a whole document. */
    public boolean mayEnd() {
        return state.isWhole();
    }

    /**
     * Token {@code id} comes.
     *
     * @throws IllegalArgumentException when it is not allowed here
     */
    public void accept(int id) {
        if (!allows(id)) {
            throw new IllegalArgumentException("token " + id + " is not allowed here");
        }
        if (!ends.contains(id)) {
            state = automaton.next(state, pieces.tokenizer().bytes(id));
        }
    }
}
