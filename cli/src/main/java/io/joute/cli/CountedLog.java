package io.joute.cli;

import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.DuelLog;
import io.joute.arena.duel.Receipt;
import io.joute.server.http.Metrics;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A log that counts what it stores, and nothing of who played.
 *
 * @param log that stores
 * @param metrics that count
 */
record CountedLog(DuelLog log, Metrics metrics) implements DuelLog {
    @Override
    public void append(DuelEvent event) {
        log.append(event);
        metrics.duelEvent(name(event));
    }

    @Override
    public void erase(DuelEvent.Erased event) {
        log.erase(event);
        metrics.duelEvent(name(event));
    }

    private static String name(DuelEvent event) {
        return switch (event) {
            case DuelEvent.Opened _ -> "opened";
            case DuelEvent.Asked _ -> "asked";
            case DuelEvent.Answered _ -> "answered";
            case DuelEvent.Failed _ -> "failed";
            case DuelEvent.Swapped _ -> "swapped";
            case DuelEvent.VoteCast _ -> "vote_cast";
            case DuelEvent.Reacted _ -> "reacted";
            case DuelEvent.Revealed _ -> "revealed";
            case DuelEvent.Erased _ -> "erased";
        };
    }

    @Override
    public List<DuelEvent> read(DuelId duel) {
        return log.read(duel);
    }

    @Override
    public List<DuelId> duelsOf(String visitor) {
        return log.duelsOf(visitor);
    }

    @Override
    public Optional<DuelId> duelOf(Receipt receipt) {
        return log.duelOf(receipt);
    }

    @Override
    public void readAll(Consumer<? super DuelEvent> reader) {
        log.readAll(reader);
    }
}
