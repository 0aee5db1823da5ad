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
import java.util.concurrent.atomic.AtomicInteger;
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
     */
    record Call(Side side, Optional<Contestant> contestant, ChatRequest request) {}

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

    /** Run a turn in the place taken; {@code kept} are the sides that have their answer. */
    void start(DuelId duel, LiveTurn turn, List<Call> calls, Map<Side, DuelEvent.Answered> kept) {
        Map<Side, LiveAnswer> answers = new LinkedHashMap<>();
        kept.forEach((side, answer) -> answers.put(side, new LiveAnswer(answer)));
        AtomicInteger running = new AtomicInteger(calls.size());
        List<Thread> starting = new ArrayList<>();
        for (Call call : calls) {
            Thread thread = thread(() -> answer(call, turn, running));
            answers.put(call.side(), new LiveAnswer(thread, grounds.pulse().nanos()));
            starting.add(thread);
        }
        starting.add(thread(() -> keepTime(turn)));
        turn.begin(required(answers, Side.LEFT), required(answers, Side.RIGHT));
        keep(duel, turn);
        threads.addAll(starting);
        starting.forEach(Thread::start);
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

    private void answer(Call call, LiveTurn turn, AtomicInteger running) {
        try {
            call.contestant()
                    .ifPresentOrElse(
                            contestant -> stream(contestant, call, turn),
                            () -> turn.end(
                                    call.side(), new LiveAnswer.Ending.Broken("the model is not here any more", true)));
        } catch (RuntimeException e) {
            turn.end(call.side(), new LiveAnswer.Ending.Broken("the model threw " + e, false));
        } finally {
            turn.end(call.side(), new LiveAnswer.Ending.Broken("the answer ended without a finish reason", true));
            if (running.decrementAndGet() == 0) {
                room.release();
            }
        }
    }

    private void stream(Contestant contestant, Call call, LiveTurn turn) {
        Supplier<Optional<Measurement>> measured =
                contestant.card().checkpoint().isPresent() ? grounds.meter().get() : Optional::empty;
        contestant.model().stream(
                call.request(),
                event -> turn.accept(
                        call.side(), event, measured, grounds.pulse().nanos()));
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
