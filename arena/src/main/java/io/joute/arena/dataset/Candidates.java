package io.joute.arena.dataset;

import io.joute.arena.duel.Consent;
import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.DuelId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Which duels may go out: a fold of all events that keeps ids alone. */
final class Candidates implements Consumer<DuelEvent> {
    private final Map<DuelId, State> states = new LinkedHashMap<>();

    private enum State {
        NOT_OFFERED,
        OPEN,
        REVEALED,
        ERASED
    }

    @Override
    public void accept(DuelEvent event) {
        switch (event) {
            case DuelEvent.Opened opened -> {
                boolean offered = opened.consent().map(Consent::publication).orElse(false);
                states.put(opened.duel(), offered ? State.OPEN : State.NOT_OFFERED);
            }
            case DuelEvent.Revealed fall ->
                states.computeIfPresent(fall.duel(), (duel, now) -> now == State.OPEN ? State.REVEALED : now);
            case DuelEvent.Erased erased -> states.put(erased.duel(), State.ERASED);
            case DuelEvent.Asked _ -> {}
            case DuelEvent.Answered _ -> {}
            case DuelEvent.Failed _ -> {}
            case DuelEvent.Swapped _ -> {}
            case DuelEvent.VoteCast _ -> {}
            case DuelEvent.Reacted _ -> {}
        }
    }

    List<DuelId> publishable() {
        return states.entrySet().stream()
                .filter(entry -> entry.getValue() == State.REVEALED)
                .map(Map.Entry::getKey)
                .toList();
    }

    long notOffered() {
        return count(State.NOT_OFFERED);
    }

    long open() {
        return count(State.OPEN);
    }

    long erased() {
        return count(State.ERASED);
    }

    private long count(State wanted) {
        return states.values().stream().filter(state -> state == wanted).count();
    }
}
