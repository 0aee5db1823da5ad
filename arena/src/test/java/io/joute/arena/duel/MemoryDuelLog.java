package io.joute.arena.duel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A log that lasts as long as a test, and fails on demand. */
public final class MemoryDuelLog implements DuelLog {
    private final List<DuelEvent> events = new CopyOnWriteArrayList<>();
    private volatile Predicate<DuelEvent> refuses = event -> false;
    private volatile Predicate<DuelEvent> storesInDoubt = event -> false;

    /** Begin empty. */
    public MemoryDuelLog() {}

    /** Fail, storing nothing, on events like these. */
    public void refuse(Predicate<DuelEvent> events) {
        refuses = events;
    }

    /** Store events like these, and fail all the same. */
    public void doubt(Predicate<DuelEvent> events) {
        storesInDoubt = events;
    }

    /** All events, oldest first. */
    public List<DuelEvent> events() {
        return List.copyOf(events);
    }

    @Override
    public void append(DuelEvent event) {
        if (refuses.test(event)) {
            throw new DuelLogException(
                    "secret path of the log: refused by the test", new IllegalStateException("disk full"));
        }
        events.add(event);
        if (storesInDoubt.test(event)) {
            throw new DuelLogException(
                    "stored, but the test says nothing of it", new IllegalStateException("time-out"));
        }
    }

    @Override
    public synchronized void erase(DuelEvent.Erased event) {
        append(event);
        events.replaceAll(each -> each.duel().equals(event.duel()) ? each.withoutText() : each);
    }

    @Override
    public Optional<DuelId> duelOf(Receipt receipt) {
        return events.stream()
                .filter(event -> event instanceof DuelEvent.Revealed revealed
                        && revealed.receipt().equals(Optional.of(receipt)))
                .map(DuelEvent::duel)
                .findFirst();
    }

    @Override
    public List<DuelEvent> read(DuelId duel) {
        return events.stream().filter(event -> event.duel().equals(duel)).toList();
    }

    @Override
    public List<DuelId> duelsOf(String visitor) {
        List<DuelId> ids = new ArrayList<>();
        for (DuelEvent event : events) {
            if (event instanceof DuelEvent.Opened opened && opened.visitor().equals(visitor)) {
                ids.add(opened.duel());
            }
        }
        return ids.reversed();
    }

    @Override
    public void readAll(Consumer<? super DuelEvent> reader) {
        events.forEach(reader);
    }
}
