package io.joute.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Weight;
import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MatmulTest {
    private final WorkerPool pool = new WorkerPool(2);
    private final Kernels law = KernelChoice.SCALAR.on(pool);
    private final Kernels vector = KernelChoice.VECTOR.on(pool);

    @AfterEach
    void closePool() {
        pool.close();
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithTheLawAtEverySize(ElementType type) {
        var random = new RandomOperands(5);
        for (int columns : MatmulAgreement.SIZES) {
            for (int rows : MatmulAgreement.SIZES) {
                if (columns % type.blockLength() == 0 && (long) rows * columns <= 1 << 20) {
                    Weight weight = random.weight(type, rows, columns);
                    for (int batch : new int[] {1, 9}) {
                        float[] x = random.floats(batch * columns, 3);
                        assertThat(MatmulAgreement.worst(vector, law, weight, x, batch))
                                .as("%s [%d, %d], batch %d", type, rows, columns, batch)
                                .isLessThanOrEqualTo(MatmulAgreement.TOLERANCE);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithTheLawAtEveryRemainderOfTheBatch(ElementType type) {
        var random = new RandomOperands(11);
        int columns = type.blockLength() == 256 ? 1280 : 1056;
        Weight weight = random.weight(type, 67, columns);
        for (int batch = 1; batch <= 13; batch++) {
            float[] x = random.floats(batch * columns, 1);
            assertThat(MatmulAgreement.worst(vector, law, weight, x, batch))
                    .as("batch %d", batch)
                    .isLessThanOrEqualTo(MatmulAgreement.TOLERANCE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesTheSameBitsInABatchAndOneByOne(ElementType type) {
        var random = new RandomOperands(13);
        for (int columns : new int[] {32, 256, 4096, 33}) {
            if (columns % type.blockLength() == 0) {
                Weight weight = random.weight(type, 41, columns);
                float[] x = random.floats(13 * columns, 1);
                float[] oneByOne = oneByOne(weight, x, 13);
                for (int batch = 1; batch <= 13; batch++) {
                    float[] together = new float[batch * 41];
                    vector.matmul(weight, x, together, batch);
                    assertThat(together)
                            .as("%s, %d columns, batch %d", type, columns, batch)
                            .isEqualTo(Arrays.copyOf(oneByOne, batch * 41));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void multipliesEachRowByItsScale(ElementType type) {
        var random = new RandomOperands(19);
        Weight weight = random.scaledWeight(type, 43, 512);
        for (int batch : new int[] {1, 9}) {
            float[] x = random.floats(batch * 512, 1);
            assertThat(MatmulAgreement.worst(vector, law, weight, x, batch))
                    .isLessThanOrEqualTo(MatmulAgreement.TOLERANCE);
            float[] plain = new float[batch * 43];
            law.matmul(new Weight("plain", type, 43, 512, weight.data()), x, plain, batch);
            float[] scaled = new float[batch * 43];
            law.matmul(weight, x, scaled, batch);
            for (int i = 0; i < scaled.length; i++) {
                assertThat(scaled[i])
                        .isCloseTo(plain[i] * weight.rowScales().of(i % 43), within(1e-5f * Math.abs(plain[i])));
            }
        }
        assertSameRow(weight, 42);
    }

    private float[] oneByOne(Weight weight, float[] x, int batch) {
        int rows = (int) weight.rows();
        int columns = (int) weight.columns();
        float[] all = new float[batch * rows];
        for (int token = 0; token < batch; token++) {
            float[] out = new float[rows];
            vector.matmul(weight, Arrays.copyOfRange(x, token * columns, (token + 1) * columns), out, 1);
            System.arraycopy(out, 0, all, token * rows, rows);
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource
    void givesTheSameBitsOnOneTwoOrThreeThreads(ElementType type) {
        var random = new RandomOperands(17);
        Weight weight = random.weight(type, 777, 512);
        float[] x = random.floats(13 * 512, 1);
        for (int batch : new int[] {1, 3, 13}) {
            float[] expected = new float[batch * 777];
            vector.matmul(weight, x, expected, batch);
            for (int threads = 1; threads <= 3; threads++) {
                try (var other = new WorkerPool(threads)) {
                    float[] found = new float[batch * 777];
                    KernelChoice.VECTOR.on(other).matmul(weight, x, found, batch);
                    assertThat(found).as("%d threads", threads).isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"F32, 1e18, 1e12", "F32, 1e-20, 1e-12", "F16, 65504, 1e25", "BF16, 3e38, 1e-9"})
    void agreesWithTheLawAtExtremeValues(ElementType type, float element, double magnitude) {
        MemorySegment data = Arena.ofAuto().allocate(type.bytes(256), 32);
        for (int i = 0; i < 256; i++) {
            float value = i % 3 == 0 ? -element : element;
            switch (type) {
                case F32 -> data.setAtIndex(ValueLayout.JAVA_FLOAT, i, value);
                case F16 -> data.setAtIndex(ValueLayout.JAVA_SHORT, i, Float.floatToFloat16(value));
                default -> data.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) (Float.floatToRawIntBits(value) >>> 16));
            }
        }
        float[] x = new RandomOperands(3).floats(9 * 256, magnitude);
        Weight weight = new Weight("extreme", type, 1, 256, data);
        assertThat(MatmulAgreement.worst(vector, law, weight, x, 1)).isLessThanOrEqualTo(MatmulAgreement.TOLERANCE);
        assertThat(MatmulAgreement.worst(vector, law, weight, x, 9)).isLessThanOrEqualTo(MatmulAgreement.TOLERANCE);
    }

    @Test
    void decodesEveryHalfAsTheLawDoes() {
        MemorySegment data = Arena.ofAuto().allocate(2 * 65_536, 32);
        for (int i = 0; i < 65_536; i++) {
            data.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) i);
        }
        assertSameRow(new Weight("every half", ElementType.F16, 1, 65_536, data), 0);
        assertSameRow(new Weight("every upper half", ElementType.BF16, 1, 65_536, data), 0);
    }

    @Test
    void decodesEveryEightBitFloatAsTheLawDoes() {
        MemorySegment data = Arena.ofAuto().allocate(259, 32);
        for (int i = 0; i < 259; i++) {
            data.set(ValueLayout.JAVA_BYTE, i, (byte) i);
        }
        assertSameRow(new Weight("every float", ElementType.F8_E4M3, 1, 259, data), 0);
    }

    @ParameterizedTest
    @EnumSource
    void decodesEveryQuantWithEveryKindOfScale(ElementType type) {
        int blocks = 256;
        MemorySegment data = Arena.ofAuto().allocate((long) blocks * type.blockBytes(), 32);
        short[] scales = {0x3C00, (short) 0xBC00, 0x0001, 0x7BFF, (short) 0x8000, 0x03FF, 0};
        for (int block = 0; block < blocks; block++) {
            long at = (long) block * type.blockBytes();
            for (int i = 0; i < type.blockBytes(); i++) {
                data.set(ValueLayout.JAVA_BYTE, at + i, (byte) (block + i * 7));
            }
            for (int offset : type.scaleOffsets()) {
                data.set(ValueLayout.JAVA_SHORT_UNALIGNED, at + offset, scales[(block + offset) % scales.length]);
            }
        }
        assertSameRow(new Weight("every quant", type, 1, (long) blocks * type.blockLength(), data), 0);
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithTheLawWithTheLargestScalesThatThereAre(ElementType type) {
        var random = new RandomOperands(23);
        Weight weight = random.weight(type, 5, 256);
        MemorySegment data =
                Arena.ofAuto().allocate(weight.data().byteSize(), 32).copyFrom(weight.data());
        for (long block = 0; block < data.byteSize(); block += type.blockBytes()) {
            for (int offset : type.scaleOffsets()) {
                data.set(ValueLayout.JAVA_SHORT_UNALIGNED, block + offset, (short) 0x7BFF);
            }
        }
        Weight extreme = new Weight("extreme", type, 5, 256, data);
        for (double magnitude : new double[] {1e-25, 1, 1e25}) {
            float[] x = random.floats(9 * 256, magnitude);
            assertThat(MatmulAgreement.worst(vector, law, extreme, x, 1))
                    .isLessThanOrEqualTo(MatmulAgreement.TOLERANCE);
            assertThat(MatmulAgreement.worst(vector, law, extreme, x, 9))
                    .isLessThanOrEqualTo(MatmulAgreement.TOLERANCE);
        }
    }

    private void assertSameRow(Weight weight, int row) {
        float[] expected = new float[(int) weight.columns() + 3];
        float[] found = new float[expected.length];
        law.row(weight, row, expected, 3);
        vector.row(weight, row, found, 3);
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void refusesOperandsThatDoNotFitNamingTheSizes() {
        Weight weight = new RandomOperands(1).weight(ElementType.F32, 4, 8);
        assertThatThrownBy(() -> vector.matmul(weight, new float[15], new float[8], 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("x has 15 elements, expected 16");
        assertThatThrownBy(() -> vector.matmul(weight, new float[16], new float[7], 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("out has 7 elements, expected 8");
        assertThatThrownBy(() -> vector.row(weight, 4, new float[8], 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"16, vector-128", "32, vector-256"})
    void agreesWithTheLawOnNarrowerVectors(int vectorBytes, String name) throws Exception {
        if (Lanes.F.vectorByteSize() < vectorBytes) {
            return;
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-XX:MaxVectorSize=" + vectorBytes,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .replace('\n', File.pathSeparatorChar),
                        MatmulAgreement.class.getName(),
                        name)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
