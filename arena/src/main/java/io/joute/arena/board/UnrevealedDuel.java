package io.joute.arena.board;

import io.joute.arena.duel.Choice;
import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.Mode;
import io.joute.arena.duel.Vote;
import io.joute.arena.ranking.Comparison;
import io.joute.arena.ranking.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a board remembers of a duel until its curtain falls. */
final class UnrevealedDuel {
    private DuelEvent.Opened opened;
    private final Map<Integer, Comparison> comparisons = new TreeMap<>();
    private final List<Spent> spent = new ArrayList<>();
    /** The first turn in which an answer said who wrote it. */
    private int unmasked = Integer.MAX_VALUE;

    UnrevealedDuel(DuelEvent.Opened opened) {
        this.opened = opened;
    }

    /** An answer's cost, its text left out. */
    record Spent(String model, DuelEvent.Answered answer) {}

    /** Take the vote of a turn; gives the comparison that it replaces. */
    Optional<Comparison> vote(Vote vote) {
        Optional<Comparison> replaced = Optional.ofNullable(comparisons.remove(vote.turn()));
        comparison(vote).ifPresent(comparison -> comparisons.put(vote.turn(), comparison));
        return replaced;
    }

    /**
     * What a vote compares: nothing when the voter cannot tell, when the voter chose the pair, or when an answer had
     * said who wrote it.
     */
    Optional<Comparison> comparison(Vote vote) {
        boolean counts = opened.mode() != Mode.CHOSEN && vote.turn() < unmasked;
        return outcome(vote.choice())
                .filter(outcome -> counts)
                .map(outcome -> new Comparison(opened.visitor(), opened.left(), opened.right(), outcome));
    }

    /** From here on, another model plays a side. */
    void swap(DuelEvent.Swapped swap) {
        opened = opened.after(swap);
    }

    /** Take an answer. */
    Spent answer(DuelEvent.Answered answered) {
        if (answered.namesItself()) {
            unmasked = Math.min(unmasked, answered.turn());
        }
        Spent cost = new Spent(opened.model(answered.side()), answered.withoutText());
        spent.add(cost);
        return cost;
    }

    /** One for each voted turn. */
    List<Comparison> comparisons() {
        return List.copyOf(comparisons.values());
    }

    List<Spent> spent() {
        return spent;
    }

    private static Optional<Outcome> outcome(Choice choice) {
        return switch (choice) {
            case A -> Optional.of(Outcome.A);
            case B -> Optional.of(Outcome.B);
            case BOTH_GOOD -> Optional.of(Outcome.TIE);
            case BOTH_BAD -> Optional.of(Outcome.BOTH_BAD);
            case ABSTAIN -> Optional.empty();
        };
    }
}
