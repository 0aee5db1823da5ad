package io.joute.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.engine.checkpoint.Checkpoint;
import io.joute.engine.checkpoint.GgufReader;
import io.joute.engine.checkpoint.GgufWriter;
import io.joute.engine.checkpoint.TensorSource;
import io.joute.engine.kernel.KernelChoice;
import io.joute.engine.kernel.Kernels;
import io.joute.engine.kernel.KvType;
import io.joute.engine.kernel.WorkerPool;
import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Weight;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each family against an independent float64 implementation: {@code golden/families/make.py}. */
class FamiliesTest {
    private static final int VOCABULARY = 272;
    private static final int[] PLACES = {0, 1, 15, 16, 17, 63, 128, 299};
    private static final int[] FAR_PLACES = {8191, 8192, 9000, 9999};
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
        "mistral, VECTOR", "llama31, VECTOR", "gemma3, VECTOR", "qwen2, VECTOR", "qwen3, VECTOR",
        "mistral, SCALAR", "llama31, SCALAR", "gemma3, SCALAR", "qwen2, SCALAR", "qwen3, SCALAR"
    })
    void givesTheLogitsOfAnIndependentImplementation(String name, KernelChoice choice) throws IOException {
        try (Checkpoint checkpoint = GgufReader.read(file(name))) {
            float[][] found = logits(transformer(checkpoint, choice), PLACES, 300);
            float[][] expected = expected(name + ".logits.f32");
            for (int i = 0; i < PLACES.length; i++) {
                assertThat(nmse(expected[i], found[i]))
                        .as("position %d", PLACES[i])
                        .isLessThanOrEqualTo(TOLERANCE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gemma3", "qwen2", "qwen3"})
    void givesTheSameBitsWhateverTheBatches(String name) throws IOException {
        try (Checkpoint checkpoint = GgufReader.read(file(name))) {
            Transformer transformer = transformer(checkpoint, KernelChoice.VECTOR);
            assertThat(logits(transformer, PLACES, 7)).isEqualTo(logits(transformer, PLACES, 300));
        }
    }

    @Test
    void turnsPositionsBeyondTheTrainedOnesByTheFactorsOfLlama31() throws IOException {
        try (Checkpoint checkpoint = GgufReader.read(file("llama31"))) {
            float[][] found = logits(transformer(checkpoint, KernelChoice.VECTOR), FAR_PLACES, 512);
            float[][] expected = expected("llama31.far.logits.f32");
            for (int i = 0; i < FAR_PLACES.length; i++) {
                assertThat(nmse(expected[i], found[i]))
                        .as("position %d", FAR_PLACES[i])
                        .isLessThanOrEqualTo(1e-8);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"mistral, F16", "gemma3, Q8_0", "qwen2, Q8_0", "qwen3, Q4_0", "gemma3, Q4_0", "qwen2, F16"})
    void storedInAnotherTypeGivesWhatItsDecodedWeightsGive(String name, ElementType type) throws IOException {
        Path stored = converted(file(name), type);
        Path decoded = converted(stored, ElementType.F32);
        try (Checkpoint one = GgufReader.read(stored);
                Checkpoint other = GgufReader.read(decoded)) {
            float[][] found = logits(transformer(one, KernelChoice.VECTOR), PLACES, 300);
            float[][] expected = logits(transformer(other, KernelChoice.SCALAR), PLACES, 300);
            for (int i = 0; i < PLACES.length; i++) {
                assertThat(nmse(expected[i], found[i])).isLessThanOrEqualTo(TOLERANCE);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"gemma3, true", "llama31, false"})
    void showsEveryIntermediateOfABlockInTheOrderOfItsMaking(String name, boolean headNorm) throws IOException {
        try (Checkpoint checkpoint = GgufReader.read(file(name))) {
            Transformer transformer = transformer(checkpoint, KernelChoice.VECTOR);
            var cache = new KvCache(transformer.config(), KvType.F32);
            cache.reserve(1);
            List<Stage> seen = new ArrayList<>();
            transformer.forward(new int[] {1}, cache, 0, (stage, layer, values, batch) -> {
                if (layer == 1) {
                    seen.add(stage);
                }
            });
            Set<Stage> expected = EnumSet.range(Stage.ATTN_NORM, Stage.BLOCK);
            if (!headNorm) {
                expected.removeAll(EnumSet.of(Stage.ATTN_Q_NORM, Stage.ATTN_K_NORM));
            }
            assertThat(seen).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void namesTheVisionTensorsThatItLeavesOut() throws IOException {
        try (Checkpoint source = GgufReader.read(file("gemma3"))) {
            Path both = folder.resolve("multimodal.gguf");
            List<TensorSource> tensors = new ArrayList<>();
            source.weights().values().forEach(weight -> tensors.add(new TensorSource.Copy(weight)));
            tensors.add(TensorSource.of("v.patch_embd.weight", ElementType.F32, 4, new float[8]));
            tensors.add(TensorSource.of("mm.input_projection.weight", ElementType.F32, 4, new float[8]));
            GgufWriter.write(both, source.metadata().values(), tensors);
            try (Checkpoint checkpoint = GgufReader.read(both)) {
                assertThat(ModelWeights.bind(checkpoint, Families.of(checkpoint))
                                .ignored())
                        .containsExactly("v.patch_embd.weight", "mm.input_projection.weight");
            }
        }
    }

    private Path converted(Path from, ElementType type) throws IOException {
        Path to = folder.resolve(type + "-" + from.getFileName());
        try (Checkpoint source = GgufReader.read(from)) {
            List<TensorSource> tensors = source.weights().values().stream()
                    .map(weight -> weight.rows() == 1 ? new TensorSource.Copy(weight) : encoded(weight, type))
                    .toList();
            GgufWriter.write(to, source.metadata().values(), tensors);
        }
        return to;
    }

    private static TensorSource encoded(Weight weight, ElementType type) {
        return new TensorSource.Floats(weight.name(), type, weight.rows(), weight.columns(), (row, into) -> {
            float[] values = Kernels.decoded(weight, Math.toIntExact(row));
            System.arraycopy(values, 0, into, 0, values.length);
        });
    }

    private Transformer transformer(Checkpoint checkpoint, KernelChoice choice) {
        ModelConfig config = Families.of(checkpoint);
        return new Transformer(config, ModelWeights.bind(checkpoint, config), choice.on(pool));
    }

    /** Logits at {@code places}, the sequence read {@code batch} tokens at a time. */
    private static float[][] logits(Transformer transformer, int[] places, int batch) {
        int[] ids = ids(places[places.length - 1] + 1);
        var cache = new KvCache(transformer.config(), KvType.F32);
        cache.reserve(ids.length);
        float[][] found = new float[places.length][];
        for (int from = 0; from < ids.length; from += batch) {
            int[] part = Arrays.copyOfRange(ids, from, Math.min(ids.length, from + batch));
            Pass pass = transformer.begin(part, cache, from, Probe.NONE);
            for (int layer = 0; layer < transformer.config().blockCount(); layer++) {
                transformer.block(pass, layer);
            }
            float[] all = transformer.logits(pass, 0);
            for (int i = 0; i < places.length; i++) {
                int row = places[i] - from;
                if (row >= 0 && row < part.length) {
                    found[i] = Arrays.copyOfRange(all, row * VOCABULARY, (row + 1) * VOCABULARY);
                }
            }
        }
        return found;
    }

    private static int[] ids(int count) {
        return IntStream.range(0, count)
                .map(i -> Math.toIntExact(((long) i * i * 31 + i * 7919L + 13) % VOCABULARY))
                .toArray();
    }

    private static double nmse(float[] expected, float[] found) {
        double error = 0;
        double power = 0;
        for (int id = 0; id < VOCABULARY; id++) {
            double difference = (double) expected[id] - found[id];
            error += difference * difference;
            power += (double) expected[id] * expected[id];
        }
        return error / power;
    }

    private static float[][] expected(String name) throws IOException {
        try (InputStream in = open(name)) {
            var floats = ByteBuffer.wrap(in.readAllBytes())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            float[][] rows = new float[floats.remaining() / VOCABULARY][VOCABULARY];
            for (float[] row : rows) {
                floats.get(row);
            }
            return rows;
        }
    }

    private Path file(String name) throws IOException {
        Path path = folder.resolve(name + ".gguf");
        if (!Files.exists(path)) {
            try (InputStream in = open(name + ".gguf")) {
                Files.copy(in, path);
            }
        }
        return path;
    }

    private static InputStream open(String name) throws IOException {
        InputStream in = FamiliesTest.class.getResourceAsStream("/golden/families/" + name);
        if (in == null) {
            throw new IOException("no resource /golden/families/" + name);
        }
        return in;
    }
}
