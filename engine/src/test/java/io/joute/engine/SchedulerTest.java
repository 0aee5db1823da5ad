package io.joute.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.base.chat.ChatException;
import io.joute.engine.kernel.KvType;
import io.joute.engine.model.Golden;
import io.joute.engine.model.KvCache;
import io.joute.engine.sampling.Sampler;
import io.joute.engine.tensor.ElementType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SchedulerTest {
    private static final int TOKENS = 24;

    @TempDir
    private Path folder;

    private Engine open(EngineOptions options) throws IOException {
        return Engine.open(Golden.file(ElementType.Q8_0, folder), options.withThreads(2));
    }

    private Engine open() throws IOException {
        return open(EngineOptions.defaults().withPrefillBatch(32));
    }

    /** Prompt number {@code i}: of another length and beginning each. */
    private static int[] prompt(int i) {
        try {
            return Arrays.copyOfRange(Golden.tokens(), 3 * i, 3 * i + 7 + 37 * i % 190);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Sampler sampler(double temperature, int i) {
        return Sampler.of(temperature, 0, 1, 0, i);
    }

    private static Writing write(Engine engine, int[] prompt, Sampler sampler, CollectedTokens sink) {
        var writing = new Writing(engine.newSession(), prompt, TOKENS, sampler, sink);
        engine.scheduler().submit(writing);
        return writing;
    }

    private List<Integer> alone(double temperature, int i) throws IOException {
        try (Engine engine = open()) {
            var sink = new CollectedTokens(TOKENS);
            write(engine, prompt(i), sampler(temperature, i), sink);
            return sink.join();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "8, 0", "2, 0.9", "8, 0.9"})
    void tokensAreThoseOfASingleRunWhoeverJoinsWhen(int count, double temperature) throws IOException {
        try (Engine engine = open()) {
            List<CollectedTokens> sinks = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                sinks.add(new CollectedTokens(TOKENS));
            }
            // Each begins when the one before it has come to another token: in the middle of prompts and of answers.
            for (int i = 0; i + 1 < count; i++) {
                int next = i + 1;
                sinks.get(i)
                        .at(
                                1 + 5 * i % 7,
                                () -> write(engine, prompt(next), sampler(temperature, next), sinks.get(next)));
            }
            write(engine, prompt(0), sampler(temperature, 0), sinks.getFirst());
            for (int i = 0; i < count; i++) {
                assertThat(sinks.get(i).join()).as("sequence %d", i).isEqualTo(alone(temperature, i));
            }
        }
    }

    @Test
    void cancelledAndFailedNeighboursLeaveOthersAlone() throws IOException {
        try (Engine engine = open()) {
            var first = new CollectedTokens(TOKENS);
            var second = new CollectedTokens(TOKENS);
            var cancelled = new CollectedTokens(TOKENS);
            var failed = new CollectedTokens(TOKENS);
            var writing = new AtomicReference<Writing>();
            cancelled.at(5, () -> writing.get().cancel());
            failed.at(3, () -> {
                throw new IllegalArgumentException("receiver broken");
            });
            first.at(1, () -> {
                writing.set(write(engine, prompt(1), sampler(0, 1), cancelled));
                write(engine, prompt(2), sampler(0, 2), failed);
                write(engine, prompt(3), sampler(0, 3), second);
            });
            write(engine, prompt(0), sampler(0, 0), first);
            assertThat(first.join()).isEqualTo(alone(0, 0));
            assertThat(second.join()).isEqualTo(alone(0, 3));
            assertThat(cancelled.join()).isEqualTo(alone(0, 1).subList(0, 5));
            assertThatThrownBy(failed::join).hasRootCauseMessage("receiver broken");
        }
    }

    @Test
    void aProbeThatThrowsFailsItsOwnReadingOnly() throws IOException {
        try (Engine engine = open()) {
            var sink = new CollectedTokens(TOKENS);
            write(engine, prompt(4), sampler(0, 4), sink);
            Session session = engine.newSession();
            assertThatThrownBy(() -> session.decode(5, (stage, layer, values, batch) -> {
                        throw new IllegalArgumentException("probe broken");
                    }))
                    .hasMessage("probe broken");
            assertThat(session.position()).isZero();
            assertThat(session.decode(5)).hasSize(Golden.VOCABULARY);
            assertThat(sink.join()).isEqualTo(alone(0, 4));
        }
    }

    @Test
    void aReceiverThatLagsIsPassedOverAndNobodyWaitsForIt() throws IOException {
        try (Engine engine = open()) {
            var slow = new CollectedTokens(TOKENS);
            var quick = new CollectedTokens(TOKENS);
            slow.at(2, () -> {
                slow.full(true);
                write(engine, prompt(1), sampler(0, 1), quick);
            });
            write(engine, prompt(0), sampler(0, 0), slow);
            assertThat(quick.join()).isEqualTo(alone(0, 1));
            assertThat(slow.whole()).isNotDone();
            slow.full(false);
            engine.scheduler().wake();
            assertThat(slow.join()).isEqualTo(alone(0, 0));
        }
    }

    @Test
    void aLongPromptIsReadBetweenTheTokensOfAnAnswer() throws IOException {
        try (Engine engine = open()) {
            var running = new CollectedTokens(TOKENS);
            var late = new CollectedTokens(1);
            var meanwhile = new AtomicInteger();
            int[] prompt = Golden.tokens();
            running.at(2, () -> write(engine, prompt, sampler(0, 0), late));
            late.at(1, () -> meanwhile.set(running.count()));
            write(engine, prompt(0), sampler(0, 0), running);
            late.join();
            // 300 tokens, at most 32 at a time.
            assertThat(meanwhile.get()).isGreaterThanOrEqualTo(2 + 300 / 32);
            assertThat(running.join()).isEqualTo(alone(0, 0));
        }
    }

    @Test
    void answersThatBeginTogetherProgressEvenly() throws IOException {
        try (Engine engine = open()) {
            List<CollectedTokens> sinks =
                    List.of(new CollectedTokens(TOKENS), new CollectedTokens(TOKENS), new CollectedTokens(TOKENS));
            var widest = new AtomicInteger();
            for (int token = 2; token <= TOKENS; token++) {
                sinks.get(1).at(token, () -> widest.accumulateAndGet(spread(sinks), Math::max));
            }
            var opener = new CollectedTokens(1).at(1, () -> {
                for (int i = 0; i < sinks.size(); i++) {
                    write(engine, prompt(0), sampler(0.9, i), sinks.get(i));
                }
            });
            write(engine, prompt(0), sampler(0, 0), opener);
            sinks.forEach(CollectedTokens::join);
            assertThat(widest.get()).isLessThanOrEqualTo(1);
        }
    }

    private static int spread(List<CollectedTokens> sinks) {
        var counts = sinks.stream().mapToInt(CollectedTokens::count).summaryStatistics();
        return counts.getMax() - counts.getMin();
    }

    @Test
    void oneThatMemoryCanNeverHoldFailsAtOnceAndOthersWaitTheirTurn() throws IOException {
        long[] free = {1L << 40};
        var memory = new Memory(() -> free[0], () -> 1L << 30, () -> 1L << 40);
        var options = EngineOptions.defaults().withThreads(2).withKvType(KvType.F32);
        try (Engine engine = Engine.open(Golden.file(ElementType.Q8_0, folder), options, memory)) {
            var never = new CollectedTokens(1);
            free[0] = 1L << 20;
            write(engine, prompt(0), sampler(0, 0), never);
            assertThatThrownBy(never::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(ChatException.class)
                    .hasMessageContaining("1.0 MiB are free");
            free[0] = 1L << 40;
            var first = new CollectedTokens(TOKENS);
            var second = new CollectedTokens(1);
            first.at(2, () -> {
                free[0] = 1L << 20;
                write(engine, prompt(1), sampler(0, 1), second);
            });
            first.at(TOKENS, () -> {
                assertThat(second.count()).isZero();
                free[0] = 1L << 40;
            });
            write(engine, prompt(0), sampler(0, 0), first);
            assertThat(first.join()).isEqualTo(alone(0, 0));
            assertThat(second.join()).hasSize(1);
        }
    }

    @Test
    void memoryIsLookedForOnceUntilSomebodyLeaves() throws IOException {
        long[] free = {1L << 40};
        var asked = new AtomicInteger();
        var memory = new Memory(
                () -> {
                    asked.incrementAndGet();
                    return free[0];
                },
                () -> 1L << 30,
                () -> 1L << 40);
        var options = EngineOptions.defaults().withThreads(2);
        try (Engine engine = Engine.open(Golden.file(ElementType.Q8_0, folder), options, memory)) {
            var first = new CollectedTokens(TOKENS);
            var second = new CollectedTokens(1);
            List<Integer> asks = new ArrayList<>();
            List<Long> kept = new ArrayList<>();
            first.at(2, () -> {
                asks.add(asked.get());
                free[0] = 1L << 20;
                write(engine, prompt(1), sampler(0, 1), second);
            });
            first.at(4, () -> {
                asks.add(asked.get());
                keep(engine, prompt(5));
                kept.add(engine.prefixes().bytes());
            });
            first.at(TOKENS, () -> {
                asks.add(asked.get());
                kept.add(engine.prefixes().bytes());
                free[0] = 1L << 40;
            });
            write(engine, prompt(0), sampler(0, 0), first);
            assertThat(second.join()).hasSize(1);
            assertThat(first.join()).isEqualTo(alone(0, 0));
            // Once before a collection and once after.
            assertThat(asks.get(1) - asks.get(0)).isEqualTo(2);
            assertThat(asks.get(2)).isEqualTo(asks.get(1));
            assertThat(kept.get(0)).isPositive();
            assertThat(kept.get(1)).isEqualTo(kept.get(0));
        }
    }

    private static void keep(Engine engine, int[] ids) {
        var cache = new KvCache(engine.config(), engine.options().kvType());
        cache.reserve(ids.length);
        var tokens = new TokenList();
        tokens.add(ids);
        engine.prefixes().keep(tokens, cache);
    }

    @Test
    void readingsAndCancelledOnesDoNotWaitBehindOneThatWaitsForMemory() throws IOException {
        long[] free = {1L << 40};
        var memory = new Memory(() -> free[0], () -> 1L << 30, () -> 1L << 40);
        var options = EngineOptions.defaults().withThreads(2);
        try (Engine engine = Engine.open(Golden.file(ElementType.Q8_0, folder), options, memory)) {
            Session session = engine.newSession();
            session.prefill(prompt(2));
            var stalled = new CollectedTokens(TOKENS);
            var first = new CollectedTokens(1);
            var cancelled = new CollectedTokens(1);
            var waits = new CountDownLatch(1);
            stalled.at(2, () -> {
                stalled.full(true);
                free[0] = 1L << 20;
                write(engine, prompt(1), sampler(0, 1), first);
                write(engine, prompt(3), sampler(0, 3), cancelled).cancel();
                waits.countDown();
            });
            write(engine, prompt(0), sampler(0, 0), stalled);
            await(waits);
            // Elsewhere than here: a reading that nobody lets go of waits on when it is interrupted.
            assertThat(CompletableFuture.supplyAsync(() -> session.decode(5))).succeedsWithin(Duration.ofSeconds(20));
            assertThat(cancelled.whole()).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(List.of());
            assertThat(first.whole()).isNotDone();

            free[0] = 1L << 40;
            stalled.full(false);
            engine.scheduler().wake();
            assertThat(stalled.join()).isEqualTo(alone(0, 0));
            assertThat(first.join()).hasSize(1);
        }
    }

    @Test
    void readingsLeaveWhatIsPromisedToAnAnswer() throws IOException {
        List<Session> holding = new CopyOnWriteArrayList<>();
        var all = new AtomicLong(1L << 40);
        var memory = new Memory(
                () -> all.get() - holding.stream().mapToLong(Session::bytes).sum(), () -> 1L << 30, () -> 1L << 40);
        var options = EngineOptions.defaults().withThreads(2).withPrefillBatch(32);
        try (Engine engine = Engine.open(Golden.file(ElementType.Q8_0, folder), options, memory)) {
            int[] prompt = prompt(0);
            int tokens = 300;
            holding.add(engine.newSession());
            holding.add(engine.newSession());
            all.set((33L << 20)
                    + KvCache.bytes(engine.config(), engine.options().kvType(), prompt.length + tokens));
            var answer = new CollectedTokens(tokens);
            var waits = new CountDownLatch(1);
            answer.at(3, () -> {
                answer.full(true);
                waits.countDown();
            });
            engine.scheduler().submit(new Writing(holding.getFirst(), prompt, tokens, sampler(0, 0), answer));
            await(waits);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 4000; i++) {
                            holding.getLast().decode(5);
                        }
                    })
                    .isInstanceOfSatisfying(
                            ChatException.class,
                            e -> assertThat(e.reason()).isEqualTo(new ChatException.Cause.Unavailable()));
            answer.full(false);
            engine.scheduler().wake();
            assertThat(answer.join()).hasSize(tokens);
        }
    }

    @Test
    void oneThatTheWholeHeapCannotHoldIsRefusedForGood() throws IOException {
        var memory = new Memory(() -> 1L << 40, () -> 34L << 20, () -> 1L << 40);
        var options =
                EngineOptions.defaults().withThreads(2).withPrefillBatch(64).withContextLength(4096);
        try (Engine engine = Engine.open(Golden.file(ElementType.Q8_0, folder), options, memory)) {
            var sink = new CollectedTokens(1);
            engine.scheduler().submit(new Writing(engine.newSession(), prompt(0), 100_000, sampler(0, 0), sink));
            assertThatThrownBy(sink::join)
                    .cause()
                    .isInstanceOfSatisfying(
                            ChatException.class,
                            e -> assertThat(e.reason()).isEqualTo(new ChatException.Cause.Refused()))
                    .hasMessageContaining("a conversation of 4096 tokens needs");
        }
    }

    @Test
    void closingFailsAllThatIsUnderWay() throws IOException {
        Engine engine = open();
        var sink = new CollectedTokens(TOKENS);
        var waits = new CountDownLatch(1);
        sink.at(2, () -> {
            sink.full(true);
            waits.countDown();
        });
        write(engine, prompt(0), sampler(0, 0), sink);
        await(waits);
        engine.close();
        assertThatThrownBy(sink::join)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("golden-q8_0.gguf: the engine is closed");
    }

    /** A receiver of one token that runs out of memory once, at a place of its own. */
    private static class Forgetful implements TokenSink {
        private final AtomicInteger lacks = new AtomicInteger(1);
        final CompletableFuture<Throwable> failed = new CompletableFuture<>();

        final void lack() {
            if (lacks.getAndDecrement() > 0) {
                throw new OutOfMemoryError("made up");
            }
        }

        @Override
        public boolean accept(int id, int room) {
            return false;
        }

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public void end() {}

        @Override
        public void fail(Throwable failure, Session session) {
            failed.complete(failure);
        }
    }

    private Throwable failure(Forgetful sink, CollectedTokens neighbour) throws IOException {
        try (Engine engine = open()) {
            neighbour.at(
                    3,
                    () -> engine.scheduler()
                            .submit(new Writing(engine.newSession(), prompt(1), 1, sampler(0, 1), sink)));
            write(engine, prompt(0), sampler(0, 0), neighbour);
            Throwable failure = sink.failed.orTimeout(20, TimeUnit.SECONDS).join();
            neighbour.whole().handle((ids, broken) -> true).join();
            assertThat(engine.newSession().prefill(prompt(3))).hasSize(Golden.VOCABULARY);
            return failure;
        }
    }

    @Test
    void oneThatCannotEndForWantOfMemoryFailsAndLeavesOthersAlone() throws IOException {
        var neighbour = new CollectedTokens(TOKENS);
        var sink = new Forgetful() {
            @Override
            public void end() {
                lack();
            }
        };
        assertThat(failure(sink, neighbour)).isInstanceOf(OutOfMemoryError.class);
        assertThat(neighbour.join()).isEqualTo(alone(0, 0));
    }

    @Test
    void whatRunsOutOfMemoryBetweenStepsFailsThoseUnderWayAndTheEngineGoesOn() throws IOException {
        var neighbour = new CollectedTokens(TOKENS);
        var sink = new Forgetful() {
            @Override
            public boolean hasRoom() {
                lack();
                return true;
            }
        };
        assertThat(failure(sink, neighbour)).isInstanceOf(OutOfMemoryError.class);
        assertThatThrownBy(neighbour::join).hasRootCauseMessage("made up");
    }

    @Test
    void oneThatCannotBeToldForWantOfMemoryIsToldAgain() throws IOException {
        var sink = new Forgetful() {
            @Override
            public boolean accept(int id, int room) {
                throw new IllegalArgumentException("receiver broken");
            }

            @Override
            public void fail(Throwable failure, Session session) {
                lack();
                super.fail(failure, session);
            }
        };
        assertThat(failure(sink, new CollectedTokens(TOKENS))).isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void anotherErrorStopsTheEngineAndIsToldToAll() throws IOException {
        try (Engine engine = open()) {
            var neighbour = new CollectedTokens(TOKENS);
            var broken = new CollectedTokens(1).at(1, () -> {
                throw new StackOverflowError("made up");
            });
            neighbour.at(3, () -> write(engine, prompt(1), sampler(0, 1), broken));
            write(engine, prompt(0), sampler(0, 0), neighbour);
            for (CollectedTokens each : List.of(neighbour, broken)) {
                assertThatThrownBy(each::join).cause().isInstanceOf(StackOverflowError.class);
            }
            assertThatThrownBy(() -> engine.newSession().prefill(prompt(3)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("golden-q8_0.gguf: the engine has stopped (java.lang.StackOverflowError: made up): "
                            + "open it again")
                    .hasRootCauseInstanceOf(StackOverflowError.class);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
