package io.joute.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatException;
import io.joute.base.chat.ChatModel;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Message;
import io.joute.base.chat.Tool;
import io.joute.engine.checkpoint.Checkpoint;
import io.joute.engine.checkpoint.Checkpoints;
import io.joute.engine.kernel.WorkerPool;
import io.joute.engine.model.Golden;
import io.joute.engine.sampling.Sampler;
import io.joute.engine.tensor.ElementType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedChatModelTest {
    private static final GenerationSettings SETTINGS = new GenerationSettings(1, 0, 1, 0, 42, 40, List.of());
    private static final List<Message> QUESTION = List.of(Message.user("the car"));

    @TempDir
    private Path folder;

    private final WorkerPool pool = new WorkerPool(2);
    private Engine engine;
    private ChatModel model;

    @BeforeEach
    void open() throws IOException {
        engine = Engine.open(
                Golden.file(ElementType.Q4_0, folder), EngineOptions.defaults().withPool(pool));
        model = engine.chatModel("golden");
    }

    @AfterEach
    void close() {
        engine.close();
        pool.close();
    }

    @Test
    void streamsDeltasThenDoneWithUsage() {
        List<ChatEvent> events = stream(new ChatRequest(QUESTION, SETTINGS));
        assertThat(events.subList(0, events.size() - 1)).isNotEmpty().allMatch(ChatEvent.Delta.class::isInstance);
        ChatEvent.Done done = (ChatEvent.Done) events.getLast();
        assertThat(done.finishReason()).isIn(FinishReason.STOP, FinishReason.LENGTH);
        assertThat(done.usage().promptTokens()).isGreaterThan(10);
        assertThat(done.usage().outputTokens()).isBetween(1, 40);
        assertThat(done.usage().prefillNanos()).isPositive();
        assertThat(done.usage().decodeNanos()).isPositive();
        assertThat(model.id()).isEqualTo("golden");
        assertThat(model.contextLength()).isEqualTo(4096);
    }

    @Test
    void equalSeedsGiveEqualAnswersAndOthersDoNot() {
        String answer = text(stream(new ChatRequest(QUESTION, SETTINGS)));
        assertThat(text(stream(new ChatRequest(QUESTION, SETTINGS)))).isEqualTo(answer);
        assertThat(text(stream(new ChatRequest(QUESTION, SETTINGS.withSeed(43)))))
                .isNotEqualTo(answer);
    }

    @Test
    void aSecondTurnThatReusesTheFirstAnswersAsAFreshEngine() throws IOException {
        String first = text(stream(new ChatRequest(QUESTION, SETTINGS)));
        List<Message> turns = List.of(QUESTION.getFirst(), Message.assistant(first), Message.user("and then"));
        String second = text(stream(new ChatRequest(turns, SETTINGS)));
        try (Engine fresh = Engine.open(engine.path())) {
            List<ChatEvent> events = new ArrayList<>();
            fresh.chatModel("fresh").stream(new ChatRequest(turns, SETTINGS), events::add);
            assertThat(text(events)).isEqualTo(second);
        }
    }

    @Test
    void aStopTextEndsTheAnswerBeforeItEvenAcrossDeltas() {
        List<ChatEvent> whole = stream(new ChatRequest(QUESTION, SETTINGS));
        String text = text(whole);
        // A text that begins inside one delta and ends inside another.
        String first = ((ChatEvent.Delta) whole.get(0)).text();
        int from = first.length() - 1;
        String stop = text.substring(from, from + 4);
        List<ChatEvent> events = stream(new ChatRequest(QUESTION, withStop(stop)));
        assertThat(text(events)).isEqualTo(text.substring(0, text.indexOf(stop)));
        assertThat(((ChatEvent.Done) events.getLast()).finishReason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void anOutputLimitEndsTheAnswer() {
        List<ChatEvent> events = stream(new ChatRequest(QUESTION, SETTINGS.withMaxOutputTokens(3)));
        ChatEvent.Done done = (ChatEvent.Done) events.getLast();
        assertThat(done.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(done.usage().outputTokens()).isEqualTo(3);
    }

    @Test
    void theEndOfTheContextEndsTheAnswer() throws IOException {
        int prompt = promptTokens();
        try (Engine small = Engine.open(engine.path(), EngineOptions.defaults().withContextLength(prompt + 5))) {
            List<ChatEvent> events = new ArrayList<>();
            small.chatModel("small").stream(new ChatRequest(QUESTION, SETTINGS), events::add);
            ChatEvent.Done done = (ChatEvent.Done) events.getLast();
            assertThat(done.finishReason()).isEqualTo(FinishReason.LENGTH);
            assertThat(done.usage().outputTokens()).isEqualTo(6);
        }
    }

    @Test
    void aRequestThatTheTemplateCannotExpressFailsAsRefused() {
        List<Tool> tools = List.of(new Tool("weather", "Tells the weather.", "{}"));
        assertThat(stream(new ChatRequest(QUESTION, SETTINGS, tools)))
                .singleElement()
                .isInstanceOfSatisfying(ChatEvent.Failed.class, failed -> {
                    assertThat(failed.failure().reason()).isEqualTo(new ChatException.Cause.Refused());
                    assertThat(failed.failure()).hasMessage("1 tools offered to a model that was taught none");
                });
    }

    @Test
    void aPromptThatFillsTheContextFailsAsContextFull() throws IOException {
        int prompt = promptTokens();
        try (Engine small = Engine.open(engine.path(), EngineOptions.defaults().withContextLength(prompt))) {
            List<ChatEvent> events = new ArrayList<>();
            small.chatModel("small").stream(new ChatRequest(QUESTION, SETTINGS), events::add);
            assertThat(events)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            ChatEvent.Failed.class,
                            failed -> assertThat(failed.failure().reason())
                                    .isEqualTo(new ChatException.Cause.ContextFull(prompt + 1, prompt)));
        }
    }

    private int promptTokens() {
        return ((ChatEvent.Done) stream(new ChatRequest(QUESTION, SETTINGS.withMaxOutputTokens(1)))
                        .getLast())
                .usage()
                .promptTokens();
    }

    @Test
    void interruptingCancelsWithinOneTokenAndKeepsTheFlag() {
        List<ChatEvent> events = new ArrayList<>();
        model.stream(new ChatRequest(QUESTION, SETTINGS), event -> {
            events.add(event);
            if (events.size() == 2) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(events).hasSize(3);
        assertThat(((ChatEvent.Done) events.getLast()).finishReason()).isEqualTo(FinishReason.CANCELLED);
    }

    @Test
    void anInterruptBeforeThePromptCancelsToo() {
        Thread.currentThread().interrupt();
        List<ChatEvent> events = stream(new ChatRequest(QUESTION, SETTINGS));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(events).singleElement().isInstanceOfSatisfying(ChatEvent.Done.class, done -> {
            assertThat(done.finishReason()).isEqualTo(FinishReason.CANCELLED);
            assertThat(done.usage().outputTokens()).isZero();
        });
    }

    @Test
    void whatTheReceiverThrowsIsNotAFailureOfTheModel() {
        assertThatThrownBy(() -> model.stream(new ChatRequest(QUESTION, SETTINGS), event -> {
                    throw new IllegalStateException("receiver gone");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("receiver gone");
        assertThat(stream(new ChatRequest(QUESTION, SETTINGS)).getLast()).isInstanceOf(ChatEvent.Done.class);
    }

    @Test
    void answersGivenAtOnceAreThoseGivenAlone() {
        List<String> alone = new ArrayList<>();
        for (int seed = 0; seed < 6; seed++) {
            alone.add(text(stream(new ChatRequest(QUESTION, SETTINGS.withSeed(seed)))));
        }
        List<CompletableFuture<String>> together = new ArrayList<>();
        for (int seed = 0; seed < 6; seed++) {
            var request = new ChatRequest(QUESTION, SETTINGS.withSeed(seed));
            var answer = new CompletableFuture<String>();
            together.add(answer);
            Thread.ofVirtual().start(() -> answer.completeAsync(() -> text(stream(request)), Runnable::run));
        }
        assertThat(together.stream().map(CompletableFuture::join)).isEqualTo(alone);
    }

    @Test
    void aClosedEngineFailsAsUnavailable() {
        engine.close();
        assertThat(stream(new ChatRequest(QUESTION, SETTINGS)))
                .singleElement()
                .isInstanceOfSatisfying(
                        ChatEvent.Failed.class,
                        failed ->
                                assertThat(failed.failure().reason()).isEqualTo(new ChatException.Cause.Unavailable()));
    }

    @Test
    void aFirstTokenThatComesWhileTheClockIsAskedForTheEndCountsAsNone() {
        // The scheduler's thread has the first token in hand when the caller, interrupted, asks what time it is.
        Thread caller = Thread.currentThread();
        var asksForTheEnd = new CountDownLatch(1);
        var asks = new AtomicInteger();
        LongSupplier clock = () -> {
            if (!Thread.currentThread().equals(caller)) {
                caller.interrupt();
                awaitUninterruptibly(asksForTheEnd);
                return 30;
            }
            if (asks.getAndIncrement() == 0) {
                return 10;
            }
            asksForTheEnd.countDown();
            // When another one has had its token, so has this one.
            var other = new CollectedTokens(1);
            engine.scheduler()
                    .submit(new Writing(engine.newSession(), new int[] {1, 2, 3}, 1, Sampler.greedy(), other));
            other.join();
            return 20;
        };
        ChatEvent last = new Answer(starts(), new ChatRequest(QUESTION, SETTINGS), clock).run(delta -> {});
        assertThat(Thread.interrupted()).isTrue();
        assertThat(last).isInstanceOfSatisfying(ChatEvent.Done.class, done -> {
            assertThat(done.finishReason()).isEqualTo(FinishReason.CANCELLED);
            assertThat(done.usage().prefillNanos()).isEqualTo(10);
            assertThat(done.usage().decodeNanos()).isZero();
        });
    }

    private StartReader starts() {
        try (Checkpoint checkpoint = Checkpoints.open(engine.path(), 0)) {
            return new StartReader(
                    engine,
                    VocabularyReader.template(checkpoint.metadata(), engine.tokenizer(), Clock.systemUTC()),
                    false);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GenerationSettings withStop(String stop) {
        return new GenerationSettings(1, 0, 1, 0, 42, 40, List.of(stop));
    }

    private List<ChatEvent> stream(ChatRequest request) {
        List<ChatEvent> events = new ArrayList<>();
        Consumer<ChatEvent> add = events::add;
        model.stream(request, add);
        return events;
    }

    private static String text(List<ChatEvent> events) {
        var text = new StringBuilder();
        for (ChatEvent event : events) {
            if (event instanceof ChatEvent.Delta delta) {
                text.append(delta.text());
            }
        }
        return text.toString();
    }
}
