package io.joute.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.base.chat.ChatException;
import io.joute.engine.kernel.KernelChoice;
import io.joute.engine.kernel.KvType;
import io.joute.engine.model.Golden;
import io.joute.engine.tensor.ElementType;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionTest {
    @TempDir
    private Path folder;

    private Engine open() throws IOException {
        return open(EngineOptions.defaults());
    }

    private Engine open(EngineOptions options) throws IOException {
        return Engine.open(Golden.file(ElementType.Q4_0, folder), options.withThreads(2));
    }

    /** With activations as they are, for comparing digits. */
    private static EngineOptions inFloats() {
        return EngineOptions.defaults().withKernels(KernelChoice.exact());
    }

    @Test
    void readsAPromptInBatchesAsInOne() throws IOException {
        int[] tokens = Golden.tokens();
        float[] expected;
        try (Engine engine = open()) {
            expected = engine.newSession().prefill(tokens);
        }
        for (int batch : new int[] {1, 3, 64, 150, 299}) {
            try (Engine engine = open(EngineOptions.defaults().withPrefillBatch(batch))) {
                Session session = engine.newSession();
                assertThat(session.prefill(tokens)).isEqualTo(expected);
                assertThat(session.position()).isEqualTo(300);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"F16, 1e-6", "Q8_0, 1e-3"})
    void givesNearlyTheLogitsWithSmallerKeysAndValues(KvType type, double tolerance) throws IOException {
        float[] expected = Golden.logits(ElementType.Q4_0);
        try (Engine engine = open(inFloats().withKvType(type))) {
            float[] found = engine.newSession().prefill(Golden.tokens());
            assertThat(Golden.nmse(expected, Golden.POSITIONS.indexOf(299), found, 0))
                    .isBetween(1e-12, tolerance);
        }
    }

    @Test
    void givesTheLogitsOfEveryPosition() throws IOException {
        int[] tokens = Golden.tokens();
        float[] expected = Golden.logits(ElementType.Q4_0);
        try (Engine engine = open(inFloats().withKvType(KvType.F32))) {
            List<Integer> positions = new ArrayList<>();
            engine.newSession().logits(tokens, (position, logits) -> {
                positions.add(position);
                int known = Golden.POSITIONS.indexOf(position);
                if (known >= 0) {
                    assertThat(Golden.nmse(expected, known, logits, 0)).isLessThanOrEqualTo(1e-9);
                }
            });
            assertThat(positions).hasSize(300).isSorted().startsWith(0).endsWith(299);
        }
    }

    @Test
    void aResumedConversationGivesTheBitsOfAFreshOne() throws IOException {
        int[] tokens = Golden.tokens();
        int[] other = tokens.clone();
        Arrays.fill(other, 150, 300, 7);
        try (Engine engine = open()) {
            float[] expected = engine.newSession().prefill(tokens);
            Session session = engine.newSession();
            session.prefill(other);
            assertThat(session.commonPrefix(tokens)).isEqualTo(150);
            assertThat(session.resume(tokens)).isEqualTo(expected);
            assertThat(session.position()).isEqualTo(300);
            // Nothing new to read: the last token is read again, since its logits are not kept.
            assertThat(session.resume(tokens)).isEqualTo(expected);
            assertThat(session.resume(Arrays.copyOf(tokens, 10))).hasSize(Golden.VOCABULARY);
            assertThat(session.position()).isEqualTo(10);
        }
    }

    @Test
    void aTruncatedAndReplayedConversationGivesTheBitsOfAFreshOne() throws IOException {
        int[] tokens = Golden.tokens();
        try (Engine engine = open()) {
            float[] expected = engine.newSession().prefill(tokens);
            Session session = engine.newSession();
            session.prefill(tokens);
            session.truncate(127);
            float[] logits = {};
            for (int i = 127; i < 300; i++) {
                logits = session.decode(tokens[i]);
            }
            assertThat(logits).isEqualTo(expected);
        }
    }

    @Test
    void sessionsUsedAtOnceDoNotDisturbEachOther() throws IOException {
        int[] tokens = Golden.tokens();
        try (Engine engine = open()) {
            float[] expected = engine.newSession().prefill(tokens);
            List<CompletableFuture<float[]>> answers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int first = 100 + i * 50;
                var answer = new CompletableFuture<float[]>();
                answers.add(answer);
                Thread.ofVirtual()
                        .start(() -> answer.completeAsync(() -> readInTwoWays(engine, tokens, first), Runnable::run));
            }
            for (CompletableFuture<float[]> answer : answers) {
                assertThat(answer.join()).isEqualTo(expected);
            }
        }
    }

    private static float[] readInTwoWays(Engine engine, int[] tokens, int first) {
        Session session = engine.newSession();
        float[] logits = session.prefill(Arrays.copyOf(tokens, first));
        for (int i = first; i < tokens.length; i++) {
            logits = session.decode(tokens[i]);
        }
        return logits;
    }

    @Test
    void refusesMoreThanTheContextAndStaysUsable() throws IOException {
        try (Engine engine = open(EngineOptions.defaults().withContextLength(100))) {
            Session session = engine.newSession();
            session.prefill(Arrays.copyOf(Golden.tokens(), 99));
            assertThat(session.room()).isEqualTo(1);
            assertThatThrownBy(() -> session.prefill(new int[] {1, 2}))
                    .isInstanceOfSatisfying(
                            ChatException.class,
                            e -> assertThat(e.reason()).isEqualTo(new ChatException.Cause.ContextFull(101, 100)));
            session.decode(1);
            assertThatThrownBy(() -> session.decode(1)).isInstanceOf(ChatException.class);
            session.truncate(50);
            session.decode(1);
        }
    }

    @Test
    void refusesTokensOutsideTheVocabulary() throws IOException {
        try (Engine engine = open()) {
            Session session = engine.newSession();
            for (int id : new int[] {-1, 528, Integer.MAX_VALUE}) {
                assertThatThrownBy(() -> session.decode(id))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("token id " + id + ", expected 0 to 527");
            }
            assertThatThrownBy(() -> session.prefill(new int[0])).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> session.truncate(1)).hasMessage("position is 1, expected 0 to 0");
        }
    }

    @Test
    void interruptingEndsBetweenBlocksAndLeavesTheSessionWhereItWas() throws IOException {
        try (Engine engine = open(EngineOptions.defaults().withPrefillBatch(64))) {
            Session session = engine.newSession();
            int[] tokens = Golden.tokens();
            var seen = new AtomicInteger();
            assertThatThrownBy(() -> session.logits(tokens, (position, logits) -> {
                        if (seen.incrementAndGet() == 70) {
                            Thread.currentThread().interrupt();
                        }
                    }))
                    .isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(session.position()).isEqualTo(128);
            assertThat(session.prefill(Arrays.copyOfRange(tokens, 128, 300)))
                    .isEqualTo(engine.newSession().prefill(tokens));
        }
    }

    @Test
    void aFileTruncatedWhileInUseBreaksTheEngineOnly() throws IOException {
        Path path = Golden.file(ElementType.Q4_0, folder);
        try (Engine engine = open()) {
            Session session = engine.newSession();
            session.prefill(Golden.tokens());
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.truncate(channel.size() / 4);
            }
            session.truncate(0);
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> session.prefill(Golden.tokens()))
                        .isInstanceOfSatisfying(
                                ChatException.class,
                                e -> assertThat(e.reason()).isEqualTo(new ChatException.Cause.Broken()))
                        .hasMessageStartingWith("golden-q4_0.gguf: the file changed or became unreadable while in use");
            }
        }
    }

    @Test
    void refusesACacheThatTheHeapCannotHoldBeforeMakingIt() throws IOException {
        long[] free = {1L << 40};
        var memory = new Memory(() -> free[0], () -> 1L << 40, () -> 1L << 40);
        try (Engine engine = Engine.open(Golden.file(ElementType.Q4_0, folder), EngineOptions.defaults(), memory)) {
            Session session = engine.newSession();
            session.prefill(Arrays.copyOf(Golden.tokens(), 64));
            free[0] = 32L << 20;
            assertThatThrownBy(() -> session.decode(5))
                    .isInstanceOfSatisfying(
                            ChatException.class, e -> assertThat(e.retryable()).isTrue())
                    .hasMessageContaining("32.0 MiB are free");
            assertThat(session.position()).isEqualTo(64);
            free[0] = 1L << 40;
            session.decode(5);
        }
    }
}
