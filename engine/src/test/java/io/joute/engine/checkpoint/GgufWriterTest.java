package io.joute.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Quantizer;
import io.joute.engine.tensor.RowScales;
import io.joute.engine.tensor.Weight;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GgufWriterTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void writesTheLayoutThatTheFormatDefines() throws IOException {
        Path path = directory.resolve("written.gguf");
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("general.architecture", "llama");
        metadata.put("llama.block_count", 2);
        metadata.put("types", new int[] {1, -3});
        GgufWriter.write(path, metadata, List.of(vector("b", 1f, 2f), TensorSource.of("a", ElementType.F32, 2, FOUR)));
        byte[] expected = new GgufBytes()
                .string("general.architecture", "llama")
                .uint32("llama.block_count", 2)
                .array("types", GgufBytes.INT32, 2, out -> out.u32(1).u32(-3))
                .tensor("b", GgufBytes.F32, 0, 2)
                .tensor("a", GgufBytes.F32, 32, 2, 2)
                .build();
        byte[] written = Files.readAllBytes(path);
        assertThat(Arrays.copyOf(written, expected.length)).isEqualTo(expected);
        assertThat(written).hasSize(expected.length + 64);
    }

    private static final float[] FOUR = {1, 2, 3, 4};

    @Test
    void readsBackEveryKindOfValueInOrder() throws IOException {
        Path path = directory.resolve("written.gguf");
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("small", 7);
        metadata.put("negative", -7L);
        metadata.put("unsigned", 0xFFFF_FFFFL);
        metadata.put("large", 1L << 40);
        metadata.put("largeNegative", Long.MIN_VALUE);
        metadata.put("float", 1e-5f);
        metadata.put("double", 0.1);
        metadata.put("nan", Double.NaN);
        metadata.put("flag", true);
        metadata.put("text", "l'été 🦙");
        metadata.put("strings", List.of("a", "", "é"));
        GgufWriter.write(path, metadata, List.of());
        try (Checkpoint checkpoint = GgufReader.read(path)) {
            assertThat(new ArrayList<>(checkpoint.metadata().values().values()))
                    .containsExactly(
                            7L,
                            -7L,
                            0xFFFF_FFFFL,
                            1L << 40,
                            Long.MIN_VALUE,
                            (double) 1e-5f,
                            0.1,
                            Double.NaN,
                            true,
                            "l'été 🦙",
                            List.of("a", "", "é"));
            assertThat(checkpoint.metadata().values().keySet()).containsExactlyElementsOf(metadata.keySet());
        }
    }

    @Test
    void readsBackArrays() throws IOException {
        Path path = directory.resolve("written.gguf");
        Map<String, Object> metadata = Map.of(
                "ints",
                new int[] {1, -2},
                "longs",
                new long[] {1L << 33},
                "floats",
                new double[] {0.5},
                "doubles",
                new double[] {0.1});
        GgufWriter.write(path, metadata, List.of());
        try (Checkpoint checkpoint = GgufReader.read(path)) {
            Metadata read = checkpoint.metadata();
            assertThat(read.integers("ints").orElseThrow()).containsExactly(1, -2);
            assertThat(read.integers("longs").orElseThrow()).containsExactly(1L << 33);
            assertThat(read.decimals("floats").orElseThrow()).containsExactly(0.5);
            assertThat(read.decimals("doubles").orElseThrow()).containsExactly(0.1);
        }
    }

    static List<ElementType> types() {
        return Quantizer.types();
    }

    @ParameterizedTest
    @MethodSource("types")
    void readsBackRowsOfEveryTypeThatCanBeWritten(ElementType type) throws IOException {
        // More rows than are staged at once, and a last tensor that ends between two multiples of the alignment.
        int columns = 1024;
        int rows = 1500;
        Path path = directory.resolve("written.gguf");
        GgufWriter.write(
                path,
                Map.of(),
                List.of(
                        new TensorSource.Floats("matrix", type, rows, columns, GgufWriterTest::randomRow),
                        vector("vector", 5f)));
        try (Checkpoint checkpoint = GgufReader.read(path)) {
            Weight matrix = checkpoint.weight("matrix");
            assertThat(List.of(matrix.rows(), matrix.columns())).containsExactly(1500L, 1024L);
            float[] row = new float[columns];
            for (long i = 0; i < rows; i++) {
                randomRow(i, row);
                MemorySegment expected = MemorySegment.ofArray(new byte[Math.toIntExact(type.bytes(columns))]);
                Quantizer.encode(row, type, expected);
                assertThat(matrix.data()
                                .asSlice(i * matrix.rowBytes(), matrix.rowBytes())
                                .mismatch(expected))
                        .as("row %d", i)
                        .isEqualTo(-1);
            }
            assertThat(checkpoint.weight("vector").data().get(ValueLayout.JAVA_FLOAT, 0))
                    .isEqualTo(5);
            assertThat(checkpoint.warnings()).isEmpty();
        }
    }

    private static void randomRow(long row, float[] into) {
        var random = new Random(row);
        for (int i = 0; i < into.length; i++) {
            into[i] = (float) random.nextGaussian();
        }
    }

    @Test
    void copiesAReadCheckpointByteForByte() throws IOException {
        Path original = directory.resolve("original.gguf");
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("general.alignment", 64);
        metadata.put("llama.rope.freq_base", 500_000f);
        metadata.put("tokenizer.ggml.token_type", new long[] {1, 3});
        metadata.put("tokenizer.ggml.tokens", List.of("a", "b"));
        GgufWriter.write(
                original,
                metadata,
                List.of(
                        new TensorSource.Floats("m", ElementType.Q4_0, 3, 32, GgufWriterTest::randomRow),
                        vector("v", 1f)));
        Path copy = directory.resolve("copy.gguf");
        try (Checkpoint checkpoint = GgufReader.read(original)) {
            List<TensorSource> tensors = new ArrayList<>();
            checkpoint.weights().values().forEach(weight -> tensors.add(new TensorSource.Copy(weight)));
            GgufWriter.write(copy, checkpoint.metadata().values(), tensors);
        }
        assertThat(Files.mismatch(original, copy)).isEqualTo(-1);
    }

    @Test
    void leavesTheOldFileAndNoOtherWhenARowCannotBeWritten() throws IOException {
        Path path = Files.writeString(directory.resolve("written.gguf"), "old");
        assertThatThrownBy(() -> GgufWriter.write(path, Map.of(), List.of(vector("v", 1f, Float.NaN))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tensor 'v', row 0: element 1 is NaN, expected a finite number");
        assertThat(path).hasContent("old");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void refusesNamesAndValuesThatNoReaderWouldTake() {
        assertThatThrownBy(() -> write(Map.of("a b", 1))).hasMessageContaining("name 'a b', expected 1 to 65535");
        assertThatThrownBy(() -> write(Map.of("k", 'c'))).hasMessageContaining("key 'k' is a Character");
        assertThatThrownBy(() -> write(Map.of("k", List.of(1)))).hasMessageContaining("expected an integer, float");
        assertThatThrownBy(() -> write(Map.of("general.alignment", 48)))
                .hasMessageContaining("is 48, expected a power");
        assertThatThrownBy(() -> write(Map.of(), vector("v", 1f), vector("v", 1f)))
                .hasMessageContaining("appears twice");
        assertThatThrownBy(() -> write(Map.of(), vector("é", 1f))).hasMessageContaining("name 'é', expected 1 to 64");
        assertThatThrownBy(() -> TensorSource.of("v", ElementType.Q8_0, 33, new float[33]))
                .hasMessageContaining("tensor 'v' is [1, 33], expected 1 or more rows of whole blocks of 32");
    }

    @Test
    void refusesWeightsThatGgufCannotHold() {
        MemorySegment data = MemorySegment.ofArray(new byte[32]);
        var eightBits = new TensorSource.Copy(new Weight("w", ElementType.F8_E4M3, 1, 32, data));
        assertThatThrownBy(() -> write(Map.of(), eightBits))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tensor 'w' is F8_E4M3, which GGUF cannot hold: write it as BF16 or another type");
        var scaled = new Weight("w", ElementType.F32, 2, 4, data, RowScales.ofAll(2));
        assertThatThrownBy(() -> new TensorSource.Copy(scaled))
                .hasMessageContaining("tensor 'w' has row scales, which a copy would lose");
    }

    private void write(Map<String, Object> metadata, TensorSource... tensors) throws IOException {
        GgufWriter.write(directory.resolve("refused.gguf"), metadata, List.of(tensors));
    }

    private static TensorSource vector(String name, float... values) {
        return TensorSource.of(name, ElementType.F32, values.length, values);
    }
}
