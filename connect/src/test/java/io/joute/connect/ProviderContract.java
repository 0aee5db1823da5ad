package io.joute.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatException;
import io.joute.base.chat.ChatException.Cause;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Message;
import io.joute.base.contract.ChatModelContract;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every provider must do, whatever its server does. */
abstract class ProviderContract extends ChatModelContract {
    static final String TEXT = "Héllo, 世界 🎉!";

    private final StubServer server = new StubServer((request, reply) -> reply.answer(500, "text/plain", "no script"));
    final List<Duration> pauses = new ArrayList<>();

    abstract Provider provider();

    /** Where the server's base address is. */
    abstract String path();

    /** The events of {@link #TEXT}, as this provider sends them: 12 tokens read, 9 written. */
    abstract List<String> whole();

    /** The same, cut at the output limit. */
    abstract List<String> cutShort();

    /** The same after the reasoning {@code Let me think.} */
    abstract List<String> thinking();

    /** Whether the last event marks the end of an answer, so that nothing need be waited for after it. */
    abstract boolean marksItsEnd();

    /** The names under which the events count tokens read and tokens written. */
    abstract List<String> counts();

    /** An answer that is withheld. */
    abstract List<String> refusal();

    /** The report of an overload in the stream. */
    abstract String overload();

    /** The events of an answer with these texts, which are JSON strings without their quotes. */
    abstract List<String> answering(String... texts);

    /** The body of the status for a prompt that is too long. */
    abstract String tooLong();

    /** The header that carries the key, and its value. */
    abstract List<String> keyHeader();

    @Override
    protected RemoteModel answering() {
        server.then(script(whole()));
        return model();
    }

    @Override
    protected RemoteModel unhurried() {
        List<String> events = answering("Hello", " world");
        server.then((request, reply) -> {
            send(reply.stream(), events.subList(0, firstWith(events, "Hello") + 1));
            reply.hang();
        });
        return model();
    }

    @Override
    protected RemoteModel failing() {
        server.then((request, reply) -> reply.answer(500, "text/plain", "broken"));
        return model();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void streamsAWholeAnswer() {
        server.then(script(whole()));

        Answer answer = ask(model());

        assertThat(answer.text()).isEqualTo(TEXT);
        assertThat(answer.done().finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(answer.done().usage().promptTokens()).isEqualTo(12);
        assertThat(answer.done().usage().outputTokens()).isEqualTo(9);
        assertThat(answer.done().usage().totalNanos()).isPositive();
    }

    @Test
    void asksForWhatWasAskedFor() {
        server.then(script(whole()));
        var settings = GenerationSettings.DEFAULT.withMaxOutputTokens(321).withTemperature(0.25);

        Answer.of(
                model(),
                new ChatRequest(
                        List.of(
                                Message.system("Be brief."),
                                Message.user("One?"),
                                Message.assistant("Two."),
                                Message.user("Three?")),
                        settings));

        StubServer.Request request = server.last();
        assertThat(request.headers())
                .containsEntry(keyHeader().getFirst(), keyHeader().getLast());
        assertThat(request.body()).contains("Be brief.", "One?", "Two.", "Three?", "321", "0.25");
        assertThat(request.path() + request.body()).contains("upstream-model");
        assertThat(request.path()).doesNotContain(Stubs.KEY);
    }

    @Test
    void tellsAnAnswerCutAtTheLimit() {
        server.then(script(cutShort()));

        assertThat(ask(model()).done().finishReason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void keepsThinkingApart() {
        server.then(script(thinking()));

        Answer answer = ask(model());

        assertThat(answer.thinking()).isEqualTo("Let me think.");
        assertThat(answer.text()).isEqualTo(TEXT);
    }

    @Test
    void anAnswerThatBreaksOffAfterAnyEventIsNeverWhole() {
        List<String> events = whole();
        int most = marksItsEnd() ? events.size() - 1 : events.size();
        for (int kept = 0; kept <= most; kept++) {
            int count = kept;
            server.then((request, reply) -> send(reply.stream(), events.subList(0, count)));
            requireFailure(count);
            server.then((request, reply) -> {
                send(reply.stream(), events.subList(0, count));
                reply.cut();
            });
            requireFailure(count);
        }
    }

    @Test
    void anAnswerIsWholeAtTheMarkOfItsEndWhateverTheConnectionDoesThen() {
        List<StubServer.Script> ends = List.of(
                (request, reply) -> send(reply.stream(), whole()),
                (request, reply) -> send(reply.stream(), whole()).hang(),
                (request, reply) ->
                        send(reply.stream(), whole()).chunk("data: {\n\n").hang());
        for (StubServer.Script end : ends) {
            server.then(end);

            Answer answer = ask(hastyOnceHeard());

            assertThat(answer.text()).isEqualTo(TEXT);
            assertThat(answer.end() instanceof ChatEvent.Done).as("%s", answer).isEqualTo(marksItsEnd());
            assertThat(ends(answer)).isOne();
            if (marksItsEnd()) {
                assertThat(answer.done().finishReason()).isEqualTo(FinishReason.STOP);
                assertThat(answer.done().usage().outputTokens()).isEqualTo(9);
            }
        }
    }

    private void requireFailure(int count) {
        Answer answer = ask(model());
        assertThat(answer.failure().retryable())
                .as("after %d events: %s", count, answer)
                .isTrue();
        assertThat(TEXT).startsWith(answer.text());
        assertThat(ends(answer)).isOne();
    }

    @Test
    void anAnswerThatBreaksOffAfterAnyByteIsNeverWhole() {
        byte[] bytes = String.join("", whole()).getBytes(StandardCharsets.UTF_8);
        for (int kept = 0; kept < bytes.length; kept++) {
            int count = kept;
            server.then((request, reply) -> reply.stream().chunk(Arrays.copyOf(bytes, count)));
            Answer answer = ask(model());
            assertThat(answer.failure().retryable())
                    .as("after %d bytes: %s", count, answer)
                    .isTrue();
            assertThat(TEXT).startsWith(answer.text());
        }
    }

    @Test
    void aRegularEndWithoutAReasonIsInterrupted() {
        List<String> events = answering("Hello");
        server.then((request, reply) -> send(reply.stream(), events.subList(0, firstWith(events, "Hello") + 1))
                .end());

        Answer answer = ask(model());

        assertThat(answer.text()).isEqualTo("Hello");
        assertThat(answer.failure().reason()).isInstanceOf(Cause.Interrupted.class);
    }

    @Test
    void anEmptyStreamIsInterrupted() {
        server.then((request, reply) -> reply.stream().end());

        assertThat(ask(model()).failure().reason()).isInstanceOf(Cause.Interrupted.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\n\n",
                "data: <html>\n\n",
                "data: []\n\n",
                "data: {\"choices\":[{\"delta\":{\"content\":\n\n"
            })
    void garbageEndsAnAnswer(String garbage) {
        List<String> events = new ArrayList<>(answering("Hello", " world"));
        events.add(firstWith(events, " world"), garbage);
        server.then(script(events));

        Answer answer = ask(model());

        assertThat(answer.text()).isEqualTo("Hello");
        assertThat(answer.failure().reason()).isInstanceOf(Cause.Interrupted.class);
    }

    @Test
    void aLineWithoutEndIsRefused() {
        List<String> events = answering("Hello");
        List<String> start = events.subList(0, firstWith(events, "Hello") + 1);
        byte[] filler = "x".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
        server.then((request, reply) -> {
            send(reply.stream(), start).chunk("data: ");
            for (int i = 0; i < 160; i++) {
                reply.chunk(filler);
            }
            reply.end();
        });

        assertThat(ask(model()).failure()).hasMessageContaining("longer than");
    }

    @Test
    void chunksMayFallBetweenAnyTwoBytes() {
        byte[] bytes = String.join("", whole()).getBytes(StandardCharsets.UTF_8);
        server.then((request, reply) -> {
            reply.stream();
            for (byte value : bytes) {
                reply.chunk(new byte[] {value});
            }
            reply.end();
        });

        assertThat(ask(model()).text()).isEqualTo(TEXT);
    }

    @Test
    void aCharacterSplitOverTwoEventsComesWhole() {
        server.then(script(answering("A \\ud83c", "\\udf89 B", "\\ud83c")));

        Answer answer = ask(model());

        assertThat(answer.text()).isEqualTo("A 🎉 B\uFFFD");
        assertThat(answer.events()).allSatisfy(event -> {
            if (event instanceof ChatEvent.Delta delta) {
                assertThat(Character.isHighSurrogate(
                                delta.text().charAt(delta.text().length() - 1)))
                        .isFalse();
            }
        });
    }

    @Test
    void givesUpWhenNoTokenComes() {
        server.then((request, reply) -> reply.hang());

        ChatException failure = ask(hasty()).failure();

        assertThat(failure).hasMessageContaining("no token within");
        assertThat(failure.reason()).isInstanceOf(Cause.Unavailable.class);
    }

    @Test
    void givesUpWhenNoFurtherTokenComes() {
        List<String> events = answering("Hello", " world");
        server.then((request, reply) -> {
            send(reply.stream(), events.subList(0, firstWith(events, "Hello") + 1));
            reply.hang();
        });

        Answer answer = ask(hastyOnceHeard());

        assertThat(answer.text()).isEqualTo("Hello");
        assertThat(answer.failure()).hasMessageContaining("no further token within");
        assertThat(answer.failure().reason()).isInstanceOf(Cause.Interrupted.class);
    }

    @Test
    void givesUpWhenTheWholeTakesTooLong() {
        List<String> events = answering("Hello");
        String delta = events.get(firstWith(events, "Hello"));
        var drips = new CountDownLatch(1);
        server.then((request, reply) -> {
            send(reply.stream(), events.subList(0, firstWith(events, "Hello")));
            while (!drips.await(50, TimeUnit.MILLISECONDS)) {
                reply.chunk(delta);
            }
        });
        Outside outside = Stubs.still(pauses);

        // Each piece takes a minute.
        Answer answer = Answer.of(model(Patience.DEFAULT, outside), "Say hello", () -> pass(outside));
        drips.countDown();

        assertThat(answer.text()).startsWith("Hello");
        assertThat(answer.failure()).hasMessageContaining("no end within");
    }

    @ParameterizedTest
    @CsvSource({
        "400, Refused, false",
        "401, Broken, false",
        "402, Broken, false",
        "403, Broken, false",
        "404, Broken, false",
        "408, Unavailable, true",
        "429, Unavailable, true",
        "500, Unavailable, true",
        "502, Unavailable, true",
        "503, Unavailable, true",
        "529, Unavailable, true"
    })
    void tellsWhatAStatusMeans(int status, String cause, boolean retryable) {
        String body = "{\"error\":{\"type\":\"some_error\",\"message\":\"it says " + Stubs.KEY + " so\"}}";
        server.then((request, reply) -> reply.answer(status, "application/json", body));

        ChatException failure = ask(model()).failure();

        assertThat(failure.reason().getClass().getSimpleName()).isEqualTo(cause);
        assertThat(failure.retryable()).isEqualTo(retryable);
        assertThat(failure).hasMessageContaining("endpoint 'stub'").hasMessageContaining(String.valueOf(status));
        assertThat(failure.getMessage()).doesNotContain(Stubs.KEY);
        assertThat(server.requests()).hasSize(retryable ? 3 : 1);
    }

    @Test
    void tellsAPromptThatDoesNotFit() {
        server.then((request, reply) -> reply.answer(400, "application/json", tooLong()));

        assertThat(ask(model()).failure().reason()).isInstanceOfSatisfying(Cause.ContextFull.class, full -> {
            assertThat(full.neededTokens()).isEqualTo(9001);
            assertThat(full.contextTokens()).isEqualTo(8192);
        });
    }

    @Test
    void triesAgainBeforeTheFirstToken() {
        server.then((request, reply) -> reply.answer(503, "text/plain", "busy"), script(whole()));

        assertThat(ask(model()).text()).isEqualTo(TEXT);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void waitsAsLongAsTheServerAsks() {
        server.then((request, reply) -> reply.answer(429, "application/json", "{}", "Retry-After: 7"), script(whole()));

        assertThat(ask(model()).text()).isEqualTo(TEXT);
        assertThat(pauses).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void doesNotWaitLongerThanItsPatience() {
        server.then((request, reply) -> reply.answer(429, "application/json", "{}", "Retry-After: 3600"));

        assertThat(ask(model()).failure().retryable()).isTrue();
        assertThat(server.requests()).hasSize(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void neverTriesAgainAfterTheFirstToken() {
        List<String> events = answering("Hello", " world");
        server.then((request, reply) -> {
            send(reply.stream(), events.subList(0, firstWith(events, "Hello") + 1));
            reply.cut();
        });

        assertThat(ask(model()).failure().retryable()).isTrue();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void refusesAnAnswerThatIsNoStream() {
        server.then((request, reply) -> reply.answer(200, "text/html", "<html>captive portal</html>"));

        ChatException failure = ask(model()).failure();

        assertThat(failure).hasMessageContaining("content type 'text/html'").hasMessageContaining("text/event-stream");
        assertThat(failure.reason()).isInstanceOf(Cause.Broken.class);
    }

    @Test
    void refusesACompressedStream() {
        server.then(
                (request, reply) -> reply.answer(200, "text/event-stream", "data: {}\n\n", "Content-Encoding: gzip"));

        assertThat(ask(model()).failure()).hasMessageContaining("gzip");
    }

    @Test
    void followsNoRedirect() {
        try (StubServer elsewhere = new StubServer(script(whole()))) {
            server.then(
                    (request, reply) -> reply.answer(302, "text/plain", "", "Location: " + elsewhere.address(path())));

            assertThat(ask(model()).failure()).hasMessageContaining("redirect");
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void tellsAnAnswerThatIsWithheld() {
        server.then(script(refusal()));

        ChatException failure = ask(model()).failure();

        assertThat(failure.reason()).isInstanceOf(Cause.Refused.class);
        assertThat(failure).hasMessageContaining("withheld");
    }

    @Test
    void tellsAFailureReportedInTheStream() {
        List<String> events = new ArrayList<>(answering("Hello", " world"));
        events.add(firstWith(events, " world"), overload());
        server.then(script(events));

        Answer answer = ask(model());

        assertThat(answer.text()).isEqualTo("Hello");
        assertThat(answer.failure().retryable()).isTrue();
        assertThat(answer.failure()).hasMessageContaining("too busy");
    }

    /** A count that is missing, or is no whole number, is not 0: nobody knows what the provider will bill. */
    @ParameterizedTest
    @ValueSource(strings = {"\"some\":9", "$1$2.0", "$1-$2", "$1null", "$1\"$2\""})
    void anAnswerWithoutItsCountsCostsItsMostAndIsCountedHere(String instead) {
        String prompt = counts().getFirst();
        String output = counts().getLast();
        for (String names : List.of(prompt, output, prompt + "|" + output)) {
            String counted = "(\"(?:" + names + ")\":)(\\d+)";
            server.then(script(whole().stream()
                    .map(event -> event.replaceAll(counted, instead))
                    .toList()));
            var price = new Price(new BigDecimal("3"), new BigDecimal("15"), "USD");
            Endpoint endpoint = Stubs.with(Stubs.endpoint(provider(), server.address(path())), price, "1", 1);
            RemoteModel model = new RemoteModel(endpoint, Stubs.outside(pauses));

            Answer answer = ask(model);

            assertThat(answer.text()).isEqualTo(TEXT);
            assertThat(model.purse().spentToday()).as(names).isEqualByComparingTo(price.most(request()));
            assertThat(answer.done().usage().promptTokens()).isEqualTo("Say hello".length() / 4 + 1);
            assertThat(answer.done().usage().outputTokens()).isEqualTo(4);
        }
    }

    /** A key that stands where the words are cut must not be shown by half. */
    @Test
    void aKeyInAStatusIsTakenOutBeforeTheWordsAreCut() {
        for (int padding = 200 - Stubs.KEY.length(); padding <= 200; padding++) {
            String words = "x".repeat(padding) + Stubs.KEY;
            server.then((request, reply) ->
                    reply.answer(400, "application/json", "{\"error\":{\"message\":\"" + words + "\"}}"));

            assertThat(ask(model()).failure())
                    .hasMessageContaining("x".repeat(padding))
                    .hasMessageNotContaining(Stubs.KEY.substring(0, 2));
        }
    }

    @Test
    void aKeyInAReportIsTakenOutBeforeTheWordsAreCut() {
        for (int padding = 200 - Stubs.KEY.length(); padding <= 200; padding++) {
            String report = overload().replace("too busy", "x".repeat(padding) + Stubs.KEY);
            server.then(script(List.of(report)));

            assertThat(ask(model()).failure())
                    .hasMessageContaining("x".repeat(padding))
                    .hasMessageNotContaining(Stubs.KEY.substring(0, 2));
        }
    }

    @Test
    void aHeaderIsShownWholeOrNotAtAll() {
        server.then((request, reply) -> reply.answer(200, "text/" + "x".repeat(60) + Stubs.KEY, ""));

        assertThat(ask(model()).failure())
                .hasMessageContaining("not shown")
                .hasMessageNotContaining(Stubs.KEY.substring(0, 2));
    }

    private static long ends(Answer answer) {
        return answer.events().stream()
                .filter(event -> event instanceof ChatEvent.Done || event instanceof ChatEvent.Failed)
                .count();
    }

    static int firstWith(List<String> events, String text) {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).contains("\"" + text)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no event has '" + text + "'");
    }

    static StubServer.Script script(List<String> events) {
        return (request, reply) -> send(reply.stream(), events).end();
    }

    static StubServer.Reply send(StubServer.Reply reply, List<String> events) throws IOException {
        for (String event : events) {
            reply.chunk(event);
        }
        return reply;
    }

    StubServer server() {
        return server;
    }

    RemoteModel model() {
        return model(Patience.DEFAULT);
    }

    private RemoteModel hastyOnceHeard() {
        return model(new Patience(
                Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofMinutes(1)));
    }

    private RemoteModel hasty() {
        return model(new Patience(
                Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofSeconds(10)));
    }

    private RemoteModel model(Patience patience) {
        return model(patience, Stubs.outside(pauses));
    }

    private RemoteModel model(Patience patience, Outside outside) {
        return new RemoteModel(Stubs.with(Stubs.endpoint(provider(), server.address(path())), patience), outside);
    }

    private static void pass(Outside outside) {
        try {
            outside.pause().of(Duration.ofMinutes(1));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ChatRequest request() {
        return new ChatRequest(List.of(Message.user("Say hello")), GenerationSettings.DEFAULT);
    }

    Answer ask(RemoteModel model) {
        return Answer.of(model, request());
    }
}
