package io.joute.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.base.chat.ChatException;
import io.joute.base.chat.ChatException.Cause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An address at which nobody listens. */
final class NotThereTest {
    private final List<Duration> pauses = new ArrayList<>();

    private static String address() {
        try (StubServer server = new StubServer((request, reply) -> reply.end())) {
            return server.address("/v1");
        }
    }

    @Test
    void isTriedAgainAndThenTold() {
        var model = new RemoteModel(Stubs.endpoint(Provider.COMPATIBLE, address()), Stubs.outside(pauses));

        ChatException failure = Answer.of(model, "Say hello").failure();

        assertThat(failure.reason()).isInstanceOf(Cause.Unavailable.class);
        assertThat(failure).hasMessageContaining("endpoint 'stub'");
        assertThat(pauses).hasSize(2);
    }

    @Test
    void leavesTheAnswerToAnotherReplica() {
        try (StubServer good = new StubServer(ProviderContract.script(Completion.answering("stop", "Hello")))) {
            var model = new RemoteModel(
                    Stubs.endpoint(Provider.COMPATIBLE, address(), good.address("/v1")), Stubs.outside(pauses));

            for (int i = 0; i < 3; i++) {
                assertThat(Answer.of(model, "Say hello").text()).isEqualTo("Hello");
            }
            assertThat(pauses).isEmpty();
        }
    }
}
