package io.joute.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.joute.engine.checkpoint.Checkpoint;
import io.joute.engine.checkpoint.GgufReader;
import io.joute.engine.kernel.KernelChoice;
import io.joute.engine.kernel.Kernels;
import io.joute.engine.kernel.KvType;
import io.joute.engine.kernel.WorkerPool;
import io.joute.engine.tensor.ElementType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenTest {
    private static final double TOLERANCE = 1e-9;

    @TempDir
    private Path folder;

    private final WorkerPool pool = new WorkerPool(2);

    @AfterEach
    void closePool() {
        pool.close();
    }

    @ParameterizedTest
    @CsvSource({
        "F32, VECTOR",
        "BF16, VECTOR",
        "Q8_0, VECTOR",
        "Q4_0, VECTOR",
        "Q4_K, VECTOR",
        "Q6_K, VECTOR",
        "F32, SCALAR",
        "BF16, SCALAR",
        "Q8_0, SCALAR",
        "Q4_0, SCALAR",
        "Q4_K, SCALAR",
        "Q6_K, SCALAR",
        "BF16, AVX_VNNI",
        "BF16, AVX2"
    })
    void givesTheLogitsOfAnIndependentImplementation(ElementType type, KernelChoice choice) throws IOException {
        assumeRuns(choice);
        try (Checkpoint checkpoint = open(type)) {
            float[] found = allLogits(transformer(checkpoint, choice.on(pool)), 300);
            float[] expected = Golden.logits(type);
            for (int i = 0; i < Golden.POSITIONS.size(); i++) {
                assertThat(Golden.nmse(expected, i, found, Golden.POSITIONS.get(i)))
                        .as("position %d", Golden.POSITIONS.get(i))
                        .isLessThanOrEqualTo(TOLERANCE);
            }
            assertThat(argmax(found)).isEqualTo(Golden.argmax(type));
        }
    }

    /** Machine code in each of the instructions there are, and types with what llama.cpp's logits are from the independent ones. */
    private static Stream<Arguments> machineCode() {
        Stream<Arguments> bytes = Stream.of(KernelChoice.AVX512_VNNI, KernelChoice.AVX_VNNI, KernelChoice.AVX2)
                .flatMap(choice -> Stream.of(
                        arguments(ElementType.Q8_0, choice, 1.0291e-3),
                        arguments(ElementType.Q4_0, choice, 9.4636e-4),
                        arguments(ElementType.Q4_K, choice, 1.9637e-3),
                        arguments(ElementType.Q6_K, choice, 1.8984e-3)));
        // The others leave it to the Vector API, in floats.
        Stream<Arguments> words = Stream.of(arguments(ElementType.BF16, KernelChoice.AVX512_VNNI, 9.0245e-5));
        return Stream.concat(bytes, words);
    }

    /** What llama.cpp, which rounds activations to 8 bits too, is from the same logits, and 30 % more. */
    @ParameterizedTest
    @MethodSource("machineCode")
    void isAsNearToTheLogitsAsLlamaCppWhenMachineCodeComputes(ElementType type, KernelChoice choice, double llamaCpp)
            throws IOException {
        assumeRuns(choice);
        try (Checkpoint checkpoint = open(type)) {
            Kernels kernels = choice.on(pool);
            assertThat(kernels.name()).isEqualTo(choice.toString());
            float[] found = allLogits(transformer(checkpoint, kernels), 300);
            assertThat(Golden.nmse(Golden.logits(type), found)).isBetween(1e-9, 1.3 * llamaCpp);
        }
    }

    private static void assumeRuns(KernelChoice choice) {
        assumeThat(choice.obstacle()).as("%s runs on this machine", choice).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Q8_0, 1, MACHINE",
        "Q8_0, 3, MACHINE",
        "Q8_0, 64, MACHINE",
        "Q4_0, 1, MACHINE",
        "Q4_0, 2, MACHINE",
        "Q4_0, 7, MACHINE",
        "Q4_0, 64, MACHINE",
        "Q4_0, 299, MACHINE",
        "Q4_K, 1, MACHINE",
        "Q4_K, 5, MACHINE",
        "Q6_K, 3, MACHINE",
        "Q6_K, 64, MACHINE",
        "BF16, 1, MACHINE",
        "BF16, 9, MACHINE",
        "Q8_0, 1, AVX2",
        "Q8_0, 3, AVX_VNNI",
        "Q4_0, 7, AVX2",
        "Q4_0, 64, AVX_VNNI",
        "Q4_K, 5, AVX_VNNI",
        "Q6_K, 3, AVX2"
    })
    void givesTheSameBitsWhateverTheBatchesWhenMachineCodeComputes(ElementType type, int batch, KernelChoice choice)
            throws IOException {
        assumeRuns(choice);
        try (Checkpoint checkpoint = open(type);
                var three = new WorkerPool(3)) {
            Transformer transformer = transformer(checkpoint, choice.on(pool));
            float[] expected = allLogits(transformer(checkpoint, choice.on(three)), 300);
            assertThat(allLogits(transformer, batch)).isEqualTo(expected);
        }
    }

    @Test
    void givesNearlyTheLogitsOfF32WhenStoredAsF16() throws IOException {
        try (Checkpoint checkpoint = open(ElementType.F16)) {
            float[] found = allLogits(transformer(checkpoint, KernelChoice.VECTOR.on(pool)), 300);
            float[] expected = Golden.logits(ElementType.F32);
            for (int i = 0; i < Golden.POSITIONS.size(); i++) {
                assertThat(Golden.nmse(expected, i, found, Golden.POSITIONS.get(i)))
                        .isLessThanOrEqualTo(TOLERANCE);
            }
        }
    }

    /** By the independent numbers Q4_0 is 0.24 from F32, Q4_K 0.28, Q6_K 0.019: a quarter for each bit more. */
    @ParameterizedTest
    @CsvSource({"Q4_1, 0.35", "Q5_0, 0.1", "Q5_1, 0.1", "Q5_K, 0.1"})
    void staysAsNearToTheLogitsOfF32AsItsBitsAllow(ElementType type, double tolerance) throws IOException {
        try (Checkpoint checkpoint = open(type)) {
            float[] found = allLogits(transformer(checkpoint, KernelChoice.VECTOR.on(pool)), 300);
            float[] expected = Golden.logits(ElementType.F32);
            double sum = 0;
            for (int i = 0; i < Golden.POSITIONS.size(); i++) {
                sum += Golden.nmse(expected, i, found, Golden.POSITIONS.get(i));
            }
            assertThat(sum / Golden.POSITIONS.size()).isBetween(tolerance / 4, tolerance);
        }
    }

    @ParameterizedTest
    @CsvSource({"Q4_0, 1", "Q4_0, 2", "Q4_0, 7", "Q4_0, 64", "Q4_0, 299", "Q4_K, 1", "Q4_K, 7", "Q6_K, 2", "Q6_K, 64"})
    void givesTheSameBitsWhateverTheBatches(ElementType type, int batch) throws IOException {
        try (Checkpoint checkpoint = open(type)) {
            Transformer transformer = transformer(checkpoint, KernelChoice.VECTOR.on(pool));
            assertThat(allLogits(transformer, batch)).isEqualTo(allLogits(transformer, 300));
        }
    }

    @Test
    void givesTheSameBitsOnOneTwoOrThreeThreads() throws IOException {
        try (Checkpoint checkpoint = open(ElementType.Q4_0)) {
            float[] expected = allLogits(transformer(checkpoint, KernelChoice.VECTOR.on(pool)), 100);
            for (int threads : new int[] {1, 3}) {
                try (var other = new WorkerPool(threads)) {
                    assertThat(allLogits(transformer(checkpoint, KernelChoice.VECTOR.on(other)), 100))
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void forgettingTheRopeFactorsWouldBeSeen() throws IOException {
        try (Checkpoint checkpoint = open(ElementType.BF16)) {
            ModelConfig config = Families.of(checkpoint);
            var plain = new LayerScheme(new AttentionSpan.Full(), new RopeScheme.Plain(500_000));
            ModelConfig wrong = ModelConfigs.withLayers(config, plain);
            var transformer =
                    new Transformer(wrong, ModelWeights.bind(checkpoint, wrong), KernelChoice.VECTOR.on(pool));
            float[] found = allLogits(transformer, 300);
            assertThat(Golden.nmse(Golden.logits(ElementType.BF16), 6, found, 255))
                    .isGreaterThan(1e-3);
        }
    }

    private Checkpoint open(ElementType type) throws IOException {
        return GgufReader.read(Golden.file(type, folder));
    }

    private static Transformer transformer(Checkpoint checkpoint, Kernels kernels) {
        ModelConfig config = Families.of(checkpoint);
        return new Transformer(config, ModelWeights.bind(checkpoint, config), kernels);
    }

    /** Logits after each of the 300 tokens, read {@code batch} at a time. */
    private static float[] allLogits(Transformer transformer, int batch) throws IOException {
        int[] tokens = Golden.tokens();
        var cache = new KvCache(transformer.config(), KvType.F32);
        cache.reserve(tokens.length);
        float[] all = new float[tokens.length * Golden.VOCABULARY];
        for (int from = 0; from < tokens.length; from += batch) {
            int[] ids = Arrays.copyOfRange(tokens, from, Math.min(tokens.length, from + batch));
            Pass pass = transformer.begin(ids, cache, from, Probe.NONE);
            for (int layer = 0; layer < transformer.config().blockCount(); layer++) {
                transformer.block(pass, layer);
            }
            float[] logits = transformer.logits(pass, 0);
            System.arraycopy(logits, 0, all, from * Golden.VOCABULARY, logits.length);
        }
        return all;
    }

    private static int[] argmax(float[] logits) {
        int[] best = new int[logits.length / Golden.VOCABULARY];
        for (int row = 0; row < best.length; row++) {
            for (int id = 0; id < Golden.VOCABULARY; id++) {
                if (logits[row * Golden.VOCABULARY + id] > logits[row * Golden.VOCABULARY + best[row]]) {
                    best[row] = id;
                }
            }
        }
        return best;
    }
}
