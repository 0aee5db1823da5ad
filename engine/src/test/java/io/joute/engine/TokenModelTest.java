package io.joute.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatException;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Message;
import io.joute.base.chat.TokenModel;
import io.joute.base.chat.TokenOdds;
import io.joute.base.chat.TokenRequest;
import io.joute.base.chat.TokenRequest.Start;
import io.joute.engine.checkpoint.Checkpoint;
import io.joute.engine.checkpoint.Checkpoints;
import io.joute.engine.checkpoint.GgufWriter;
import io.joute.engine.checkpoint.TensorSource;
import io.joute.engine.kernel.WorkerPool;
import io.joute.engine.model.Golden;
import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Weight;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine token by token. */
class TokenModelTest {
    private static final GenerationSettings SETTINGS = new GenerationSettings(1, 0, 1, 0, 42, 12, List.of());
    private static final List<Message> QUESTION = List.of(Message.user("the car"));

    @TempDir
    private Path folder;

    private final WorkerPool pool = new WorkerPool(2);
    private Engine engine;
    private TokenModel model;

    @BeforeEach
    void open() throws IOException {
        engine = Engine.open(
                Golden.file(ElementType.F32, folder), EngineOptions.defaults().withPool(pool));
        model = engine.chatModel("golden");
    }

    @AfterEach
    void close() {
        engine.close();
        pool.close();
    }

    private record Heard(List<ChatEvent> events, List<TokenOdds> tokens) {
        String text() {
            return events.stream()
                    .filter(ChatEvent.Delta.class::isInstance)
                    .map(event -> ((ChatEvent.Delta) event).text())
                    .collect(Collectors.joining());
        }

        ChatEvent last() {
            return events.getLast();
        }
    }

    private Heard stream(TokenRequest request) {
        var heard = new Heard(new ArrayList<>(), new ArrayList<>());
        model.stream(request, heard.events::add, heard.tokens::add);
        return heard;
    }

    @Test
    void saysTheSameAsAPlainAnswerAndHowLikelyEachTokenWas() {
        List<ChatEvent> plain = new ArrayList<>();
        model.stream(new ChatRequest(QUESTION, SETTINGS), plain::add);
        Heard heard = stream(new TokenRequest(new Start.Conversation(QUESTION, List.of()), SETTINGS, 3, false));

        assertThat(heard.text()).isEqualTo(new Heard(plain, List.of()).text());
        assertThat(heard.tokens()).hasSize(12).allSatisfy(odds -> {
            assertThat(odds.likeliest()).hasSize(3);
            assertThat(odds.logProbability().orElseThrow())
                    .isLessThanOrEqualTo(odds.likeliest().getFirst().logProbability());
        });
    }

    @Test
    void theGreedyTokenIsTheLikeliest() {
        Heard heard = stream(new TokenRequest(new Start.Text("the car"), SETTINGS.withTemperature(0), 1, false));
        assertThat(heard.tokens())
                .allSatisfy(
                        odds -> assertThat(odds.likeliest().getFirst().token()).isEqualTo(odds.token()));
    }

    @Test
    void theOddsOfAllTokensAddUpToOne() {
        int all = engine.tokenizer().vocabularySize();
        float[] logits = engine.newSession().prefill(new int[] {1, 2, 3});
        double sum = IntStream.range(0, all)
                .mapToDouble(id -> Math.exp(new Odds(engine.tokenizer(), logits)
                        .of(id, 0)
                        .logProbability()
                        .orElseThrow()))
                .sum();
        assertThat(sum).isCloseTo(1, within(1e-6));
    }

    @Test
    void readsIdsAsTheyAreAndTextAfterItsBeginning() {
        int[] ids = engine.tokenizer().encode("the car and the");
        List<Integer> boxed = IntStream.of(ids).boxed().toList();
        List<TokenOdds> byIds = model.read(new Start.Tokens(boxed), 2);
        List<TokenOdds> byText = model.read(new Start.Text("the car and the"), 2);

        assertThat(byIds).hasSize(ids.length);
        assertThat(byIds.getFirst().logProbability()).isEmpty();
        assertThat(byIds.stream().map(odds -> odds.token().id())).isEqualTo(boxed);
        // This model's texts begin with a token of their own, which is not told: the first of the text has odds.
        assertThat(byText.stream().map(odds -> odds.token().id())).isEqualTo(boxed);
        assertThat(byText.getFirst().logProbability()).isPresent();
        List<Integer> begun = new ArrayList<>(boxed);
        begun.addFirst(engine.tokenizer().beginOfText().orElseThrow());
        List<TokenOdds> byBegunIds = model.read(new Start.Tokens(begun), 2);
        assertThat(byText).isEqualTo(byBegunIds.subList(1, byBegunIds.size()));
    }

    @Test
    void whatIsReadIsWhatWouldHaveBeenWritten() {
        List<Integer> prompt =
                IntStream.of(engine.tokenizer().encode("the car")).boxed().toList();
        Heard heard = stream(new TokenRequest(new Start.Tokens(prompt), SETTINGS, 2, true));
        List<Integer> whole =
                heard.tokens().stream().map(odds -> odds.token().id()).toList();
        List<TokenOdds> read = model.read(new Start.Tokens(whole), 2);

        assertThat(heard.tokens()).hasSize(prompt.size() + 12);
        for (int i = 1; i < read.size(); i++) {
            TokenOdds odds = heard.tokens().get(i);
            assertThat(read.get(i).token()).isEqualTo(odds.token());
            assertThat(read.get(i).logProbability().orElseThrow())
                    .isCloseTo(odds.logProbability().orElseThrow(), within(1e-3));
        }
    }

    @Test
    void theSecondOfTwoEqualRequestsReadsOnlyWhatIsNewAndSaysTheSame() {
        String question = "the car and the house ".repeat(20);
        var request = new TokenRequest(
                new Start.Conversation(List.of(Message.user(question)), List.of()), SETTINGS, 3, false);
        Heard first = stream(request);
        int prompt = ((ChatEvent.Done) first.last()).usage().promptTokens();
        long page = engine.newSession().missingBytes(1);
        long kept = engine.prefixes().bytes();
        // The last token of an answer is picked, never read.
        assertThat(kept).isEqualTo(engine.newSession().missingBytes(prompt + 11));

        List<Long> meanwhile = new ArrayList<>();
        Heard second = new Heard(new ArrayList<>(), new ArrayList<>());
        model.stream(request, second.events()::add, odds -> {
            meanwhile.add(engine.prefixes().bytes());
            second.tokens().add(odds);
        });
        // An unfinished last page is taken by the one that goes on with it.
        assertThat(meanwhile).hasSize(12).containsOnly(kept - page);
        assertThat(engine.prefixes().bytes()).isEqualTo(kept);
        assertThat(second.tokens()).isEqualTo(first.tokens());
        assertThat(second.text()).isEqualTo(first.text());
    }

    @Test
    void whatListenersThrowPassesThrough() {
        for (boolean startToo : new boolean[] {true, false}) {
            var request = new TokenRequest(new Start.Text("the car"), SETTINGS, 0, startToo);
            List<ChatEvent> events = new ArrayList<>();
            assertThatThrownBy(() -> model.stream(request, events::add, odds -> {
                        throw new IllegalStateException("connection closed");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("connection closed");
            assertThat(events).isEmpty();
        }
    }

    @Test
    void logitsThatAreNotFiniteAreAFailureOfTheModelThatSaysWhere() throws IOException {
        try (Engine broken = Engine.open(overflowing(), EngineOptions.defaults().withPool(pool))) {
            TokenModel brokenModel = broken.chatModel("broken");
            for (boolean startToo : new boolean[] {true, false}) {
                List<ChatEvent> events = new ArrayList<>();
                brokenModel.stream(
                        new TokenRequest(new Start.Text("the car"), SETTINGS, 0, startToo), events::add, odds -> {});
                assertThat(events)
                        .singleElement()
                        .isInstanceOfSatisfying(
                                ChatEvent.Failed.class,
                                failed -> assertBroken(failed.failure(), startToo ? "position 0;" : "position "));
            }
            assertThatThrownBy(() -> brokenModel.read(new Start.Text("the car"), 0))
                    .isInstanceOfSatisfying(ChatException.class, e -> assertBroken(e, "position 0;"));
            assertThatThrownBy(() -> brokenModel.score(new ChatRequest(QUESTION, SETTINGS), "a car"))
                    .isInstanceOfSatisfying(ChatException.class, e -> assertBroken(e, "position "));
        }
    }

    /** The golden model, but that numbers grow out of range behind its last block. */
    private Path overflowing() throws IOException {
        Path path = folder.resolve("overflowing.gguf");
        float[] norm = new float[256];
        Arrays.fill(norm, 3e38f);
        try (Checkpoint good = Checkpoints.open(engine.path(), 0)) {
            List<TensorSource> tensors = new ArrayList<>();
            for (Weight weight : good.weights().values()) {
                tensors.add(
                        weight.name().equals("output_norm.weight")
                                ? TensorSource.of(weight.name(), ElementType.F32, norm.length, norm)
                                : new TensorSource.Copy(weight));
            }
            GgufWriter.write(path, good.metadata().values(), tensors);
        }
        return path;
    }

    private static void assertBroken(ChatException failure, String place) {
        assertThat(failure.reason()).isEqualTo(new ChatException.Cause.Broken());
        assertThat(failure)
                .hasMessageStartingWith("overflowing.gguf: the logit of token ")
                .hasMessageContaining(place)
                .hasMessageContaining("first in ");
    }

    @Test
    void anOutputLimitEndsItAsItDoesAPlainAnswer() {
        ChatEvent.Done done = (ChatEvent.Done) stream(new TokenRequest(new Start.Text("the car"), SETTINGS, 0, false))
                .last();
        assertThat(done.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(done.usage().outputTokens()).isEqualTo(12);
    }

    @Test
    void refusesIdsThatTheVocabularyLacksAndPromptsThatDoNotFit() {
        assertThatThrownBy(() -> model.read(new Start.Tokens(List.of(1_000_000)), 0))
                .isInstanceOfSatisfying(
                        ChatException.class,
                        e -> assertThat(e.reason()).isInstanceOf(ChatException.Cause.Refused.class));
        List<Integer> tooLong = IntStream.range(0, 5000).map(i -> 1).boxed().toList();
        assertThat(stream(new TokenRequest(new Start.Tokens(tooLong), SETTINGS, 0, false))
                        .last())
                .isInstanceOfSatisfying(
                        ChatEvent.Failed.class,
                        failed -> assertThat(failed.failure().reason())
                                .isEqualTo(new ChatException.Cause.ContextFull(5001, 4096)));
    }

    @Test
    void anInterruptedAnswerEndsAsCancelled() {
        Thread.currentThread().interrupt();
        ChatEvent last = stream(new TokenRequest(new Start.Text("the car"), SETTINGS, 0, false))
                .last();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(last)
                .isInstanceOfSatisfying(
                        ChatEvent.Done.class,
                        done -> assertThat(done.finishReason()).isEqualTo(FinishReason.CANCELLED));
    }
}
