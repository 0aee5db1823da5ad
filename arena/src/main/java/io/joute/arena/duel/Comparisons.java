package io.joute.arena.duel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The votes of all duels, folded from their events in order: pass it to {@link DuelLog#readAll}, then every event as it
 * is appended. No text is kept. Safe for any number of threads.
 */
public final class Comparisons implements Consumer<DuelEvent> {
    private final Map<DuelId, DuelEvent.Opened> opened = new HashMap<>();
    private final Map<TurnOf, DuelEvent.VoteCast> votes = new LinkedHashMap<>();
    private final Set<DuelId> revealed = new HashSet<>();
    private final Map<DuelId, Integer> unmasked = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    /** Begin with no events. */
    public Comparisons() {}

    private record TurnOf(DuelId duel, int turn) {}

    /** The comparisons of everything in {@code log}. */
    public static Comparisons of(DuelLog log) {
        Comparisons comparisons = new Comparisons();
        log.readAll(comparisons);
        return comparisons;
    }

    @Override
    public synchronized void accept(DuelEvent event) {
        switch (event) {
            case DuelEvent.Opened first -> opened.put(first.duel(), first);
            case DuelEvent.Answered answered -> answered(answered);
            case DuelEvent.Swapped swap ->
                opened.put(swap.duel(), opened(swap.duel()).after(swap));
            case DuelEvent.VoteCast cast -> vote(cast.withoutText());
            case DuelEvent.Revealed end -> revealed.add(end.duel());
            case DuelEvent.Erased end -> revealed.add(end.duel());
            case DuelEvent.Asked ignored -> {}
            case DuelEvent.Failed ignored -> {}
            case DuelEvent.Reacted ignored -> {}
        }
    }

    /** Every judged turn, in the order of its first vote; those whose voter cannot tell too. */
    public synchronized List<VotedTurn> votedTurns() {
        List<VotedTurn> turns = new ArrayList<>(votes.size());
        votes.forEach((key, cast) -> turns.add(votedTurn(cast)));
        return List.copyOf(turns);
    }

    /** In how many comparisons a model took part. */
    public synchronized int count(String modelId) {
        return counts.getOrDefault(modelId, 0);
    }

    private void answered(DuelEvent.Answered answered) {
        if (answered.namesItself()) {
            unmasked.merge(answered.duel(), answered.turn(), Math::min);
        }
    }

    private void vote(DuelEvent.VoteCast cast) {
        DuelEvent.Opened first = opened(cast.duel());
        DuelEvent.VoteCast replaced =
                votes.put(new TurnOf(cast.duel(), cast.vote().turn()), cast);
        int before = replaced != null && replaced.vote().choice().compares() ? 1 : 0;
        int now = cast.vote().choice().compares() ? 1 : 0;
        counts.merge(first.left(), now - before, Math::addExact);
        counts.merge(first.right(), now - before, Math::addExact);
    }

    private VotedTurn votedTurn(DuelEvent.VoteCast cast) {
        DuelEvent.Opened first = opened(cast.duel());
        return new VotedTurn(
                cast.duel(),
                cast.vote().turn(),
                cast.at(),
                first.visitor(),
                first.mode(),
                first.locale(),
                first.left(),
                first.right(),
                cast.vote(),
                first.propensity(),
                unmasked.getOrDefault(cast.duel(), Integer.MAX_VALUE)
                        <= cast.vote().turn(),
                revealed.contains(cast.duel()));
    }

    private DuelEvent.Opened opened(DuelId duel) {
        return Objects.requireNonNull(opened.get(duel), () -> "duel " + duel.value() + " goes on before it opened");
    }
}
