package io.joute.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerPoolTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void runsEveryChunkOnce(int threads) {
        try (var pool = new WorkerPool(threads)) {
            for (int chunks : new int[] {0, 1, 2, 7, 1000}) {
                var runs = new AtomicIntegerArray(Math.max(1, chunks));
                pool.run(chunks, (worker, chunk) -> {
                    assertThat(worker).isBetween(0, threads - 1);
                    runs.incrementAndGet(chunk);
                });
                for (int chunk = 0; chunk < chunks; chunk++) {
                    assertThat(runs.get(chunk)).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void usesItsWorkersToo() throws InterruptedException {
        try (var pool = new WorkerPool(2)) {
            var bothAtWork = new CountDownLatch(2);
            pool.run(2, (worker, chunk) -> {
                bothAtWork.countDown();
                awaitQuietly(bothAtWork);
            });
            assertThat(bothAtWork.getCount()).isZero();
        }
    }

    @Test
    void finishesTheShareOfAWorkerThatIsHeldUp() {
        try (var pool = new WorkerPool(2)) {
            var others = new CountDownLatch(9);
            pool.run(10, (worker, chunk) -> {
                if (chunk == 5) {
                    awaitQuietly(others);
                } else {
                    others.countDown();
                }
            });
            assertThat(others.getCount()).isZero();
        }
    }

    @Test
    void throwsAtTheCallerWhatFailedInAnyThread() {
        try (var pool = new WorkerPool(3)) {
            assertThatThrownBy(() -> pool.run(100, (worker, chunk) -> {
                        if (chunk == 50) {
                            throw new IllegalStateException("chunk 50");
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("chunk 50");
            assertThatThrownBy(() -> pool.run(100, (worker, chunk) -> {
                        throw new InternalError("memory fault");
                    }))
                    .isInstanceOf(InternalError.class);
            var done = new AtomicInteger();
            pool.run(100, (worker, chunk) -> done.incrementAndGet());
            assertThat(done).hasValue(100);
        }
    }

    @Test
    void finishesForAnInterruptedCallerAndKeepsItsFlag() {
        try (var pool = new WorkerPool(2)) {
            Thread.currentThread().interrupt();
            var done = new AtomicInteger();
            pool.run(1000, (worker, chunk) -> done.incrementAndGet());
            assertThat(Thread.interrupted()).isTrue();
            assertThat(done).hasValue(1000);
        }
    }

    @Test
    void holdsTheTurnOverAWholeStep() throws InterruptedException {
        try (var pool = new WorkerPool(2)) {
            List<String> order = Collections.synchronizedList(new ArrayList<>());
            List<Thread> callers = new ArrayList<>();
            for (String name : List.of("a", "b", "c")) {
                callers.add(Thread.ofVirtual().start(() -> takeTurns(pool, name, order)));
            }
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(order).hasSize(300);
            for (int i = 0; i < order.size(); i += 2) {
                assertThat(order.get(i)).isEqualTo(order.get(i + 1));
            }
        }
    }

    private static void takeTurns(WorkerPool pool, String name, List<String> order) {
        for (int i = 0; i < 50; i++) {
            pool.inTurn(() -> {
                pool.run(4, (worker, chunk) -> Thread.onSpinWait());
                order.add(name);
                pool.run(4, (worker, chunk) -> Thread.onSpinWait());
                return order.add(name);
            });
        }
    }

    @Test
    void refusesWorkOnceClosed() {
        var pool = new WorkerPool(2);
        pool.close();
        assertThatThrownBy(() -> pool.run(2, (worker, chunk) -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the worker pool is closed");
    }

    @Test
    void refusesNoThreads() {
        assertThatThrownBy(() -> new WorkerPool(0)).hasMessage("threads is 0, expected 1 to 1024");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
