package io.joute.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.joute.engine.tensor.Weight;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the bytes: accepted, or refused by a {@link CheckpointException}. In the suite the seeds are replayed; {@code
 * JAZZER_FUZZ=1 mvn -pl engine -am test -Dtest=CheckpointFuzzTest#gguf} searches on.
 */
final class CheckpointFuzzTest {
    private static final Path PATH = Path.of("m");

    @TempDir
    private Path folder;

    @FuzzTest(maxDuration = "10m")
    void gguf(byte[] file) {
        boolean accepted;
        try {
            GgufPart part = GgufReader.part(PATH, MemorySegment.ofArray(file));
            accepted = part.metadata().integer(GgufSplit.COUNT).orElse(1) <= 1;
            assertThat(part.weights().stream().map(Weight::name)).doesNotHaveDuplicates();
        } catch (CheckpointException e) {
            requireOneLine(e);
            accepted = false;
        }
        assertThat(accepted).isEqualTo(PlainGguf.accepts(file));
    }

    @FuzzTest(maxDuration = "10m")
    void safetensors(byte[] file) {
        try {
            List<SafetensorsTensor> tensors = SafetensorsReader.read(PATH, MemorySegment.ofArray(file));
            long covered = tensors.stream()
                    .mapToLong(tensor -> tensor.data().byteSize())
                    .sum();
            assertThat(covered).isLessThanOrEqualTo(file.length);
        } catch (CheckpointException e) {
            requireOneLine(e);
        }
    }

    @FuzzTest(maxDuration = "10m")
    void configuration(byte[] json) throws IOException {
        Files.write(folder.resolve("config.json"), json);
        try {
            assertThat(FolderConfig.read(folder).keys()).containsKey("general.architecture");
        } catch (CheckpointException e) {
            requireOneLine(e);
        }
    }

    @FuzzTest(maxDuration = "10m")
    void vocabulary(byte[] json) throws IOException {
        Files.write(folder.resolve(FolderPieces.FILE), json);
        try {
            var vocabulary = new FolderVocabulary(folder);
            int size = Math.min(vocabulary.size(), 1000);
            assertThat((List<?>) vocabulary.keys(size).get("tokenizer.ggml.tokens"))
                    .hasSize(size);
        } catch (CheckpointException e) {
            requireOneLine(e);
        }
    }

    @FuzzTest(maxDuration = "10m")
    void folder(FuzzedDataProvider data) throws IOException {
        for (String name :
                List.of("config.json", "tokenizer_config.json", "generation_config.json", "tokenizer.json")) {
            Files.write(folder.resolve(name), data.consumeString(2000).getBytes(StandardCharsets.UTF_8));
        }
        Files.write(folder.resolve("model.safetensors"), data.consumeRemainingAsBytes());
        try (Arena arena = Arena.ofShared()) {
            assertThat(FolderReader.read(folder, arena).tensors()).isNotEmpty();
        } catch (CheckpointException e) {
            requireOneLine(e);
        }
    }

    private static void requireOneLine(CheckpointException e) {
        assertThat(e.getMessage()).hasSizeLessThanOrEqualTo(400).doesNotContain("\n");
    }
}
