package io.joute.arena.duel;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A log that tells what it stored, once it is stored.
 *
 * @param log that stores
 * @param follower told of each event, in the thread that appended it
 */
public record FollowedDuelLog(DuelLog log, Consumer<? super DuelEvent> follower) implements DuelLog {
    @Override
    public void append(DuelEvent event) {
        log.append(event);
        follower.accept(event);
    }

    @Override
    public void erase(DuelEvent.Erased event) {
        log.erase(event);
        follower.accept(event);
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
