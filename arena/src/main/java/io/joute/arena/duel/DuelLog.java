package io.joute.arena.duel;

import java.util.List;
import java.util.function.Consumer;

/** The append-only record of all duels: the only thing the arena keeps. Safe for any number of threads. */
public interface DuelLog {
    /**
     * Append, durably: when this returns, the event survives a crash of the process and of the machine.
     *
     * @throws DuelLogException when it may not have been stored; nothing may be acknowledged then
     */
    void append(DuelEvent event);

    /** The events of one duel, oldest first; empty for an unknown one. */
    List<DuelEvent> read(DuelId duel);

    /** The duels that a visitor opened, newest first. */
    List<DuelId> duelsOf(String visitor);

    /** Pass every event of every duel, oldest first, to {@code reader}. */
    void readAll(Consumer<? super DuelEvent> reader);
}
