package io.joute.arena.duel;

import io.joute.arena.energy.Measurement;
import io.joute.base.chat.ChatRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The turns that run, and the last few that ran, by duel. Safe for any number of threads. */
final class Turns {
    private static final int KEPT = 256;
    private static final Duration TICK_WITHOUT_PACING = Duration.ofMillis(100);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final Grounds grounds;
    private final DuelSettings settings;
    private final Semaphore room;
    private final Map<DuelId, LiveTurn> turns = new LinkedHashMap<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * What to ask of which side.
     *
     * @param contestant who answers; empty when the model is not here any more
     * @param naming what its answer must not show
     */
    record Call(LiveTurn.Seat seat, Optional<Contestant> contestant, ChatRequest request, SelfNaming naming) {}

    /**
     * Who answers a turn.
     *
     * @param kept sides that have their answer
     * @param substitutes models that come in for those that fail
     */
    record Cast(List<Call> calls, Map<Side, DuelEvent.Answered> kept, SelfNaming naming, Substitutes substitutes) {}

    /** The threads of a turn's models, which hold one place together. */
    private final class Place {
        private int threads;

        Place(int threads) {
            this.threads = threads;
        }

        synchronized boolean another() {
            if (threads == 0 && (closed || !room.tryAcquire())) {
                return false;
            }
            threads++;
            return true;
        }

        synchronized void left() {
            threads--;
            if (threads == 0) {
                room.release();
            }
        }
    }

    Turns(Grounds grounds, DuelSettings settings) {
        this.grounds = grounds;
        this.settings = settings;
        this.room = new Semaphore(settings.maxRunning());
    }

    /** Take a place for one more turn, waiting a little; false when there is none. Give it to start or leave. */
    boolean enter() {
        try {
            return !closed && room.tryAcquire(settings.patience().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Give a place back that no turn was started in. */
    void leave() {
        room.release();
    }

    /** Run a turn in the place taken. */
    void start(DuelId duel, LiveTurn turn, Cast cast) {
        Map<Side, LiveAnswer> answers = new LinkedHashMap<>();
        cast.kept().forEach((side, answer) -> answers.put(side, new LiveAnswer(answer, cast.naming())));
        Place place = new Place(cast.calls().size());
        List<Thread> starting = new ArrayList<>();
        for (Call call : cast.calls()) {
            Thread thread = thread(() -> answer(call, turn, place));
            answers.put(
                    call.seat().side(),
                    new LiveAnswer(thread, call.naming(), grounds.pulse().nanos()));
            starting.add(thread);
        }
        starting.add(thread(() -> keepTime(turn)));
        turn.begin(required(answers, Side.LEFT), required(answers, Side.RIGHT), (side, written, failure) -> {
            if (!place.another()) {
                return Optional.empty();
            }
            Optional<Call> next = cast.substitutes().next(side, written, failure);
            if (next.isEmpty()) {
                place.left();
            }
            return next.map(call -> seated(call, turn, place));
        });
        keep(duel, turn);
        threads.addAll(starting);
        starting.forEach(Thread::start);
    }

    private LiveAnswer seated(Call call, LiveTurn turn, Place place) {
        Thread thread = thread(() -> answer(call, turn, place));
        threads.add(thread);
        thread.start();
        return new LiveAnswer(thread, call.naming(), grounds.pulse().nanos());
    }

    /** The turn of a duel that runs, or ran last. */
    Optional<LiveTurn> of(DuelId duel) {
        synchronized (turns) {
            return Optional.ofNullable(turns.get(duel));
        }
    }

    /** Keep nothing of a duel. */
    void forget(DuelId duel) {
        synchronized (turns) {
            turns.remove(duel);
        }
    }

    /** End all turns, and wait for their threads. */
    void close() {
        closed = true;
        List<LiveTurn> all;
        synchronized (turns) {
            all = List.copyOf(turns.values());
        }
        all.forEach(LiveTurn::close);
        threads.forEach(Thread::interrupt);
        long deadline = System.nanoTime() + CLOSING.toNanos();
        threads.forEach(thread -> join(thread, deadline - System.nanoTime()));
    }

    private static LiveAnswer required(Map<Side, LiveAnswer> answers, Side side) {
        LiveAnswer answer = answers.get(side);
        if (answer == null) {
            throw new IllegalArgumentException("side " + side + " is neither asked nor kept");
        }
        return answer;
    }

    private void keep(DuelId duel, LiveTurn turn) {
        synchronized (turns) {
            turns.remove(duel);
            turns.put(duel, turn);
            turns.values().stream()
                    .filter(LiveTurn::over)
                    .limit(Math.max(0, turns.size() - KEPT))
                    .toList()
                    .forEach(turns.values()::remove);
        }
    }

    private Thread thread(Runnable work) {
        return Thread.ofVirtual().name("duel").unstarted(() -> {
            try {
                work.run();
            } finally {
                threads.remove(Thread.currentThread());
            }
        });
    }

    private void answer(Call call, LiveTurn turn, Place place) {
        try {
            call.contestant()
                    .ifPresentOrElse(
                            contestant -> stream(contestant, call, turn),
                            () -> turn.end(
                                    call.seat(), new LiveAnswer.Ending.Broken("the model is not here any more", true)));
        } catch (RuntimeException e) {
            turn.end(call.seat(), new LiveAnswer.Ending.Broken("the model threw " + e, false));
        } finally {
            turn.end(call.seat(), new LiveAnswer.Ending.Broken("the answer ended without a finish reason", true));
            place.left();
        }
    }

    private void stream(Contestant contestant, Call call, LiveTurn turn) {
        Supplier<Optional<Measurement>> measured =
                contestant.card().checkpoint().isPresent() ? grounds.meter().get() : Optional::empty;
        contestant.model().stream(
                call.request(),
                event -> turn.accept(
                        call.seat(), event, measured, grounds.pulse().nanos()));
    }

    private void keepTime(LiveTurn turn) {
        Duration tick = settings.pace().map(Pace::tick).orElse(TICK_WITHOUT_PACING);
        try {
            while (!turn.over()) {
                grounds.pulse().sleep(tick);
                turn.tick(grounds.pulse().nanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread, long nanos) {
        try {
            thread.join(Duration.ofNanos(Math.max(1, nanos)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
