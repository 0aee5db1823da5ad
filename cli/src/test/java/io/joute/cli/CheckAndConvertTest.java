package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.engine.ModelShape;
import io.joute.engine.RandomModel;
import io.joute.engine.tensor.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code check} and {@code convert}. */
final class CheckAndConvertTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    @Test
    void saysWhatLoadsAndWhatDoesNot() throws IOException {
        Path good = model();
        Path bad = Files.writeString(folder.resolve("bad.gguf"), "<!DOCTYPE html>");

        Run run = Run.of("check", good.toString(), bad.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEqualTo(good + ": loads (llama)\n");
        assertThat(run.err())
                .startsWith("bad.gguf: magic: found '<!DOCTYPE', expected 'GGUF': this is a web page.")
                .doesNotContain("Exception", "\tat ");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void looksAtEverythingAndLetsItAnswer() throws IOException {
        Run run = Run.of("check", "--full", "--generate", "5", "--json", model().toString());

        JsonNode result = JSON.readTree(run.out()).get(0);
        assertThat(run.code()).isZero();
        assertThat(result.get("loads").asBoolean()).isTrue();
        assertThat(result.get("generated").size()).isBetween(1, 5);
        assertThat(result.get("sha256").asString()).hasSize(64);
    }

    @Test
    void comparesTheSumOfAFileWithTheOneBesideIt() throws IOException {
        Path good = model();
        Files.writeString(folder.resolve("m.gguf.sha256"), "0".repeat(64) + "  m.gguf\n");

        Run run = Run.of("check", "--full", good.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith("m.gguf: SHA-256: ").contains("expected " + "0".repeat(64));
        assertThat(Run.of("check", good.toString()).code()).isZero();
    }

    @Test
    void findsTheNumberThatIsNoneOnlyWhenItLooksAtAll() throws IOException {
        Path good = model();
        byte[] bytes = Files.readAllBytes(good);
        bytes[bytes.length - 1] = (byte) 0x7F;
        bytes[bytes.length - 2] = (byte) 0x80;
        Files.write(good, bytes);

        assertThat(Run.of("check", good.toString()).code()).isZero();
        Run full = Run.of("check", "--full", good.toString());
        assertThat(full.code()).isEqualTo(1);
        assertThat(full.err())
                .startsWith("m.gguf: tensor 'output.weight', row ")
                .contains("expected finite");
    }

    @Test
    void acceptsALoneContainerWithAWarning() throws IOException {
        Path lone = folder.resolve("x.safetensors");
        Files.write(lone, new byte[] {2, 0, 0, 0, 0, 0, 0, 0, '{', '}'});

        Run run = Run.of("check", lone.toString());

        assertThat(run.code()).isZero();
        assertThat(run.err())
                .isEqualTo("warning: x.safetensors: container valid; no config.json: not loadable as a model\n");
    }

    @Test
    void convertsAndRefusesToReplace() throws IOException {
        Path good = model();
        Path out = folder.resolve("out.gguf");

        Run first = Run.of("convert", good.toString(), out.toString(), "--type", "q8_0", "--json");
        Run second = Run.of("convert", good.toString(), out.toString(), "--type", "q8_0");
        Run third = Run.of("convert", good.toString(), out.toString(), "--type", "q4_0", "--force");

        assertThat(first.code()).isZero();
        assertThat(JSON.readTree(first.out()).get("bytes").asLong()).isLessThan(Files.size(good));
        assertThat(second.code()).isEqualTo(1);
        assertThat(second.err())
                .isEqualTo("joute convert: " + out + ": there is such a file already: --force replaces it\n");
        assertThat(third.code()).isZero();
        assertThat(Run.of("check", out.toString()).code()).isZero();
    }

    @Test
    void namesTheTypesThereAre() {
        Run run = Run.of("convert", "a", "b", "--type", "q3");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--type is 'q3', expected one of f32, f16, bf16, q8_0, q4_0, q4_k_m, q6_k");
    }

    private Path model() throws IOException {
        Path path = folder.resolve("m.gguf");
        RandomModel.write(path, new ModelShape("tiny", 64, 128, 2, 4, 2, 16, 600, false), ElementType.BF16, 7);
        return path;
    }
}
