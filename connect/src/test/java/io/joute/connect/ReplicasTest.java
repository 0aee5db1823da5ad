package io.joute.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Several servers behind one name, some of them in trouble. */
final class ReplicasTest {
    private static final StubServer.Script GOOD = ProviderContract.script(Completion.answering("stop", "Hello"));
    private static final StubServer.Script BAD = (request, reply) -> reply.answer(503, "text/plain", "busy");

    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void anotherAnswersWhenOneFailsBeforeItsFirstToken() {
        try (StubServer bad = new StubServer(BAD);
                StubServer good = new StubServer(GOOD)) {
            RemoteModel model = model(bad, good);

            for (int i = 0; i < 20; i++) {
                assertThat(Answer.of(model, "Say hello").text()).isEqualTo("Hello");
            }

            assertThat(pauses).as("no answer waited").isEmpty();
            assertThat(good.requests()).hasSize(20);
            assertThat(bad.requests())
                    .as("it is left alone after five failures")
                    .hasSize(5);
        }
    }

    @Test
    void aWrongKeyAtOneIsNoReasonNotToAskTheOther() {
        try (StubServer locked = new StubServer((request, reply) -> reply.answer(401, "text/plain", ""));
                StubServer good = new StubServer(GOOD)) {
            assertThat(Answer.of(model(locked, good), "Say hello").text()).isEqualTo("Hello");
        }
    }

    @Test
    void theLeastBusyIsAsked() throws Exception {
        var first = new CountDownLatch(1);
        var both = new CountDownLatch(2);
        StubServer.Script slow = (request, reply) -> {
            first.countDown();
            both.countDown();
            reply.hang();
        };
        try (StubServer one = new StubServer(slow);
                StubServer other = new StubServer(slow)) {
            RemoteModel model = model(one, other);
            List<Thread> callers = new ArrayList<>();
            callers.add(Thread.ofVirtual().start(() -> Answer.of(model, "Say hello")));
            assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
            callers.add(Thread.ofVirtual().start(() -> Answer.of(model, "Say hello")));

            assertThat(both.await(10, TimeUnit.SECONDS)).isTrue();
            callers.forEach(Thread::interrupt);

            assertThat(one.requests()).hasSize(1);
            assertThat(other.requests()).hasSize(1);
        }
    }

    /** Every second request is answered, so that the server is never left alone: only the budget holds calls back. */
    @Test
    void failuresNeverAskMoreThanATenthOnTop() {
        var requests = new AtomicInteger();
        StubServer.Script everySecond =
                (request, reply) -> (requests.incrementAndGet() % 2 == 0 ? GOOD : BAD).play(request, reply);
        try (StubServer server = new StubServer(everySecond)) {
            RemoteModel model = model(server);
            int calls = 500;
            for (int i = 0; i < calls; i++) {
                Answer.of(model, "Say hello");
                assertThat(model.available()).isTrue();
            }

            assertThat(server.requests()).hasSizeBetween(calls + calls / 10, calls + calls / 10 + 3);
            assertThat(pauses).hasSize(server.requests().size() - calls);
        }
    }

    @Test
    void otherReplicasAreFreeInTheFirstRoundOnly() {
        try (StubServer one = new StubServer(BAD);
                StubServer other = new StubServer(BAD);
                StubServer third = new StubServer(BAD)) {
            RemoteModel model = model(one, other, third);

            assertThat(Answer.of(model, "Say hello").failure().retryable()).isTrue();

            int inBudget = 3;
            assertThat(one.requests().size()
                            + other.requests().size()
                            + third.requests().size())
                    .isEqualTo(3 + inBudget);
        }
    }

    /** What is asked when nobody waits any more is paid for, and heard by nobody. */
    @Test
    void noOtherReplicaIsAskedWhenPatienceIsOver() {
        try (StubServer silent = new StubServer((request, reply) -> reply.hang());
                StubServer good = new StubServer(GOOD)) {
            var patience = new Patience(
                    Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(10));
            Endpoint endpoint = Stubs.endpoint(Provider.COMPATIBLE, silent.address("/v1"), good.address("/v1"));
            var model = new RemoteModel(Stubs.with(endpoint, patience), Stubs.outside(pauses));

            assertThat(Answer.of(model, "Say hello").failure()).hasMessageContaining("no token within");

            assertThat(good.requests()).isEmpty();
        }
    }

    @Test
    void aServerThatRestedIsProbedBeforeItIsAskedAgain() throws Exception {
        var probed = new CountDownLatch(1);
        try (StubServer server = new StubServer(BAD)) {
            var outside = Stubs.outside(pauses);
            var model = new RemoteModel(Stubs.endpoint(Provider.COMPATIBLE, server.address("/v1")), outside);
            while (model.available()) {
                Answer.of(model, "Say hello");
            }
            assertThat(Answer.of(model, "Say hello").failure()).hasMessageContaining("no address of it works");
            server.then((request, reply) -> {
                reply.answer(200, "application/json", "{\"data\":[]}");
                probed.countDown();
            });
            outside.pause().of(Duration.ofSeconds(31));

            assertThat(model.available()).as("not before the probe is answered").isFalse();
            assertThat(probed.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(server.last().method()).isEqualTo("GET");
            assertThat(server.last().path()).isEqualTo("/v1/models");
            server.then(GOOD);
            while (!model.available()) {
                Thread.onSpinWait();
            }
            assertThat(Answer.of(model, "Say hello").text()).isEqualTo("Hello");
        }
    }

    private RemoteModel model(StubServer... servers) {
        String[] addresses = new String[servers.length];
        for (int i = 0; i < servers.length; i++) {
            addresses[i] = servers[i].address("/v1");
        }
        return new RemoteModel(Stubs.endpoint(Provider.COMPATIBLE, addresses), Stubs.outside(pauses));
    }
}
