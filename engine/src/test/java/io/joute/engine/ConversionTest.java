package io.joute.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.engine.checkpoint.Checkpoint;
import io.joute.engine.checkpoint.CheckpointException;
import io.joute.engine.checkpoint.Checkpoints;
import io.joute.engine.checkpoint.PublishedFolder;
import io.joute.engine.kernel.KernelChoice;
import io.joute.engine.model.Golden;
import io.joute.engine.tensor.ElementType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConversionTest {
    private static final Conversion.Listener SILENT = (done, total, tensor) -> {};

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(names = {"BF16", "F32"})
    void losesNothingWhereThePrecisionHoldsTheModel(Precision precision) throws IOException {
        Path source = Golden.folder(folder);
        Path out = folder.resolve("out.gguf");

        Conversion.convert(source, out, precision, false, SILENT);

        List<float[]> expected = logits(source);
        List<float[]> found = logits(out);
        for (int i = 0; i < expected.size(); i++) {
            double tolerance = precision == Precision.BF16 ? 0 : 1e-10;
            assertThat(nmse(expected.get(i), found.get(i))).isLessThanOrEqualTo(tolerance);
        }
    }

    @ParameterizedTest
    @CsvSource({"F16, 1e-6", "Q8_0, 0.01", "Q6_K, 0.05", "Q4_K_M, 0.3", "Q4_0, 0.5"})
    void losesLittleWhereItDoesNot(Precision precision, double tolerance) throws IOException {
        Path source = Golden.folder(folder);
        Path out = folder.resolve("out.gguf");

        Conversion.convert(source, out, precision, false, SILENT);

        List<float[]> expected = logits(source);
        List<float[]> found = logits(out);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(nmse(expected.get(i), found.get(i))).isLessThan(tolerance);
        }
    }

    @Test
    void mixesTypesAsOthersDo() throws IOException {
        Path out = folder.resolve("out.gguf");
        Conversion.convert(Golden.folder(folder), out, Precision.Q4_K_M, false, SILENT);
        try (Checkpoint checkpoint = Checkpoints.open(out, 0)) {
            assertThat(checkpoint.weight("token_embd.weight").type()).isEqualTo(ElementType.Q6_K);
            assertThat(checkpoint.weight("blk.0.attn_q.weight").type()).isEqualTo(ElementType.Q4_K);
            assertThat(checkpoint.weight("blk.0.attn_v.weight").type()).isEqualTo(ElementType.Q4_K);
            assertThat(checkpoint.weight("blk.1.attn_v.weight").type()).isEqualTo(ElementType.Q6_K);
            assertThat(checkpoint.weight("blk.1.ffn_down.weight").type()).isEqualTo(ElementType.Q6_K);
            assertThat(checkpoint.weight("blk.0.attn_norm.weight").type()).isEqualTo(ElementType.F32);
            assertThat(checkpoint.weight("rope_freqs.weight").type()).isEqualTo(ElementType.F32);
            assertThat(checkpoint.metadata().integer("general.file_type")).hasValue(15);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mistral", "gemma3", "qwen2", "qwen3"})
    void convertsEveryFamily(String family) throws IOException {
        Path gguf = folder.resolve(family + ".gguf");
        try (InputStream in = ConversionTest.class.getResourceAsStream("/golden/families/" + family + ".gguf")) {
            Files.copy(in, gguf);
        }
        Path published = folder.resolve(family);
        try (Checkpoint checkpoint = Checkpoints.open(gguf, 0)) {
            PublishedFolder.write(checkpoint, published, Map.of());
        }
        Path out = folder.resolve("out.gguf");

        Conversion.convert(published, out, Precision.BF16, false, SILENT);

        List<float[]> expected = logits(published);
        List<float[]> found = logits(out);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(found.get(i)).isEqualTo(expected.get(i));
        }
    }

    @Test
    void refusesToReplaceUnlessTold() throws IOException {
        Path out = Files.writeString(folder.resolve("out.gguf"), "mine");
        Path source = Golden.folder(folder);
        assertThatThrownBy(() -> Conversion.convert(source, out, Precision.Q8_0, false, SILENT))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(out).hasContent("mine");

        Conversion.convert(source, out, Precision.Q8_0, true, SILENT);

        assertThat(logits(out)).isNotEmpty();
    }

    @Test
    void refusesWhatIsQuantisedAlready() throws IOException {
        Path source = Golden.file(ElementType.Q4_0, folder);
        Path out = folder.resolve("out.gguf");
        assertThatThrownBy(() -> Conversion.convert(source, out, Precision.Q8_0, false, SILENT))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("golden-q4_0.gguf: tensor ")
                .hasMessageContaining("is Q4_0 already, expected F32, F16, BF16 or F8_E4M3");
        assertThat(out).doesNotExist();
    }

    @Test
    void leavesNothingWhenAnElementDoesNotFit() throws IOException {
        Path source = Golden.folder(folder);
        Path weights = source.resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        int start = Long.BYTES
                + ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
        bytes[start] = 0x70;
        bytes[start + 1] = 0x7F;
        Files.write(weights, bytes);
        Path out = folder.resolve("out.gguf");
        assertThatThrownBy(() -> Conversion.convert(source, out, Precision.F16, false, SILENT))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("does not fit F16");
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.contains("out"));
        }
    }

    @Test
    void tellsHowFarItIs() throws IOException {
        var last = new AtomicLong();
        var total = new AtomicLong();
        Conversion.convert(
                Golden.folder(folder), folder.resolve("out.gguf"), Precision.BF16, false, (done, of, tensor) -> {
                    assertThat(done).isGreaterThan(last.getAndSet(done));
                    total.set(of);
                });
        assertThat(last.get()).isEqualTo(total.get()).isGreaterThan(2_000_000);
    }

    private static List<float[]> logits(Path model) throws IOException {
        int[] ids = new int[30];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i * 31 % 272;
        }
        List<float[]> all = new ArrayList<>();
        try (Engine engine = Engine.open(model, EngineOptions.defaults().withKernels(KernelChoice.exact()))) {
            engine.newSession().logits(ids, (position, logits) -> all.add(logits.clone()));
        }
        return all;
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
}
