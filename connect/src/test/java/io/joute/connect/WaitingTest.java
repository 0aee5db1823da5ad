package io.joute.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How long a call may take counts from its request, though it waits for others first. */
final class WaitingTest {
    private static final Price PRICE = new Price(new BigDecimal("3"), new BigDecimal("15"), "USD");

    private final List<Duration> pauses = new ArrayList<>();
    private final Outside outside = Stubs.still(pauses);

    @Test
    void aCallThatWaitedDoesNotBeginItsPatienceAnew() throws Exception {
        StubServer.Script busy = (request, reply) -> reply.answer(429, "application/json", "{}", "Retry-After: 7");

        Waited waited = afterWaiting(1, Duration.ofSeconds(25), busy);

        assertThat(waited.answers().getFirst().failure()).hasMessageContaining("429");
        assertThat(pauses).isEmpty();
        assertThat(waited.requests()).isEqualTo(2);
    }

    @Test
    void aCallThatWaitedToTheEndOfItsPatienceIsNotMade() throws Exception {
        StubServer.Script good = ProviderContract.script(Completion.answering("stop", "Hello"));

        Waited waited = afterWaiting(1, Duration.ofSeconds(31), good);

        assertThat(waited.answers().getFirst().failure()).hasMessageContaining("calls ran");
        assertThat(waited.requests()).isOne();
    }

    @Test
    void aServerIsNotBlamedForWhatCallsWaitedForEachOther() throws Exception {
        Waited waited = afterWaiting(6, Duration.ofMillis(29_500), (request, reply) -> reply.hang());

        assertThat(waited.answers())
                .allSatisfy(answer -> assertThat(answer.failure()).hasMessageContaining("no token within"));
        assertThat(waited.model().available()).isTrue();
    }

    /** What became of calls that waited for a place. */
    private record Waited(RemoteModel model, List<Answer> answers, int requests) {}

    /** As many calls as there are places take them all; as many more wait for so long, and are answered by {@code script}. */
    private Waited afterWaiting(int places, Duration wait, StubServer.Script script) throws Exception {
        List<String> events = Completion.answering("stop", "Hello");
        var taken = new CountDownLatch(places);
        var goOn = new CountDownLatch(1);
        StubServer.Script slow = (request, reply) -> {
            ProviderContract.send(reply.stream(), events.subList(0, 2));
            goOn.await();
            ProviderContract.send(reply, events.subList(2, events.size())).end();
        };
        try (StubServer server = new StubServer(slow)) {
            Endpoint endpoint = Stubs.endpoint(Provider.COMPATIBLE, server.address("/v1"));
            RemoteModel model = new RemoteModel(Stubs.with(endpoint, PRICE, "9", places), outside);
            List<Answer> first = Collections.synchronizedList(new ArrayList<>());
            List<Answer> second = Collections.synchronizedList(new ArrayList<>());
            // A call holds its place for good once it has heard something: before, the pause would be its own.
            List<Thread> callers = new ArrayList<>(callers(places, model, first, taken::countDown));
            assertThat(taken.await(10, TimeUnit.SECONDS)).isTrue();
            server.then(script);
            List<Thread> waiting = callers(places, model, second, () -> {});
            for (Thread caller : waiting) {
                while (caller.getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait();
                }
            }
            outside.pause().of(wait);
            pauses.clear();
            goOn.countDown();
            callers.addAll(waiting);
            for (Thread caller : callers) {
                assertThat(caller.join(Duration.ofSeconds(10))).isTrue();
            }
            assertThat(first).allSatisfy(answer -> assertThat(answer.text()).isEqualTo("Hello"));
            return new Waited(model, List.copyOf(second), server.requests().size());
        }
    }

    private static List<Thread> callers(int count, RemoteModel model, List<Answer> answers, Runnable heard) {
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            callers.add(Thread.ofVirtual().start(() -> answers.add(Answer.of(model, "Say hello", heard))));
        }
        return callers;
    }
}
