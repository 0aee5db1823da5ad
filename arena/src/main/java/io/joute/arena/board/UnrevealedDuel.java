package io.joute.arena.board;

import io.joute.arena.duel.Choice;
import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.Side;
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
    private final DuelEvent.Opened opened;
    private final Map<Integer, Comparison> comparisons = new TreeMap<>();
    private final List<Spent> spent = new ArrayList<>();

    UnrevealedDuel(DuelEvent.Opened opened) {
        this.opened = opened;
    }

    /** An answer's cost, its text left out. */
    record Spent(String model, DuelEvent.Answered answer) {}

    /** Take the vote of a turn; gives the comparison that it replaces. */
    Optional<Comparison> vote(Vote vote) {
        return Optional.ofNullable(comparisons.put(vote.turn(), comparison(vote)));
    }

    Comparison comparison(Vote vote) {
        return new Comparison(opened.visitor(), opened.left(), opened.right(), outcome(vote.choice()));
    }

    /** Take an answer. */
    Spent answer(DuelEvent.Answered answered) {
        Spent cost = new Spent(model(answered.side()), withoutText(answered));
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

    private String model(Side side) {
        return side == Side.LEFT ? opened.left() : opened.right();
    }

    private static Outcome outcome(Choice choice) {
        return switch (choice) {
            case A -> Outcome.A;
            case B -> Outcome.B;
            case BOTH_GOOD -> Outcome.TIE;
            case BOTH_BAD -> Outcome.BOTH_BAD;
        };
    }

    private static DuelEvent.Answered withoutText(DuelEvent.Answered answered) {
        return new DuelEvent.Answered(
                answered.duel(),
                answered.at(),
                answered.turn(),
                answered.side(),
                "",
                answered.finishReason(),
                answered.usage(),
                answered.energy(),
                answered.measured());
    }
}
