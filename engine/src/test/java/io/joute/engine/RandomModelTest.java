package io.joute.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatException;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Message;
import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Quantizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RandomModelTest {
    private static final ModelShape TINY = new ModelShape("tiny", 64, 128, 2, 4, 2, 16, 3000, false);

    private static final ModelShape TINY_OF_WHOLE_BLOCKS =
            new ModelShape("tiny 256", 256, 256, 2, 4, 2, 64, 3000, false);

    @TempDir
    private Path folder;

    static List<ElementType> types() {
        return Quantizer.types();
    }

    @ParameterizedTest
    @MethodSource("types")
    void loadsAndChatsInEveryTypeThatCanBeWritten(ElementType type) throws IOException {
        Path path = folder.resolve("random.gguf");
        ModelShape shape = type.blockLength() == 256 ? TINY_OF_WHOLE_BLOCKS : TINY;
        RandomModel.write(path, shape, type, 1);
        try (Engine engine = Engine.open(path)) {
            assertThat(engine.parameterCount()).isEqualTo(parameters(shape));
            List<ChatEvent> events = new ArrayList<>();
            var settings = GenerationSettings.DEFAULT.withMaxOutputTokens(20);
            engine.chatModel("random").stream(
                    new ChatRequest(List.of(Message.user("Bonjour, l'été !")), settings), events::add);
            assertThat(events.getLast()).isInstanceOf(ChatEvent.Done.class);
        }
    }

    @Test
    void equalSeedsGiveEqualFiles() throws IOException {
        Path first = folder.resolve("a.gguf");
        Path second = folder.resolve("b.gguf");
        RandomModel.write(first, TINY, ElementType.Q8_0, 5);
        RandomModel.write(second, TINY, ElementType.Q8_0, 5);
        assertThat(Files.mismatch(first, second)).isEqualTo(-1);
        RandomModel.write(second, TINY, ElementType.Q8_0, 6);
        assertThat(Files.mismatch(first, second)).isPositive();
    }

    @Test
    void knowsTheSizesOfPublishedModels() {
        assertThat(parameters("1b")).isBetween(1_235_000_000L, 1_237_000_000L);
        assertThat(parameters("3b")).isBetween(3_210_000_000L, 3_215_000_000L);
        assertThat(parameters("8b")).isBetween(8_029_000_000L, 8_032_000_000L);
        assertThat(ModelShape.named("405b")).isEmpty();
    }

    private static long parameters(String name) {
        ModelShape shape = ModelShape.named(name).orElseThrow();
        return parameters(shape) - norms(shape);
    }

    private static long norms(ModelShape s) {
        return (2L * s.blockCount() + 1) * s.embeddingLength();
    }

    private static long parameters(ModelShape s) {
        long query = (long) s.headCount() * s.headDim();
        long key = (long) s.headCountKv() * s.headDim();
        long block = 2 * query * s.embeddingLength()
                + 2 * key * s.embeddingLength()
                + 3L * s.feedForwardLength() * s.embeddingLength();
        return s.blockCount() * block
                + (s.tiedOutput() ? 1L : 2L) * s.vocabularySize() * s.embeddingLength()
                + norms(s);
    }

    @Test
    void measuresEveryRun() throws IOException {
        Path path = folder.resolve("random.gguf");
        RandomModel.write(path, TINY, ElementType.Q8_0, 1);
        try (Engine engine = Engine.open(path, EngineOptions.defaults().withContextLength(64))) {
            EngineBench bench = EngineBench.of(engine);
            assertThat(bench.prefill(30)).isPositive();
            EngineBench.Answers answers = bench.after(20);
            long embedding = 3000L * 64 / 32 * 34;
            assertThat(answers.bytesPerToken())
                    .isGreaterThan(engine.weightBytes() - embedding)
                    .isLessThan(engine.weightBytes());
            for (int run = 0; run < 5; run++) {
                assertThat(answers.write(40)).isPositive();
            }
            assertThatThrownBy(() -> bench.prefill(65))
                    .isInstanceOf(ChatException.class)
                    .hasMessageStartingWith("the conversation needs 65 tokens, the context has 64");
        }
    }
}
