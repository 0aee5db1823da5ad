package io.joute.arena.duel;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The log and the turns that run, seen together: what each duel is now. Safe for any number of threads. */
final class Ledger {
    private static final int STRIPES = 256;

    private final Grounds grounds;
    private final Turns turns;
    private final Comparisons comparisons;
    private final Views views;
    private final List<ReentrantLock> locks =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toList();

    Ledger(Grounds grounds, Turns turns, Comparisons comparisons, Views views) {
        this.grounds = grounds;
        this.turns = turns;
        this.comparisons = comparisons;
        this.views = views;
    }

    /** A duel as one glance finds it. */
    record Seen(Duel duel, Optional<LiveTurn.Snapshot> running, Supplier<Feed> feeds) {
        /** What came of its last turn, and what still comes. */
        Feed feed() {
            return feeds.get();
        }

        DuelState state() {
            return running.isPresent() ? DuelState.ANSWERING : duel.stateAtRest();
        }

        /** The duel, if it is in one of these states. */
        Duel in(DuelState... allowed) {
            if (!List.of(allowed).contains(state())) {
                throw wrongState(state());
            }
            return duel;
        }
    }

    /** Call while no other call of this duel runs. */
    <T> T locked(DuelId id, Supplier<T> call) {
        ReentrantLock lock = locks.get(Math.floorMod(id.hashCode(), STRIPES));
        lock.lock();
        try {
            return call.get();
        } finally {
            lock.unlock();
        }
    }

    /** A visitor's duel. */
    Seen look(DuelId id, String visitor) {
        return find(id).filter(seen -> seen.duel().visitor().equals(visitor)).orElseThrow(() -> unknown(id));
    }

    /** Anybody's duel, unless erased. The turn first, then the log: a turn that is over is wholly in the log. */
    Optional<Seen> find(DuelId id) {
        Optional<LiveTurn> turn = turns.of(id);
        Optional<LiveTurn.Snapshot> running = turn.map(LiveTurn::snapshot).filter(snapshot -> !snapshot.over());
        List<DuelEvent> events = grounds.log().read(id);
        return Optional.of(events)
                .filter(known -> !known.isEmpty())
                .map(Duel::of)
                .filter(duel -> !duel.erased())
                .map(duel ->
                        new Seen(duel, running, () -> turn.map(LiveTurn::feed).orElseGet(() -> views.replay(duel))));
    }

    /** A visitor's duels, newest first, without those erased. */
    List<Seen> of(String visitor) {
        return grounds.log().duelsOf(visitor).stream()
                .flatMap(id -> locked(id, () -> find(id)).stream())
                .toList();
    }

    /** Append, and give the duel after it. */
    Duel append(Duel duel, DuelEvent event) {
        append(event);
        return duel.with(event);
    }

    void append(DuelEvent event) {
        grounds.log().append(event);
        comparisons.accept(event);
    }

    /** Take the texts of a duel out of the log and of memory, and its link back. */
    void erase(DuelId id) {
        grounds.shares().remove(id);
        DuelEvent.Erased event = new DuelEvent.Erased(id, grounds.clock().instant());
        grounds.log().erase(event);
        comparisons.accept(event);
        turns.forget(id);
    }

    static DuelException unknown(DuelId id) {
        return new DuelException("no duel " + id.value() + " of this visitor", new DuelException.Reason.Unknown());
    }

    static DuelException wrongState(DuelState state) {
        return new DuelException("the duel is " + state, new DuelException.Reason.WrongState(state));
    }
}
