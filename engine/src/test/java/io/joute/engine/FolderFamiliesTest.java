package io.joute.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.engine.checkpoint.Checkpoint;
import io.joute.engine.checkpoint.Checkpoints;
import io.joute.engine.checkpoint.PublishedFolder;
import io.joute.engine.kernel.KvType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every family as its makers publish it gives the logits of its GGUF, whose logits an independent oracle gave. */
final class FolderFamiliesTest {
    private static final int VOCABULARY = 272;
    private static final Map<String, Map<String, Object>> MORE = Map.of(
            "llama31",
            Map.of(
                    "rope_scaling",
                    Map.of(
                            "rope_type",
                            "llama3",
                            "factor",
                            8.0,
                            "low_freq_factor",
                            1.0,
                            "high_freq_factor",
                            4.0,
                            "original_max_position_embeddings",
                            8192)),
            "gemma3",
            Map.of("rope_scaling", Map.of("rope_type", "linear", "factor", 8.0)));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"llama31", "mistral", "gemma3", "qwen2", "qwen3"})
    void givesTheLogitsOfTheSameModelInGguf(String family) throws IOException {
        Path gguf = folder.resolve(family + ".gguf");
        try (InputStream in = FolderFamiliesTest.class.getResourceAsStream("/golden/families/" + family + ".gguf")) {
            Files.copy(in, gguf);
        }
        Path published = folder.resolve(family);
        try (Checkpoint checkpoint = Checkpoints.open(gguf, 0)) {
            PublishedFolder.write(checkpoint, published, MORE.getOrDefault(family, Map.of()));
        }

        List<float[]> found = logits(published);
        List<float[]> expected = logits(gguf);

        for (int i = 0; i < expected.size(); i++) {
            // Norms less one, then plus one again, may differ in the last bit.
            double tolerance = family.equals("gemma3") ? 1e-10 : 0;
            assertThat(nmse(expected.get(i), found.get(i))).as("position %d", i).isLessThanOrEqualTo(tolerance);
        }
    }

    private static double nmse(float[] expected, float[] found) {
        double error = 0;
        double power = 0;
        for (int i = 0; i < expected.length; i++) {
            error += ((double) expected[i] - found[i]) * ((double) expected[i] - found[i]);
            power += (double) expected[i] * expected[i];
        }
        return error / power;
    }

    private static List<float[]> logits(Path model) {
        int[] ids = IntStream.range(0, 40).map(i -> i * 31 % VOCABULARY).toArray();
        List<float[]> all = new ArrayList<>();
        try (Engine engine = Engine.open(model, EngineOptions.defaults().withKvType(KvType.F32))) {
            engine.newSession().logits(ids, (position, logits) -> all.add(logits.clone()));
        }
        return all;
    }
}
