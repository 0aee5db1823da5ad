package io.joute.arena.duel;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The append-only record of all duels: the only thing the arena keeps. Safe for any number of threads. */
public interface DuelLog {
    /**
     * Append, durably: when this returns, the event survives a crash of the process and of the machine.
     *
     * @throws DuelLogException when it may not have been stored; nothing may be acknowledged then
     */
    void append(DuelEvent event);

    /**
     * Append, and take every text of the duel out of what is stored, so that no file holds them any more: each of its
     * events is {@link DuelEvent#withoutText()} from here on, its time and place in the order unchanged.
     *
     * @throws DuelLogException when texts may still be there
     */
    void erase(DuelEvent.Erased event);

    /** The events of one duel, oldest first; empty for an unknown one. */
    List<DuelEvent> read(DuelId duel);

    /** The duels that a visitor opened, newest first; erased ones too. */
    List<DuelId> duelsOf(String visitor);

    /** The duel that was revealed with this receipt, unless it is erased. */
    Optional<DuelId> duelOf(Receipt receipt);

    /** Pass every event of every duel, oldest first, to {@code reader}. */
    void readAll(Consumer<? super DuelEvent> reader);
}
