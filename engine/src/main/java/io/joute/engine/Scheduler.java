package io.joute.engine;

import io.joute.engine.Plan.Part;
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
 * all tokens that it may come to; so none has to be thrown out half way for another of this engine. What other engines and
 * the rest of the process take meanwhile is not known here, and may still end one. One that could never get in fails at
 * once. A reading asks for memory step by step, of what is not promised, and waits for nobody.
 *
 * <p><b>Who is let go.</b> One whose receiver lags behind is passed over until that has caught up; a cancelled one leaves at
 * the end of the step, or between two blocks of the model where the step is for cancelled ones only. What goes wrong in a
 * step with several is tried again with each alone, so that it fails the one it belongs to; what goes wrong between steps
 * fails those under way. Errors other than a lack of memory stop the engine.
 */
final class Scheduler {
    private final Engine engine;
    private final Transformer transformer;
    private final Passes passes;
    /** Of the scheduler's thread alone. */
    private final List<Sequence> live = new ArrayList<>();

    private final Promises promises;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Sequence> arrived = new ArrayDeque<>();
    private boolean woken;
    private boolean closed;
    private @Nullable Throwable fatal;
    private @Nullable Thread thread;

    Scheduler(Engine engine, Transformer transformer, LongSupplier nanoClock) {
        this.engine = engine;
        this.transformer = transformer;
        this.promises = new Promises(engine);
        this.passes = new Passes(engine, transformer, nanoClock);
    }

    /** Take {@code sequence} in; it hears how it went on. */
    void submit(Sequence sequence) {
        lock.lock();
        try {
            if (closed) {
                throw fatal == null ? engine.closedFailure() : engine.stoppedFailure(fatal);
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
            boolean open = true;
            while (open) {
                open = turn();
            }
            failAll(engine.closedFailure());
        } catch (RuntimeException | Error e) {
            stopped(e);
            failAll(e);
            throw e;
        }
    }

    private void stopped(Throwable cause) {
        lock.lock();
        try {
            fatal = cause;
        } finally {
            lock.unlock();
        }
    }

    /** Whether there may be another one. What goes wrong outside of the steps fails those under way, not those to come. */
    private boolean turn() {
        try {
            if (!awaitWork()) {
                return false;
            }
            letGo();
            admit();
            List<Sequence> ready = live.stream().filter(Sequence::ready).toList();
            if (ready.size() == 1) {
                ready.getFirst().draft(passes.costs(), Promises.given(live));
            }
            step(Plan.of(ready, passes.pace()));
            Collections.rotate(live, -1);
        } catch (RuntimeException | OutOfMemoryError e) {
            failLive(e);
        }
        return true;
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

    private void failAll(Throwable cause) {
        lock.lock();
        try {
            closed = true;
            live.addAll(arrived);
            arrived.clear();
        } finally {
            lock.unlock();
        }
        failLive(cause);
    }

    /** One that cannot be told keeps nobody else from being told. */
    private void failLive(Throwable cause) {
        try {
            while (!live.isEmpty()) {
                Sequence sequence = live.getLast();
                leave(sequence);
                sequence.fail(cause);
            }
        } finally {
            if (!live.isEmpty()) {
                failLive(cause);
            }
        }
    }

    private void letGo() {
        for (Sequence sequence : List.copyOf(live)) {
            if (sequence.cancelled()) {
                end(sequence, true);
            }
        }
    }

    private void end(Sequence sequence, boolean cancelled) {
        try {
            sequence.end(cancelled);
            leave(sequence);
        } catch (RuntimeException | OutOfMemoryError e) {
            over(sequence, e);
        }
    }

    private void over(Sequence sequence, Throwable failure) {
        if (live.contains(sequence)) {
            // Before it leaves: where it cannot be told for want of memory, it is among those told at the end of the
            // turn.
            sequence.fail(failure);
            leave(sequence);
        }
    }

    private void leave(Sequence sequence) {
        live.remove(sequence);
        promises.left(sequence);
        wake();
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
        } catch (RuntimeException | OutOfMemoryError e) {
            enter(sequence);
            over(sequence, e);
            return true;
        }
        enter(sequence);
        begin(sequence);
        return true;
    }

    private void begin(Sequence sequence) {
        if (sequence.cancelled()) {
            end(sequence, true);
            return;
        }
        try {
            sequence.begin();
        } catch (RuntimeException | OutOfMemoryError e) {
            over(sequence, e);
        }
    }

    private List<Sequence> arrivals() {
        lock.lock();
        try {
            return List.copyOf(arrived);
        } finally {
            lock.unlock();
        }
    }

    private void enter(Sequence sequence) {
        lock.lock();
        try {
            arrived.remove(sequence);
        } finally {
            lock.unlock();
        }
        live.add(sequence);
    }

    private void step(Plan plan) {
        List<Part> able = new ArrayList<>();
        for (Part part : plan.parts()) {
            try {
                part.sequence().session().reserve(part.count(), promisedBeside(part.sequence()));
                able.add(part);
            } catch (RuntimeException | OutOfMemoryError e) {
                over(part.sequence(), e);
            }
        }
        if (!able.isEmpty()) {
            compute(new Plan(able));
        }
    }

    /** What {@code sequence} must leave to others. One that was promised memory takes what it was promised. */
    private long promisedBeside(Sequence sequence) {
        return sequence.positions() > 0 ? 0 : Promises.given(live);
    }

    private void compute(Plan plan) {
        Optional<float[]> logits;
        try {
            logits = passes.run(plan);
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
                end(deliveries.get(i).sequence, false);
            }
        }
    }
}
