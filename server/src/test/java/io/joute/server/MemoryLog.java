package io.joute.server;

import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.DuelLog;
import io.joute.arena.duel.DuelLogException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A log that lasts as long as a test, and can be told to fail. */
final class MemoryLog implements DuelLog {
    private final List<DuelEvent> events = new CopyOnWriteArrayList<>();
    private volatile boolean full;

    /** From now on, nothing can be stored. */
    void fill() {
        full = true;
    }

    @Override
    public void append(DuelEvent event) {
        if (full) {
            throw new DuelLogException("secret path of the log: disk full", new IllegalStateException("disk full"));
        }
        events.add(event);
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
