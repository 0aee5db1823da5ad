package io.joute.cli;

import io.joute.arena.duel.DuelEvent;
import io.joute.server.http.Metrics;
import java.util.function.Consumer;

/**
 * Counts what happens in duels, and nothing of who played.
 *
 * @param metrics that count
 */
record DuelCounter(Metrics metrics) implements Consumer<DuelEvent> {
    @Override
    public void accept(DuelEvent event) {
        metrics.duelEvent(
                switch (event) {
                    case DuelEvent.Opened _ -> "opened";
                    case DuelEvent.Asked _ -> "asked";
                    case DuelEvent.Answered _ -> "answered";
                    case DuelEvent.Failed _ -> "failed";
                    case DuelEvent.Swapped _ -> "swapped";
                    case DuelEvent.VoteCast _ -> "vote_cast";
                    case DuelEvent.Reacted _ -> "reacted";
                    case DuelEvent.Revealed _ -> "revealed";
                    case DuelEvent.Erased _ -> "erased";
                });
    }
}
