package io.joute.engine;

import io.joute.engine.Plan.Part;
import io.joute.engine.model.Pass;
import io.joute.engine.model.PassRoom;
import io.joute.engine.model.Slice;
import io.joute.engine.model.Transformer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Advances all conversations of an engine together, on a thread of its own: continuous batching.
 *
 * <p><b>Why.</b> A token of an answer takes one pass over all weights, and reading them from memory is what it waits for.
 * Several answers that take their next token in the same pass read them once. So each step takes a token of every answer
 * under way and a chunk of every prompt ({@link Plan}); sequences join and leave between steps. What a sequence computes does
 * not depend on who is beside it: its tokens are those that it would give alone.
 *
 * <p><b>Who gets in.</b> A sequence is admitted, in the order of arrival, when there is memory for the keys and values of
 * all tokens that it may come to; so none has to be thrown out half way. One that could never get in fails at once. A
 * reading asks for memory step by step and waits for nobody, or an answer that another one makes of readings would stall.
 *
 * <p><b>Who is let go.</b> One whose receiver lags behind is passed over until that has caught up; a cancelled one leaves at
 * the end of the step, or between two blocks of the model where the step is for cancelled ones only. What goes wrong in a
 * step with several is tried again with each alone, so that it fails the one it belongs to.
 */
final class Scheduler {
    private final Engine engine;
    private final Transformer transformer;
    private final LongSupplier nanoClock;
    private final Pace pace;
    private final PassRoom room = new PassRoom();
    /** Of the scheduler's thread alone. */
    private final List<Sequence> live = new ArrayList<>();

    private final Promises promises;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Sequence> arrived = new ArrayDeque<>();
    private boolean woken;
    private boolean closed;
    private @Nullable Thread thread;

    Scheduler(Engine engine, Transformer transformer, LongSupplier nanoClock) {
        this.engine = engine;
        this.transformer = transformer;
        this.nanoClock = nanoClock;
        this.promises = new Promises(engine);
        this.pace = new Pace(engine.options().prefillBatch());
    }

    /** Take {@code sequence} in; it hears how it went on. */
    void submit(Sequence sequence) {
        lock.lock();
        try {
            if (closed) {
                throw engine.closedFailure();
            }
            arrived.add(sequence);
            if (thread == null) {
                thread = Thread.ofPlatform()
                        .daemon()
                        .name("joute-engine-" + engine.path().getFileName())
                        .start(this::run);
            }
        } finally {
            lock.unlock();
        }
        wake();
    }

    /** Look again: a sequence was cancelled, or can take more. */
    void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Let the running step end, then fail all that is under way. */
    void close() {
        Thread running;
        lock.lock();
        try {
            closed = true;
            running = thread;
            changed.signal();
        } finally {
            lock.unlock();
        }
        if (running != null) {
            joinUninterruptibly(running);
        }
    }

    private static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (awaitWork()) {
                letGo();
                admit();
                step(Plan.of(live.stream().filter(Sequence::ready).toList(), pace));
                Collections.rotate(live, -1);
            }
        } finally {
            failAll();
        }
    }

    private boolean awaitWork() {
        lock.lock();
        try {
            while (!closed && !woken && live.stream().noneMatch(Sequence::ready)) {
                changed.awaitUninterruptibly();
            }
            woken = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void failAll() {
        lock.lock();
        try {
            closed = true;
            live.addAll(arrived);
            arrived.clear();
        } finally {
            lock.unlock();
        }
        live.forEach(sequence -> sequence.fail(engine.closedFailure()));
        live.clear();
    }

    private void letGo() {
        for (Sequence sequence : List.copyOf(live)) {
            if (sequence.cancelled()) {
                leave(sequence);
                sequence.end(true);
            }
        }
    }

    private void admit() {
        boolean blocked = false;
        for (Sequence sequence : arrivals()) {
            if (!blocked || passes(sequence)) {
                blocked |= !admitted(sequence);
            }
        }
    }

    /** Whether it asks for no promise, and so waits for none. */
    private static boolean passes(Sequence sequence) {
        return sequence.cancelled() || sequence.positions() == 0;
    }

    /** Whether {@code sequence} waits no longer. */
    private boolean admitted(Sequence sequence) {
        try {
            if (!passes(sequence) && !promises.give(sequence, live)) {
                return false;
            }
            take(sequence);
        } catch (RuntimeException | OutOfMemoryError e) {
            leave(sequence);
            sequence.fail(e);
        }
        removeArrived(sequence);
        return true;
    }

    private void take(Sequence sequence) {
        if (sequence.cancelled()) {
            sequence.end(true);
            return;
        }
        sequence.begin();
        live.add(sequence);
    }

    private List<Sequence> arrivals() {
        lock.lock();
        try {
            return List.copyOf(arrived);
        } finally {
            lock.unlock();
        }
    }

    private void removeArrived(Sequence sequence) {
        lock.lock();
        try {
            arrived.remove(sequence);
        } finally {
            lock.unlock();
        }
    }

    /** Whether it was live. */
    private boolean leave(Sequence sequence) {
        boolean was = live.remove(sequence);
        if (was) {
            promises.left(sequence);
        }
        return was;
    }

    private void step(Plan plan) {
        List<Part> able = new ArrayList<>();
        for (Part part : plan.parts()) {
            try {
                part.sequence().session().reserve(part.count());
                able.add(part);
            } catch (RuntimeException | OutOfMemoryError e) {
                over(part.sequence(), e);
            }
        }
        if (!able.isEmpty()) {
            compute(new Plan(able));
        }
    }

    private void compute(Plan plan) {
        Optional<float[]> logits;
        try {
            logits = pass(plan);
        } catch (RuntimeException | OutOfMemoryError e) {
            if (plan.parts().size() == 1) {
                over(plan.parts().getFirst().sequence(), e);
            } else {
                plan.parts().forEach(part -> compute(new Plan(List.of(part))));
            }
            return;
        }
        if (logits.isPresent()) {
            deliver(plan, logits.get());
        }
    }

    /** Logits of the tokens that need them; empty where all of the plan's sequences were cancelled. */
    private Optional<float[]> pass(Plan plan) {
        long start = nanoClock.getAsLong();
        List<Slice> slices = plan.parts().stream()
                .map(part -> part.sequence().session().slice(part.sequence().next(part.count())))
                .toList();
        PassRoom used = plan.isProbed() ? new PassRoom() : room;
        if (plan.tokens() <= Plan.SHORT) {
            return Optional.of(engine.inTurn(() -> {
                Pass pass = transformer.begin(slices, plan.probe(), used);
                for (int layer = 0; layer < transformer.config().blockCount(); layer++) {
                    transformer.block(pass, layer);
                }
                return logits(pass, plan);
            }));
        }
        Pass pass = engine.inTurn(() -> transformer.begin(slices, plan.probe(), used));
        for (int i = 0; i < transformer.config().blockCount(); i++) {
            if (plan.allCancelled()) {
                return Optional.empty();
            }
            int layer = i;
            engine.inTurn(() -> {
                transformer.block(pass, layer);
                return pass;
            });
        }
        float[] logits = engine.inTurn(() -> logits(pass, plan));
        pace.passed(plan.tokens(), nanoClock.getAsLong() - start);
        return Optional.of(logits);
    }

    private float[] logits(Pass pass, Plan plan) {
        int[] tokens = plan.tokensWithLogits();
        return tokens.length == 0 ? new float[0] : transformer.logits(pass, tokens);
    }

    /** Who takes how many rows of logits. */
    private record Delivery(Sequence sequence, int row, int rows) {}

    private void deliver(Plan plan, float[] logits) {
        List<Delivery> deliveries = new ArrayList<>();
        int row = 0;
        for (Part part : plan.parts()) {
            int rows = part.count() - part.sequence().firstLogits(part.count());
            part.sequence().advance(part.count());
            if (rows > 0) {
                deliveries.add(new Delivery(part.sequence(), row, rows));
            }
            row += rows;
        }
        if (!deliveries.isEmpty()) {
            deliver(deliveries, logits);
        }
    }

    private void deliver(List<Delivery> deliveries, float[] logits) {
        var done = new boolean[deliveries.size()];
        var failures = new AtomicReferenceArray<@Nullable Throwable>(deliveries.size());
        try {
            transformer.kernels().pool().run(deliveries.size(), (worker, i) -> {
                try {
                    Delivery delivery = deliveries.get(i);
                    done[i] = delivery.sequence.accept(logits, delivery.row, delivery.rows);
                } catch (RuntimeException | OutOfMemoryError e) {
                    failures.set(i, e);
                }
            });
        } catch (IllegalStateException e) {
            deliveries.forEach(delivery -> over(delivery.sequence, e));
            return;
        }
        for (int i = 0; i < done.length; i++) {
            Throwable failure = failures.get(i);
            if (failure != null) {
                over(deliveries.get(i).sequence, failure);
            } else if (done[i]) {
                leave(deliveries.get(i).sequence);
                wake();
                deliveries.get(i).sequence.end(false);
            }
        }
    }

    private void over(Sequence sequence, Throwable failure) {
        if (leave(sequence)) {
            wake();
            sequence.fail(failure);
        }
    }
}
