package io.joute.engine.checkpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Weight;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GgufReaderTest {
    @TempDir
    Path directory = Path.of("");

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void readsKeysAndTensorsOfBothVersions(int version) {
        Path path = small().version(version).in(directory);
        try (Checkpoint checkpoint = GgufReader.read(path)) {
            assertThat(checkpoint.metadata().requiredString("general.architecture"))
                    .isEqualTo("llama");
            assertThat(checkpoint.metadata().requiredInt("llama.block_count", 1, 9))
                    .isEqualTo(2);
            Weight matrix = checkpoint.weight("a.weight");
            assertThat(List.of(matrix.rows(), matrix.columns())).containsExactly(2L, 4L);
            assertThat(matrix.type()).isEqualTo(ElementType.F32);
            assertThat(matrix.data().get(ValueLayout.JAVA_BYTE, 5)).isEqualTo((byte) 5);
            Weight vector = checkpoint.weight("b.weight");
            assertThat(List.of(vector.rows(), vector.columns(), vector.data().byteSize()))
                    .containsExactly(1L, 32L, 34L);
            assertThat(vector.data().get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) 32);
            assertThat(checkpoint.warnings()).isEmpty();
        }
    }

    @Test
    void readsEveryKindOfValue() {
        Path path = new GgufBytes()
                .key("u8", 0, out -> out.u8(200))
                .key("i8", 1, out -> out.u8(200))
                .key("u16", 2, out -> out.u8(255).u8(255))
                .key("i16", 3, out -> out.u8(255).u8(255))
                .key("u32", 4, out -> out.u32(0xFFFF_FFFFL))
                .key("i32", 5, out -> out.u32(-7))
                .key("f32", 6, out -> out.u32(Float.floatToIntBits(0.5f)))
                .key("bool", 7, out -> out.u8(1))
                .key("u64", 10, out -> out.u64(1L << 40))
                .key("large", 10, out -> out.u64(-1))
                .key("i64", 11, out -> out.u64(-1))
                .key("f64", 12, out -> out.u64(Double.doubleToLongBits(0.1)))
                .string("text", "naïve 🦙 \u0001")
                .in(directory);
        try (Checkpoint checkpoint = GgufReader.read(path)) {
            assertThat(checkpoint.metadata().values().values())
                    .containsExactly(
                            200L,
                            -56L,
                            65_535L,
                            -1L,
                            0xFFFF_FFFFL,
                            -7L,
                            0.5,
                            true,
                            1L << 40,
                            new BigInteger("18446744073709551615"),
                            -1L,
                            0.1,
                            "naïve 🦙 \u0001");
        }
    }

    @Test
    void readsArraysAndArraysOfArrays() {
        Path path = new GgufBytes()
                .array("numbers", GgufBytes.INT32, 2, out -> out.u32(-1).u32(7))
                .array("floats", GgufBytes.FLOAT32, 1, out -> out.u32(Float.floatToIntBits(2f)))
                .array("strings", GgufBytes.STRING, 2, out -> out.string("a").string(""))
                .array("bools", GgufBytes.BOOL, 2, out -> out.u8(0).u8(1))
                .array("none", GgufBytes.STRING, 0, out -> {})
                .array("odd", GgufBytes.UINT64, 2, out -> out.u64(1).u64(Long.MIN_VALUE))
                .array("nested", GgufBytes.ARRAY, 3, GgufReaderTest::threeArrays)
                .in(directory);
        try (Checkpoint checkpoint = GgufReader.read(path)) {
            Metadata metadata = checkpoint.metadata();
            assertThat(metadata.integers("numbers").orElseThrow()).containsExactly(-1, 7);
            assertThat(metadata.decimals("floats").orElseThrow()).containsExactly(2);
            assertThat(metadata.strings("strings").orElseThrow()).containsExactly("a", "");
            assertThat(metadata.strings("none").orElseThrow()).isEmpty();
            assertThat(metadata.values().get("bools")).isEqualTo(List.of(false, true));
            assertThat(metadata.values().get("odd")).isEqualTo(List.of(1L, new BigInteger("9223372036854775808")));
            assertThat(metadata.values().get("nested"))
                    .isEqualTo(List.of(List.of(List.of("x"), List.of()), List.of(), List.of("y", "z")));
        }
    }

    private static void threeArrays(GgufBytes out) {
        out.u32(GgufBytes.ARRAY).u64(2);
        out.u32(GgufBytes.STRING).u64(1).string("x");
        out.u32(GgufBytes.STRING).u64(0);
        out.u32(GgufBytes.ARRAY).u64(0);
        out.u32(GgufBytes.STRING).u64(2).string("y").string("z");
    }

    @Test
    void acceptsTensorsInAnyOrderAndKeepsTheFilesOrder() {
        Path path = new GgufBytes()
                .tensor("last", GgufBytes.F32, 64, 8)
                .tensor("first", GgufBytes.F32, 0, 8)
                .tensor("middle", GgufBytes.F32, 32, 8)
                .data(96)
                .in(directory);
        try (Checkpoint checkpoint = GgufReader.read(path)) {
            assertThat(checkpoint.weights().keySet()).containsExactly("last", "first", "middle");
            assertThat(checkpoint.weight("last").data().get(ValueLayout.JAVA_BYTE, 0))
                    .isEqualTo((byte) 64);
            assertThat(checkpoint.warnings()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 32, 64, 4096})
    void honoursTheAlignmentOfTheFile(int alignment) {
        Path path = new GgufBytes()
                .uint32("general.alignment", alignment)
                .aligned(alignment)
                .tensor("a", GgufBytes.F32, 0, 2)
                .tensor("b", GgufBytes.F32, alignment, 2)
                .data(alignment + 8)
                .in(directory);
        try (Checkpoint checkpoint = GgufReader.read(path)) {
            assertThat(checkpoint.weight("b").data().get(ValueLayout.JAVA_BYTE, 1))
                    .isEqualTo((byte) (alignment + 1));
        }
    }

    @Test
    void warnsOfUnusedBytesBetweenAndAfterTensors() {
        Path path = new GgufBytes()
                .tensor("a", GgufBytes.F32, 0, 8)
                .tensor("b", GgufBytes.F32, 96, 8)
                .data(200)
                .in(directory);
        try (Checkpoint checkpoint = GgufReader.read(path)) {
            assertThat(checkpoint.warnings())
                    .containsExactly("tensor 'b': 64 unused bytes before it", "72 unused bytes after the last tensor");
        }
    }

    @Test
    void readsAFileOfKeysAloneWhateverItsLength() {
        byte[] bytes = new GgufBytes()
                .string("general.architecture", "llama")
                .aligned(1)
                .build();
        try (Checkpoint checkpoint = GgufReader.read(GgufBytes.write(directory, bytes))) {
            assertThat(checkpoint.weights()).isEmpty();
        }
    }

    @Test
    void dropsTrailingDimensionsOfOne() {
        Path path = new GgufBytes()
                .tensor("a", GgufBytes.F32, 0, 4, 2, 1, 1)
                .data(32)
                .in(directory);
        try (Checkpoint checkpoint = GgufReader.read(path)) {
            assertThat(checkpoint.weight("a").rows()).isEqualTo(2);
        }
    }

    @Test
    void followsASymbolicLink() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), small().in(directory));
        GgufReader.read(link).close();
    }

    @Test
    void refusesWhatIsNoRegularFileBeforeOpeningIt() {
        assertThatThrownBy(() -> GgufReader.read(directory))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("not a regular file");
        assertThatThrownBy(() -> GgufReader.read(directory.resolve("absent.gguf")))
                .isInstanceOf(CheckpointException.class)
                .hasMessage("absent.gguf: no such file.");
    }

    @Test
    void refusesAFileCutAtAnyByte() {
        byte[] whole = small().build();
        for (int length = 0; length < whole.length; length++) {
            Path path = GgufBytes.write(directory, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> GgufReader.read(path))
                    .as("cut at %d", length)
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageStartingWith("m.gguf: ");
        }
    }

    @Test
    void neverFailsOtherwiseThanByRefusing() {
        byte[] whole = small().build();
        var random = new Random(20_261_124);
        int refused = 0;
        for (int i = 0; i < 10_000; i++) {
            byte[] mutant = whole.clone();
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
            }
            refused += refuses(mutant) ? 1 : 0;
        }
        assertThat(refused).isBetween(3_000, 9_990);
    }

    private boolean refuses(byte[] bytes) {
        try (Checkpoint checkpoint = GgufReader.read(GgufBytes.write(directory, bytes))) {
            return checkpoint.weights().isEmpty();
        } catch (CheckpointException e) {
            assertThat(e.getMessage()).hasSizeLessThanOrEqualTo(400).doesNotContain("\n");
            return true;
        }
    }

    @Test
    void weightsEndWithTheCheckpoint() {
        Checkpoint checkpoint = GgufReader.read(small().in(directory));
        Weight weight = checkpoint.weight("a.weight");
        checkpoint.close();
        assertThatThrownBy(() -> weight.data().get(ValueLayout.JAVA_BYTE, 0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void escapesWhatCouldActOnATerminal() {
        Path path = new GgufBytes()
                .string("general.architecture", "\u001b[31m\u202Eevil\n")
                .in(directory);
        try (Checkpoint checkpoint = GgufReader.read(path)) {
            assertThatThrownBy(() -> checkpoint.metadata().integer("general.architecture"))
                    .hasMessage("m.gguf: key 'general.architecture' is the string "
                            + "'\\u{1b}[31m\\u{202e}evil\\u{a}', expected an integer");
        }
    }

    @Test
    void cutsLongNamesInTheMiddle() {
        String key = "k".repeat(1000) + "end";
        Path path = new GgufBytes().key(key, 13, out -> {}).in(directory);
        assertThatThrownBy(() -> GgufReader.read(path))
                .hasMessageContaining("kkk…kkk")
                .hasMessageContaining("end': value type 13, expected 0 to 12");
    }

    /** Two keys, a 4 × 2 F32 matrix and 32 elements of Q8_0. */
    private static GgufBytes small() {
        return new GgufBytes()
                .string("general.architecture", "llama")
                .uint32("llama.block_count", 2)
                .tensor("a.weight", GgufBytes.F32, 0, 4, 2)
                .tensor("b.weight", GgufBytes.Q8_0, 32, 32)
                .data(66);
    }

    @Test
    void recognisesOtherFormats() {
        assertThat(refusal("<!DOCTYPE html><html>")).contains("found '<!DOCTYPE'", "this is a web page");
        assertThat(refusal("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 8540775840\n"))
                .contains("git-lfs pointer, 8 540 775 840 bytes expected: run 'git lfs pull'");
        assertThat(refusal("PK\u0003\u0004....")).contains("zip archive");
        assertThat(refusal("\u0080\u0002}q")).contains("pickle");
        assertThat(refusal("tjgg\u0003\0\0\0")).contains("older GGML");
        assertThat(refusal("\u0002\0\0\0\0\0\0\0{}")).contains("safetensors");
        assertThat(refusal("secret content")).contains("73 65 63 72").doesNotContain("content");
        assertThat(refusal("")).contains("truncated: 0 bytes");
    }

    private String refusal(String content) {
        Path path = GgufBytes.write(directory, content.getBytes(ISO_8859_1));
        try (Checkpoint checkpoint = GgufReader.read(path)) {
            return "accepted " + checkpoint;
        } catch (CheckpointException e) {
            assertThat(e).hasMessageStartingWith("m.gguf: magic: ");
            return String.valueOf(e.getMessage());
        }
    }
}
