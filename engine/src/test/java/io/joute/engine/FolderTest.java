package io.joute.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.engine.checkpoint.Checkpoint;
import io.joute.engine.checkpoint.Checkpoints;
import io.joute.engine.checkpoint.Metadata;
import io.joute.engine.kernel.KernelChoice;
import io.joute.engine.kernel.Kernels;
import io.joute.engine.kernel.KvType;
import io.joute.engine.model.Golden;
import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Weight;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The golden model as a folder against the same model as GGUF. */
final class FolderTest {
    private static final double TOLERANCE = 1e-9;

    @TempDir
    private Path folder;

    @Test
    void givesTheLogitsOfTheSameModelInGgufBitForBit() throws IOException {
        List<float[]> fromFolder = logits(Golden.folder(folder));

        List<float[]> fromGguf = logits(Golden.file(ElementType.BF16, folder));
        for (int i = 0; i < fromGguf.size(); i++) {
            assertThat(fromFolder.get(i)).as("position %d", i).isEqualTo(fromGguf.get(i));
        }
        float[] expected = Golden.logits(ElementType.BF16);
        for (int i = 0; i < Golden.POSITIONS.size(); i++) {
            assertThat(Golden.nmse(expected, i, fromFolder.get(Golden.POSITIONS.get(i)), 0))
                    .isLessThanOrEqualTo(TOLERANCE);
        }
    }

    @Test
    void hasTheNamesAndNumbersOfTheSameModelInGguf() throws IOException {
        try (Checkpoint found = Checkpoints.open(Golden.folder(folder), Long.MAX_VALUE);
                Checkpoint expected = Checkpoints.open(Golden.file(ElementType.BF16, folder), 0)) {
            assertThat(found.weights()).containsOnlyKeys(expected.weights().keySet());
            expected.weights().forEach((name, weight) -> {
                Weight other = found.weight(name);
                assertThat(List.of(other.rows(), other.columns())).isEqualTo(List.of(weight.rows(), weight.columns()));
                for (int row = 0; row < weight.rows(); row++) {
                    assertThat(Kernels.decoded(other, row)).as(name).isEqualTo(Kernels.decoded(weight, row));
                }
            });
        }
    }

    @Test
    void hasTheKeysOfTheSameModelInGguf() throws IOException {
        try (Checkpoint found = Checkpoints.open(Golden.folder(folder), Long.MAX_VALUE);
                Checkpoint expected = Checkpoints.open(Golden.file(ElementType.BF16, folder), 0)) {
            Map<String, Object> keys = found.metadata().values();
            expected.metadata().values().forEach((key, value) -> {
                if (!key.matches("general\\.(?!architecture).*|.*add_bos_token")) {
                    assertThat(keys).as(key).containsKey(key);
                    assertThat(keys.get(key)).as(key).isEqualTo(value);
                }
            });
        }
    }

    @Test
    void opensByItsWeightsToo() throws IOException {
        Path weights = Golden.folder(folder).resolve("model.safetensors");

        try (Engine engine = Engine.open(
                weights, EngineOptions.defaults().withKvType(KvType.F32).withKernels(KernelChoice.exact()))) {
            assertThat(engine.config().blockCount()).isEqualTo(2);
        }
    }

    @Test
    void endsAnswersAtEveryTokenThatTheFolderNames() throws IOException {
        try (Checkpoint found = Checkpoints.open(Golden.folder(folder), Long.MAX_VALUE)) {
            Metadata keys = found.metadata();
            assertThat(keys.integer("tokenizer.ggml.eos_token_id")).hasValue(521);
            assertThat(keys.integer("tokenizer.ggml.eot_token_id")).hasValue(513);
            assertThat(keys.integer("tokenizer.ggml.eom_token_id")).hasValue(520);
        }
    }

    private static List<float[]> logits(Path model) throws IOException {
        List<float[]> all = new ArrayList<>();
        try (Engine engine = Engine.open(
                model, EngineOptions.defaults().withKvType(KvType.F32).withKernels(KernelChoice.exact()))) {
            engine.newSession().logits(Golden.tokens(), (position, logits) -> all.add(logits.clone()));
        }
        return all;
    }
}
