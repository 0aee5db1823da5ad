package io.joute.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.base.chat.ChatException;
import io.joute.engine.model.Golden;
import io.joute.engine.sampling.NonFiniteLogitsException;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers do not depend on whether anything guesses at them. */
@Timeout(60)
class DraftingTest {
    private static final int TOKENS = 150;
    private static final EngineOptions OPTIONS = EngineOptions.defaults().withThreads(2);

    @TempDir
    private Path folder;

    private Engine open(Drafting drafting) throws IOException {
        return Engine.open(Golden.file(ElementType.Q8_0, folder), OPTIONS.withDrafting(drafting));
    }

    private static Sampler sampler(double temperature) {
        return Sampler.of(temperature, temperature == 0 ? 0 : 5, 0.95, 0.01, 7);
    }

    /** Says what it is told to, wrong at every fifth place, and counts what came true. */
    private static final class Oracle implements Drafter {
        private final int promptLength;
        private final List<Integer> truth;
        private int proposed;
        private boolean ended;

        Oracle(int promptLength, List<Integer> truth) {
            this.promptLength = promptLength;
            this.truth = truth;
        }

        @Override
        public boolean follow(TokenList said, long promisedBytes) {
            return true;
        }

        @Override
        public int[] propose(TokenList said, Outlook outlook) {
            int from = said.size() - promptLength;
            int[] guessed = truth.stream()
                    .skip(from)
                    .limit(outlook.most())
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int i = 0; i < guessed.length; i++) {
                guessed[i] = (from + i) % 5 == 4 ? (guessed[i] + 1) % 272 : guessed[i];
            }
            proposed += guessed.length;
            return guessed;
        }

        @Override
        public void end(TokenList said) {
            ended = true;
        }
    }

    private static List<Integer> answer(Engine engine, int[] prompt, double temperature, Optional<Drafter> drafter) {
        var sink = new CollectedTokens(TOKENS);
        var draft = new Draft(drafter, prompt, System::nanoTime);
        engine.scheduler().submit(new Writing(engine.newSession(), draft, TOKENS, sampler(temperature), sink));
        return sink.join();
    }

    private static void assertSame(Path file, int[] prompt) {
        for (double temperature : new double[] {0, 0.8}) {
            List<Integer> expected;
            try (Engine engine = Engine.open(file, OPTIONS)) {
                expected = answer(engine, prompt, temperature, Optional.empty());
            }
            assertThat(expected).hasSize(TOKENS);
            try (Engine engine = Engine.open(file, OPTIONS)) {
                var oracle = new Oracle(prompt.length, expected);
                assertThat(answer(engine, prompt, temperature, Optional.of(oracle)))
                        .isEqualTo(expected);
                assertThat(oracle.proposed).isPositive();
                assertThat(oracle.ended).isTrue();
                assertThat(answer(engine, prompt, temperature, Optional.of(new PromptLookup())))
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "BF16", "Q8_0", "Q4_0", "Q4_K", "Q6_K"})
    void guessesChangeNoTokenInAnyType(ElementType type) throws IOException {
        assertSame(Golden.file(type, folder), Arrays.copyOf(Golden.tokens(), 60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama31", "mistral", "gemma3", "qwen2", "qwen3"})
    void guessesChangeNoTokenInAnyFamily(String family) throws IOException {
        Path file = folder.resolve(family + ".gguf");
        try (InputStream in = DraftingTest.class.getResourceAsStream("/golden/families/" + family + ".gguf")) {
            Files.copy(in, file);
        }
        int[] prompt = new int[40];
        Arrays.setAll(prompt, i -> 30 + i % 11);
        assertSame(file, prompt);
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "0, 5", "0.9, 2", "0.9, 5"})
    void othersThatJoinAndLeaveChangeNothing(double temperature, int count) throws IOException {
        List<CollectedTokens> sinks = new ArrayList<>();
        try (Engine engine = open(new Drafting.Lookup())) {
            for (int i = 0; i < count; i++) {
                sinks.add(new CollectedTokens(TOKENS - 20 * i));
            }
            for (int i = 0; i + 1 < count; i++) {
                int next = i + 1;
                sinks.get(i).at(40, () -> write(engine, temperature, next, sinks.get(next)));
            }
            write(engine, temperature, 0, sinks.getFirst());
            for (int i = 0; i < count; i++) {
                assertThat(sinks.get(i).join()).as("answer %d", i).isEqualTo(alone(temperature, i));
            }
        }
    }

    private List<Integer> alone(double temperature, int i) throws IOException {
        try (Engine engine = open(new Drafting.None())) {
            var sink = new CollectedTokens(TOKENS - 20 * i);
            write(engine, temperature, i, sink);
            return sink.join();
        }
    }

    private static void write(Engine engine, double temperature, int i, CollectedTokens sink) {
        engine.scheduler().submit(new Writing(engine.newSession(), repeating(i), TOKENS, sampler(temperature), sink));
    }

    private static int[] repeating(int i) {
        int[] prompt = new int[30 + 10 * i];
        Arrays.setAll(prompt, token -> 40 + token % (5 + i));
        return prompt;
    }

    @Test
    void anAnswerEndsWhereTheContextDoes() throws IOException {
        int[] prompt = repeating(0);
        List<List<Integer>> answers = new ArrayList<>();
        for (Drafting drafting : List.of(new Drafting.None(), new Drafting.Lookup())) {
            Path file = Golden.file(ElementType.Q8_0, folder);
            try (Engine engine =
                    Engine.open(file, OPTIONS.withDrafting(drafting).withContextLength(70))) {
                var sink = new CollectedTokens(TOKENS);
                engine.scheduler().submit(new Writing(engine.newSession(), prompt, TOKENS, Sampler.greedy(), sink));
                answers.add(sink.join());
            }
        }
        assertThat(answers.get(0)).hasSize(41);
        assertThat(answers.get(1)).isEqualTo(answers.get(0));
    }

    @Test
    void aDrafterThatFailsIsGivenUpAndTheAnswerGoesOn() throws IOException {
        var broken = new Drafter() {
            private int asked;

            @Override
            public boolean follow(TokenList said, long promisedBytes) {
                return true;
            }

            @Override
            public int[] propose(TokenList said, Outlook outlook) {
                asked++;
                throw new ChatException("no memory", new ChatException.Cause.Unavailable());
            }

            @Override
            public void end(TokenList said) {
                throw new IllegalStateException("was given up");
            }
        };
        int[] prompt = Arrays.copyOf(Golden.tokens(), 20);
        try (Engine engine = open(new Drafting.None())) {
            assertThat(answer(engine, prompt, 0, Optional.of(broken)))
                    .isEqualTo(answer(engine, prompt, 0, Optional.empty()));
            assertThat(broken.asked).isOne();
        }
    }

    /** A writing that has read {@code id} and guesses after it, whatever they are. */
    private static Writing having(Engine engine, Sampler sampler, CollectedTokens sink, int... read) {
        var writing = new Writing(engine.newSession(), new int[] {1}, 50, sampler, sink);
        writing.replace(read, 0);
        writing.advance(read.length);
        return writing;
    }

    @Test
    void theChancesOfTokensAreThoseOfTheModelWhateverIsGuessed() throws IOException {
        double[] chances = {0.4, 0.3, 0.2, 0.1};
        float[] logits = new float[3 * Golden.VOCABULARY];
        Arrays.fill(logits, -100);
        for (int row = 0; row < 3; row++) {
            for (int id = 0; id < 4; id++) {
                logits[row * Golden.VOCABULARY + id] = (float) Math.log(chances[(id + row) % 4]);
            }
        }
        int answers = 20_000;
        int[][] pairs = new int[4][4];
        int firsts = 0;
        try (Engine engine = open(new Drafting.None())) {
            for (int seed = 0; seed < answers; seed++) {
                var sampler = Sampler.of(1, 0, 1, 0, seed);
                var sink = new CollectedTokens(50);
                // Guesses that come true with 0.3, then with 0.1.
                Writing writing = having(engine, sampler, sink, 9, 1, 2);
                writing.accept(logits, 0, 3);
                firsts += sink.count() == 1 ? 1 : 0;
                while (sink.count() < 2) {
                    // The pass that reads the token that was picked.
                    writing.advance(1);
                    writing.accept(logits, 1, 1);
                }
                pairs[sink.at(0)][sink.at(1)]++;
            }
        }
        double chiSquare = 0;
        for (int first = 0; first < 4; first++) {
            for (int second = 0; second < 4; second++) {
                double expected = answers * chances[first] * chances[(second + 1) % 4];
                chiSquare += Math.pow(pairs[first][second] - expected, 2) / expected;
            }
        }
        // 15 degrees of freedom: passed by chance once in a thousand.
        assertThat(chiSquare).isLessThan(37.7);
        assertThat(firsts / (double) answers).isBetween(0.68, 0.72);
    }

    @Test
    void whatWasNotGuessedRightIsForgottenByTheSession() throws IOException {
        float[] logits = new float[3 * Golden.VOCABULARY];
        logits[7] = 1;
        logits[Golden.VOCABULARY + 8] = 1;
        logits[2 * Golden.VOCABULARY + 9] = 1;
        try (Engine engine = open(new Drafting.None())) {
            var sink = new CollectedTokens(50);
            Writing writing = having(engine, Sampler.greedy(), sink, 5, 7, 3);
            assertThat(writing.accept(logits, 0, 3)).isFalse();
            assertThat(sink.count()).isEqualTo(2);
            assertThat(writing.session().position()).isEqualTo(2);
            assertThat(writing.session().lastToken()).isEqualTo(7);
            assertThat(writing.next(writing.waiting())).containsExactly(8);

            Writing right = having(engine, Sampler.greedy(), new CollectedTokens(50), 5, 7, 8);
            assertThat(right.accept(logits, 0, 3)).isFalse();
            assertThat(right.session().position()).isEqualTo(3);
            assertThat(right.next(right.waiting())).containsExactly(9);

            Writing over = having(engine, Sampler.greedy(), new CollectedTokens(1), 5, 7, 8);
            assertThat(over.accept(logits, 0, 3)).isTrue();
            assertThat(over.session().position()).isEqualTo(1);
        }
    }

    @Test
    void logitsThatAreNotFiniteFailAtTheirTokenAfterThoseBefore() throws IOException {
        float[] logits = new float[3 * Golden.VOCABULARY];
        logits[7] = 1;
        logits[Golden.VOCABULARY + 8] = Float.NaN;
        try (Engine engine = open(new Drafting.None())) {
            var sink = new CollectedTokens(50);
            Writing writing = having(engine, Sampler.greedy(), sink, 5, 7, 3);
            assertThatThrownBy(() -> writing.accept(logits, 0, 3)).isInstanceOf(NonFiniteLogitsException.class);
            assertThat(sink.count()).isOne();
            assertThat(writing.session().lastToken()).isEqualTo(7);

            Writing unreached = having(engine, Sampler.greedy(), new CollectedTokens(50), 5, 6, 3);
            assertThat(unreached.accept(logits, 0, 3)).isFalse();
        }
    }
}
