package io.joute.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatException.Cause;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Message;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Money is never spent beyond its limit, whatever runs at once. */
final class SpendingTest {
    private static final Price PRICE = new Price(new BigDecimal("3"), new BigDecimal("15"), "USD");

    /** 12 tokens read and 9 written. */
    private static final BigDecimal COST = new BigDecimal("0.000171");

    @Test
    void aThousandCallsAtOnceSpendNoMoreThanTheLimit() throws Exception {
        var script = ProviderContract.script(Completion.answering("stop", "Hello"));
        try (StubServer server = new StubServer(script);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            RemoteModel model = model(server, "0.02", 1000);
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                answers.add(threads.submit(() -> Answer.of(model, request())));
            }
            int answered = 0;
            for (Future<Answer> answer : answers) {
                if (answer.get().end() instanceof ChatEvent.Done) {
                    answered++;
                } else {
                    assertThat(answer.get().failure().reason()).isInstanceOf(Cause.Refused.class);
                }
            }

            BigDecimal billed =
                    COST.multiply(BigDecimal.valueOf(server.requests().size()));
            assertThat(answered).isBetween(1, 999).isEqualTo(server.requests().size());
            assertThat(model.purse().spentToday()).isEqualByComparingTo(billed);
            assertThat(billed).isLessThanOrEqualTo(new BigDecimal("0.02"));
        }
    }

    @Test
    void oneAfterTheOtherTheyUseTheLimitToItsLastAnswer() {
        try (StubServer server = new StubServer(ProviderContract.script(Completion.answering("stop", "Hello")))) {
            RemoteModel model = model(server, "0.004", 1);
            int answered = 0;
            while (Answer.of(model, request()).end() instanceof ChatEvent.Done) {
                answered++;
            }

            BigDecimal left = new BigDecimal("0.004").subtract(COST.multiply(BigDecimal.valueOf(answered)));
            assertThat(left).isPositive().isLessThan(PRICE.most(request()));
        }
    }

    @Test
    void anAnswerThatBreaksOffCountsAtItsMost() {
        StubServer.Script script = (request, reply) ->
                reply.stream().chunk(Completion.text("Hello")).cut();
        try (StubServer server = new StubServer(script)) {
            RemoteModel model = model(server, "1", 1);
            assertThat(Answer.of(model, request()).failure().retryable()).isTrue();

            assertThat(model.purse().spentToday()).isEqualByComparingTo(PRICE.most(request()));
        }
    }

    @Test
    void aCallThatIsRefusedCostsNothing() {
        try (StubServer server = new StubServer((request, reply) -> reply.answer(400, "application/json", "{}"))) {
            RemoteModel model = model(server, "1", 1);
            assertThat(Answer.of(model, request()).failure().retryable()).isFalse();

            assertThat(model.purse().spentToday()).isZero();
        }
    }

    @Test
    void aModelWithoutMoneyIsNotAvailable() {
        try (StubServer server = new StubServer(ProviderContract.script(Completion.answering("stop", "Hello")))) {
            RemoteModel model = model(server, "0.05", 1);
            assertThat(model.available()).isTrue();
            assertThat(model.purse().hold(new BigDecimal("0.05"))).isPresent();

            assertThat(model.available()).isFalse();
        }
    }

    /** A duel with it would fail each time: its money left is set aside by nobody. */
    @Test
    void aModelWhoseNextAnswerCannotBePaidIsNotAvailable() {
        try (StubServer server = new StubServer(ProviderContract.script(Completion.answering("stop", "Hello")))) {
            BigDecimal answer = PRICE.mostOfAnswer(8192);
            assertThat(answer).isGreaterThan(PRICE.of("Say hello".length(), 2048));
            RemoteModel model = model(server, answer.add(COST).toPlainString(), 1);
            assertThat(Answer.of(model, request()).end()).isInstanceOf(ChatEvent.Done.class);
            assertThat(model.available()).isTrue();
            assertThat(Answer.of(model, request()).end()).isInstanceOf(ChatEvent.Done.class);

            assertThat(model.available()).isFalse();
        }
    }

    private static ChatRequest request() {
        return new ChatRequest(List.of(Message.user("Say hello")), GenerationSettings.DEFAULT.withMaxOutputTokens(100));
    }

    private static RemoteModel model(StubServer server, String perDay, int concurrency) {
        Endpoint endpoint = Stubs.endpoint(Provider.COMPATIBLE, server.address("/v1"));
        return new RemoteModel(Stubs.with(endpoint, PRICE, perDay, concurrency), Stubs.outside());
    }
}
