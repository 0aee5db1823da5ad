package io.joute.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.engine.tensor.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model in three parts. */
final class SplitGgufTest {
    private static final int PARTS = 3;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void openingAnyPartOpensAll(int number) throws IOException {
        writeAll();
        try (Checkpoint checkpoint = GgufReader.read(file(number))) {
            assertThat(checkpoint.weights().keySet()).containsExactly("t0", "t1", "t2");
            assertThat(checkpoint.metadata().string("general.name")).contains("whole");
            assertThat(checkpoint.weight("t2").columns()).isEqualTo(8);
        }
    }

    @Test
    void namesThePartThatIsMissing() throws IOException {
        writeAll();
        Files.delete(file(1));
        assertThatThrownBy(() -> GgufReader.read(file(2)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(
                        "m-00003-of-00003.gguf: part 'm-00002-of-00003.gguf': missing, expected 3 parts");
    }

    @Test
    void refusesAPartUnderTheNameOfAnother() throws IOException {
        writeAll();
        Files.move(file(1), directory.resolve("x"));
        Files.copy(file(2), file(1));
        assertThatThrownBy(() -> GgufReader.read(file(0)))
                .hasMessageStartingWith("m-00002-of-00003.gguf: key 'split.no': 2, expected 1 as its name says.");
    }

    @Test
    void refusesAPartOfAnotherSplit() throws IOException {
        writeAll();
        write(1, Map.of("split.count", 4));
        assertThatThrownBy(() -> GgufReader.read(file(0)))
                .hasMessageStartingWith("m-00002-of-00003.gguf: key 'split.count': 4, expected 3");
    }

    @Test
    void refusesFewerTensorsThanAnnounced() throws IOException {
        writeAll();
        write(0, Map.of("split.tensors.count", 4));
        assertThatThrownBy(() -> GgufReader.read(file(0)))
                .hasMessageStartingWith("m-00001-of-00003.gguf: key 'split.tensors.count': 4, expected 3 tensors");
    }

    @Test
    void refusesATensorInTwoParts() throws IOException {
        writeAll();
        write(1, Map.of("tensor", "t0"));
        assertThatThrownBy(() -> GgufReader.read(file(0))).hasMessageContaining("tensor 't0': in two parts");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_537, 1_000_000_000})
    void refusesACountThatNoModelHas(int count) throws IOException {
        write(0, Map.of("split.count", count));
        assertThatThrownBy(() -> GgufReader.read(file(0)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("key 'split.count': " + count + " parts, expected 1 to 65536");
    }

    private void writeAll() throws IOException {
        for (int number = 0; number < PARTS; number++) {
            write(number, Map.of());
        }
    }

    private void write(int number, Map<String, Object> changed) throws IOException {
        Map<String, Object> keys = new LinkedHashMap<>();
        if (number == 0) {
            keys.put("general.name", "whole");
        }
        keys.put("split.no", number);
        keys.put("split.count", PARTS);
        keys.put("split.tensors.count", PARTS);
        changed.forEach((key, value) -> {
            if (Set.of("split.count", "split.tensors.count").contains(key)) {
                keys.put(key, value);
            }
        });
        String name = changed.getOrDefault("tensor", "t" + number).toString();
        GgufWriter.write(file(number), keys, List.of(TensorSource.of(name, ElementType.F32, 8, new float[16])));
    }

    private Path file(int number) {
        return directory.resolve(String.format(Locale.ROOT, "m-%05d-of-%05d.gguf", number + 1, PARTS));
    }
}
