package io.joute.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.JsonForm;
import io.joute.base.chat.Message;
import io.joute.engine.checkpoint.CheckpointException;
import io.joute.engine.kernel.KernelChoice;
import io.joute.engine.kernel.WorkerPool;
import io.joute.engine.model.Golden;
import io.joute.engine.sampling.Sampler;
import io.joute.engine.tensor.ElementType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A small model that guesses changes no answer. */
@Timeout(120)
class DraftModelTest {
    private static final int TOKENS = 60;
    private static final GenerationSettings SETTINGS = new GenerationSettings(1, 0, 1, 0, 42, 120, List.of());

    private static final JsonForm FORM = new JsonForm("""
            {"type": "object", "required": ["name", "seats"], "additionalProperties": false,
             "properties": {"name": {"type": "string", "maxLength": 12}, "seats": {"enum": [2, 4, 12345]}}}
            """);

    @TempDir
    private Path folder;

    private final WorkerPool pool = new WorkerPool(2);

    @AfterEach
    void closePool() {
        pool.close();
    }

    private EngineOptions options(Path small) {
        return EngineOptions.defaults().withPool(pool).withDrafting(new Drafting.Model(small));
    }

    /** Counts what a drafter guesses. */
    private static final class Counted implements Drafter {
        private final Drafter drafter;
        private int guessed;

        Counted(Drafter drafter) {
            this.drafter = drafter;
        }

        @Override
        public boolean follow(TokenList said, long promisedBytes) {
            return drafter.follow(said, promisedBytes);
        }

        @Override
        public int[] propose(TokenList said, Outlook outlook) {
            int[] ids = drafter.propose(said, outlook);
            guessed += ids.length;
            return ids;
        }

        @Override
        public void end(TokenList said) {
            drafter.end(said);
        }
    }

    /** An answer whose guesses seem to take no time, so that they are made however small the models are. */
    private static List<Integer> answer(Engine engine, int[] prompt, Sampler sampler, Optional<Drafter> drafter) {
        var sink = new CollectedTokens(TOKENS);
        var draft = new Draft(drafter, prompt, () -> 0);
        engine.scheduler().submit(new Writing(engine.newSession(), draft, TOKENS, sampler, sink));
        return sink.join();
    }

    private static Sampler sampler(double temperature, long seed) {
        return Sampler.of(temperature, temperature == 0 ? 0 : 20, 0.95, 0.01, seed);
    }

    private void assertSame(Engine engine, int prompts) {
        var random = new SplittableRandom(5);
        int guessed = 0;
        for (int i = 0; i < prompts; i++) {
            int[] prompt = random.ints(3 + 13L * i, 0, 256).toArray();
            double temperature = i % 3 * 0.6;
            List<Integer> expected = answer(engine, prompt, sampler(temperature, i), Optional.empty());
            var counted = new Counted(engine.drafter().orElseThrow());
            assertThat(answer(engine, prompt, sampler(temperature, i), Optional.of(counted)))
                    .as("prompt %d, temperature %s", i, temperature)
                    .isEqualTo(expected);
            guessed += counted.guessed;
        }
        assertThat(guessed).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "llama31, VECTOR", "mistral, VECTOR", "gemma3, VECTOR", "qwen2, VECTOR", "qwen3, VECTOR",
        "llama31, MACHINE", "mistral, MACHINE", "gemma3, MACHINE", "qwen2, MACHINE", "qwen3, MACHINE"
    })
    void itsGuessesChangeNoTokenInAnyFamily(String family, KernelChoice kernels) throws IOException {
        assumeThat(kernels.obstacle()).isEmpty();
        Path file = family(family);
        try (Engine engine = Engine.open(file, options(file).withKernels(kernels))) {
            assertSame(engine, 6);
        }
    }

    private Path family(String name) throws IOException {
        Path file = folder.resolve(name + ".gguf");
        try (InputStream in = DraftModelTest.class.getResourceAsStream("/golden/families/" + name + ".gguf")) {
            Files.copy(in, file);
        }
        return file;
    }

    @ParameterizedTest
    @EnumSource(names = {"BF16", "Q8_0", "Q4_K"})
    void itsGuessesChangeNoTokenWhereItIsOftenWrong(ElementType type) throws IOException {
        Path small = Golden.file(ElementType.Q4_0, folder);
        try (Engine engine = Engine.open(Golden.file(type, folder), options(small))) {
            assertSame(engine, 12);
        }
    }

    @Test
    void itRemembersWhatItReadForTheNextTurn() throws IOException {
        Path file = Golden.file(ElementType.Q8_0, folder);
        int[] prompt = Arrays.copyOf(Golden.tokens(), 200);
        try (Engine engine = Engine.open(file, options(file))) {
            List<Integer> first = answer(engine, prompt, Sampler.greedy(), engine.drafter());
            int[] next = Arrays.copyOf(prompt, prompt.length + first.size() + 1);
            Arrays.setAll(
                    next, i -> i < prompt.length || i == next.length - 1 ? next[i] : first.get(i - prompt.length));
            assertThat(answer(engine, next, Sampler.greedy(), engine.drafter()))
                    .isEqualTo(answer(engine, next, Sampler.greedy(), Optional.empty()));
        }
    }

    @Test
    void anAnswerEndsWhereTheContextDoes() throws IOException {
        Path file = Golden.file(ElementType.Q8_0, folder);
        int[] prompt = Arrays.copyOf(Golden.tokens(), 30);
        try (Engine engine = Engine.open(file, options(file).withContextLength(70))) {
            List<Integer> expected = answer(engine, prompt, Sampler.greedy(), Optional.empty());
            assertThat(expected).hasSize(41);
            assertThat(answer(engine, prompt, Sampler.greedy(), engine.drafter()))
                    .isEqualTo(expected);
        }
    }

    @Test
    void aContextThatTheSmallModelWasNotTrainedForIsLeftAlone() throws IOException {
        Path file = Golden.file(ElementType.Q8_0, folder);
        int[] prompt = Arrays.copyOf(Golden.tokens(), 30);
        try (Engine engine = Engine.open(file, options(file));
                Engine small = Engine.open(
                        file, EngineOptions.defaults().withPool(pool).withContextLength(50))) {
            var counted = new Counted(small.guessingFor(engine).drafter());
            List<Integer> expected = answer(engine, prompt, Sampler.greedy(), Optional.empty());
            assertThat(answer(engine, prompt, Sampler.greedy(), Optional.of(counted)))
                    .isEqualTo(expected);
            assertThat(counted.guessed).isBetween(1, 100);
        }
    }

    private static Told told(Engine engine, GenerationSettings settings, Optional<JsonForm> form) {
        return Told.of(stream(engine, settings, form));
    }

    private static List<ChatEvent> stream(Engine engine, GenerationSettings settings, Optional<JsonForm> form) {
        List<ChatEvent> events = new ArrayList<>();
        engine.chatModel("golden").stream(
                new ChatRequest(List.of(Message.user("the car")), settings, List.of(), form), events::add);
        return events;
    }

    /** Its text, how it ended and how many tokens it had. */
    private record Told(String text, FinishReason reason, int promptTokens, int outputTokens) {
        private static Told of(List<ChatEvent> events) {
            var text = new StringBuilder();
            for (ChatEvent event : events) {
                if (event instanceof ChatEvent.Delta delta) {
                    text.append(delta.text());
                }
            }
            var done = (ChatEvent.Done) events.getLast();
            return new Told(
                    text.toString(),
                    done.finishReason(),
                    done.usage().promptTokens(),
                    done.usage().outputTokens());
        }
    }

    @Test
    void textStopsAndUsageAreThoseOfAnAnswerWithoutGuesses() throws IOException {
        Path file = Golden.file(ElementType.Q4_0, folder);
        try (Engine plain = Engine.open(file, EngineOptions.defaults().withPool(pool));
                Engine guessing = Engine.open(file, options(file))) {
            String whole = told(plain, SETTINGS, Optional.empty()).text();
            var stopping = new GenerationSettings(1, 0, 1, 0, 42, 120, List.of(whole.substring(20, 23)));
            for (GenerationSettings settings : List.of(SETTINGS, stopping, SETTINGS.withTemperature(0))) {
                assertThat(told(guessing, settings, Optional.empty()))
                        .isEqualTo(told(plain, settings, Optional.empty()));
            }
            assertThat(told(guessing, SETTINGS, Optional.of(FORM))).isEqualTo(told(plain, SETTINGS, Optional.of(FORM)));
        }
    }

    @Test
    void itGuessesInTheFormThatAnAnswerIsHeldTo() throws IOException {
        Path small = Golden.file(ElementType.Q4_0, folder);
        int[] prompt = Arrays.copyOf(Golden.tokens(), 20);
        try (Engine engine = Engine.open(Golden.file(ElementType.Q8_0, folder), options(small))) {
            var forms = new Forms(
                    engine.tokenizer(), Set.of(engine.tokenizer().endOfText().orElseThrow()));
            int guessed = 0;
            for (double temperature : new double[] {0, 1}) {
                List<List<Integer>> answers = new ArrayList<>();
                for (Optional<Drafter> drafter : List.of(Optional.<Drafter>empty(), engine.drafter())) {
                    Optional<Counted> counted = drafter.map(Counted::new);
                    var sink = new CollectedTokens(TOKENS);
                    var draft = new Draft(counted.map(each -> each), prompt, () -> 0);
                    Picker picker = forms.picker(SETTINGS.withTemperature(temperature), Optional.of(FORM));
                    engine.scheduler().submit(new Writing(engine.newSession(), draft, TOKENS, picker, sink));
                    answers.add(sink.join());
                    guessed += counted.map(each -> each.guessed).orElse(0);
                }
                assertThat(answers.get(1)).isEqualTo(answers.get(0));
            }
            assertThat(guessed).isPositive();
        }
    }

    @Test
    void severalAnswersAtOnceAreThoseOfEachAlone() throws IOException {
        Path small = Golden.file(ElementType.Q4_0, folder);
        try (Engine engine = Engine.open(Golden.file(ElementType.Q8_0, folder), options(small))) {
            List<CollectedTokens> sinks = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                sinks.add(new CollectedTokens(TOKENS - 12 * i));
            }
            for (int i = 0; i < 3; i++) {
                int next = i + 1;
                sinks.get(i).at(20, () -> write(engine, next, sinks.get(next)));
            }
            write(engine, 0, sinks.getFirst());
            for (int i = 0; i < 4; i++) {
                List<Integer> alone = answer(engine, prompt(i), sampler(0.9, i), Optional.empty());
                assertThat(sinks.get(i).join()).isEqualTo(alone.subList(0, TOKENS - 12 * i));
            }
        }
    }

    private static void write(Engine engine, int i, CollectedTokens sink) {
        var draft = new Draft(engine.drafter(), prompt(i), () -> 0);
        engine.scheduler().submit(new Writing(engine.newSession(), draft, TOKENS, sampler(0.9, i), sink));
    }

    private static int[] prompt(int i) {
        int[] prompt = new int[30 + 10 * i];
        Arrays.setAll(prompt, token -> 40 + token % (5 + i));
        return prompt;
    }

    @Test
    void aCancelledAnswerLeavesTheModelsUsable() throws IOException {
        Path file = Golden.file(ElementType.Q8_0, folder);
        int[] prompt = Arrays.copyOf(Golden.tokens(), 40);
        try (Engine engine = Engine.open(file, options(file))) {
            var writing = new AtomicReference<Writing>();
            var sink = new CollectedTokens(TOKENS);
            sink.at(15, () -> writing.get().cancel());
            writing.set(new Writing(
                    engine.newSession(), new Draft(engine.drafter(), prompt, () -> 0), TOKENS, Sampler.greedy(), sink));
            engine.scheduler().submit(writing.get());
            List<Integer> cut = sink.join();
            List<Integer> whole = answer(engine, prompt, Sampler.greedy(), engine.drafter());
            assertThat(cut).hasSizeBetween(15, 22).isEqualTo(whole.subList(0, cut.size()));
            assertThat(whole).isEqualTo(answer(engine, prompt, Sampler.greedy(), Optional.empty()));
        }
    }

    @Test
    void aModelOfOtherTokensIsRefusedWithTheFirstThatDiffers() throws IOException {
        Path small = family("llama31");
        Path large = Golden.file(ElementType.Q8_0, folder);
        assertThatThrownBy(() -> Engine.open(large, options(small)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("llama31.gguf")
                .hasMessageContaining("in golden-q8_0.gguf it is")
                .hasMessageContaining("vocabularies of 272 and 528 tokens");
    }

    /** Model: 0.4, 0.3, 0.2, 0.1; guesses: 0.1, 0.5, 0.2, 0.2. */
    @Test
    void whatComesInPlaceOfAWrongGuessHasTheChancesThatAreLeft() throws IOException {
        double[] model = {0.4, 0.3, 0.2, 0.1};
        double[] small = {0.1, 0.5, 0.2, 0.2};
        // Shares of the line from 0 to 1 that a token has with the model less those where both have it: [0.1, 0.4), …
        double[] left = {0.3, 0.1, 0.1, 0};
        float[] logits = new float[2 * Golden.VOCABULARY];
        float[] guesses = new float[Golden.VOCABULARY];
        Arrays.fill(logits, -100);
        Arrays.fill(guesses, -100);
        for (int id = 0; id < 4; id++) {
            logits[id] = (float) Math.log(model[id]);
            guesses[id] = (float) Math.log(small[id]);
        }
        int answers = 20_000;
        int[] all = new int[4];
        int[] instead = new int[4];
        try (Engine engine = Engine.open(
                Golden.file(ElementType.Q8_0, folder), EngineOptions.defaults().withPool(pool))) {
            for (int seed = 0; seed < answers; seed++) {
                Sampler sampler = Sampler.of(1, 0, 1, 0, seed);
                int guess = new Foresight(sampler, Optional.empty())
                        .pick(guesses, Golden.VOCABULARY)
                        .orElseThrow();
                var sink = new CollectedTokens(50);
                var writing = new Writing(engine.newSession(), new int[] {1}, 50, sampler, sink);
                writing.replace(new int[] {9, guess}, 0);
                writing.advance(2);
                writing.accept(logits, 0, 2);
                all[sink.at(0)]++;
                if (sink.count() == 1) {
                    instead[sink.at(0)]++;
                }
            }
        }
        // 3 and 2 degrees of freedom: passed by chance once in a thousand.
        assertThat(chiSquare(all, model, answers)).isLessThan(16.3);
        int wrong = Arrays.stream(instead).sum();
        assertThat(wrong / (double) answers).isBetween(0.48, 0.52);
        assertThat(instead[3]).isZero();
        assertThat(chiSquare(Arrays.copyOf(instead, 3), Arrays.copyOf(left, 3), 2.0 * wrong))
                .isLessThan(13.8);
    }

    private static double chiSquare(int[] found, double[] chances, double count) {
        double sum = 0;
        for (int i = 0; i < found.length; i++) {
            double expected = count * chances[i];
            sum += Math.pow(found[i] - expected, 2) / expected;
        }
        return sum;
    }
}
