package io.joute.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Weight;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Machine code against its contract, to the last bit, and against the law, as near as quantised activations allow. */
class MachineTest {
    private final WorkerPool pool = new WorkerPool(2);

    /** In all instructions that run here. */
    private final List<Kernels> all = Stream.of(KernelChoice.AVX512_VNNI, KernelChoice.AVX_VNNI, KernelChoice.AVX2)
            .filter(choice -> choice.obstacle().isEmpty())
            .map(choice -> choice.on(pool))
            .toList();

    @BeforeEach
    void needsMachineCode() {
        assumeThat(KernelChoice.MACHINE.obstacle()).isEmpty();
    }

    @AfterEach
    void closePool() {
        pool.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"Q8_0", "Q4_0", "Q4_K", "Q5_K", "Q6_K"})
    void givesTheBitsOfItsContractAtEverySize(ElementType type) {
        var random = new RandomOperands(5);
        for (int blocks : new int[] {1, 2, 5, 16}) {
            int columns = blocks * type.blockLength();
            for (int rows : new int[] {16, 17, 31, 32, 33, 47, 48, 49, 255, 256, 257}) {
                Weight weight = random.weight(type, rows, columns);
                for (int batch : new int[] {1, 2, 3, 4, 7}) {
                    assertContract(weight, random.floats(batch * columns, 3), batch);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"Q8_0", "Q4_0", "Q4_K", "Q5_K", "Q6_K"})
    void givesTheBitsOfItsContractAtEveryRemainderOfTheBatch(ElementType type) {
        var random = new RandomOperands(11);
        int columns = type.blockLength() == 32 ? 1056 : 1280;
        Weight weight = random.weight(type, 67, columns);
        for (int batch = 1; batch <= 25; batch++) {
            assertContract(weight, random.floats(batch * columns, 1), batch);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"Q8_0", "Q4_0", "Q4_K", "Q5_K", "Q6_K"})
    void givesTheBitsOfItsContractAtExtremeValues(ElementType type) {
        var random = new RandomOperands(23);
        short[] scales = {0x7BFF, (short) 0xFBFF, 0x0001, (short) 0x8001, 0x03FF, 0, (short) 0x8000};
        Weight plain = random.weight(type, 64, 256);
        MemorySegment data =
                Arena.ofAuto().allocate(plain.data().byteSize(), 32).copyFrom(plain.data());
        for (int block = 0; block < data.byteSize() / type.blockBytes(); block++) {
            long at = (long) block * type.blockBytes();
            data.asSlice(at, type.blockBytes()).fill((byte) (block % 3 == 0 ? 0x80 : 0xFF));
            for (int offset : type.scaleOffsets()) {
                data.set(ValueLayout.JAVA_SHORT_UNALIGNED, at + offset, scales[(block + offset) % scales.length]);
            }
        }
        Weight extreme = new Weight("extreme", type, 64, 256, data);
        for (double magnitude : new double[] {0, 1e-42, 1e-36, 0x1p-100, 1e-25, 1, 1e25}) {
            float[] x = random.floats(9 * 256, magnitude);
            Arrays.fill(x, 256, 512, (float) magnitude);
            Arrays.fill(x, 512, 768, (float) -magnitude);
            assertContract(extreme, x, 9);
            assertContract(extreme, x, 3);
        }
    }

    /** Products that are the largest there can be, all of one sign, where sums of 16 bits would overflow first. */
    @ParameterizedTest
    @CsvSource({
        "Q8_0, 0x80",
        "Q8_0, 0x7F",
        "Q8_0, 0x81",
        "Q4_0, 0xFF",
        "Q4_0, 0x00",
        "Q4_K, 0xFF",
        "Q5_K, 0xFF",
        "Q6_K, 0xFF",
        "Q6_K, 0x00"
    })
    void sumsTheLargestProductsExactly(ElementType type, int element) {
        Weight plain = new RandomOperands(41).weight(type, 32, 512);
        MemorySegment data =
                Arena.ofAuto().allocate(plain.data().byteSize(), 32).fill((byte) element);
        for (long at = 0; at < data.byteSize(); at += type.blockBytes()) {
            for (int offset : type.scaleOffsets()) {
                data.set(ValueLayout.JAVA_SHORT_UNALIGNED, at + offset, Float.floatToFloat16(0.5f));
            }
        }
        Weight extreme = new Weight("extreme", type, 32, 512, data);
        for (float value : new float[] {1, -1}) {
            float[] x = new float[13 * 512];
            Arrays.fill(x, value);
            assertContract(extreme, x, 13);
            assertContract(extreme, x, 5);
            for (int i = 1; i < x.length; i += 2) {
                x[i] = -value;
            }
            assertContract(extreme, x, 13);
        }
    }

    @Test
    void makesOutputsOfTokensThatAreNotFiniteSo() {
        for (ElementType type : List.of(ElementType.Q8_0, ElementType.Q4_0, ElementType.Q4_K, ElementType.Q6_K)) {
            Weight weight = new RandomOperands(43).weight(type, 32, 256);
            for (float odd : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
                float[] x = new RandomOperands(44).floats(2 * 256, 1);
                x[40] = odd;
                for (Kernels kernels : all) {
                    float[] found = new float[2 * 32];
                    kernels.matmul(weight, x, found, 2);
                    for (int row = 0; row < 32; row++) {
                        assertThat(Float.isFinite(found[row]))
                                .as("%s, %s", kernels.name(), type)
                                .isFalse();
                        assertThat(Float.isFinite(found[32 + row])).isTrue();
                    }
                }
            }
        }
    }

    @Test
    void givesTogetherTheBitsOfEachAlone() {
        Kernels machine = KernelChoice.MACHINE.on(pool);
        var random = new RandomOperands(37);
        List<Weight> weights = Stream.of(
                        ElementType.Q4_K, ElementType.Q4_K, ElementType.Q6_K, ElementType.F32, ElementType.Q8_0)
                .map(type -> random.weight(type, 100 + 11 * type.blockBytes(), 512))
                .toList();
        for (int batch : new int[] {1, 3, 20}) {
            float[] x = random.floats(batch * 512, 2);
            List<float[]> found = weights.stream()
                    .map(weight -> new float[batch * (int) weight.rows()])
                    .toList();
            machine.matmul(weights, x, found, batch);
            for (int i = 0; i < weights.size(); i++) {
                float[] alone = new float[found.get(i).length];
                machine.matmul(weights.get(i), x, alone, batch);
                assertThat(found.get(i)).as("%d of %d", i, batch).isEqualTo(alone);
            }
        }
    }

    @Test
    void multipliesBf16AsNearAsRoundedActivationsAllowWhateverTheBatch() {
        Kernels machine = KernelChoice.MACHINE.on(pool);
        var random = new RandomOperands(31);
        for (int rows : new int[] {16, 33, 49, 256}) {
            for (int columns : new int[] {32, 96, 2048}) {
                Weight weight = random.weight(ElementType.BF16, rows, columns);
                float[] x = random.floats(25 * columns, 2);
                float[] alone = new float[25 * rows];
                for (int token = 0; token < 25; token++) {
                    float[] out = new float[rows];
                    machine.matmul(weight, Arrays.copyOfRange(x, token * columns, (token + 1) * columns), out, 1);
                    System.arraycopy(out, 0, alone, token * rows, rows);
                }
                for (int batch : new int[] {2, 3, 4, 7, 12, 25}) {
                    float[] found = new float[batch * rows];
                    machine.matmul(weight, x, found, batch);
                    assertThat(found).isEqualTo(Arrays.copyOf(alone, found.length));
                }
                float[] law = new float[25 * rows];
                KernelChoice.SCALAR.on(pool).matmul(weight, x, law, 25);
                assertThat(QuantizedLaw.nmse(law, alone)).isLessThan(5e-6);
            }
        }
    }

    private void assertContract(Weight weight, float[] x, int batch) {
        float[] expected = QuantizedLaw.product(weight, x, batch);
        for (Kernels kernels : all) {
            float[] found = new float[expected.length];
            kernels.matmul(weight, x, found, batch);
            assertThat(found)
                    .as(
                            "%s, %s [%d, %d], batch %d",
                            kernels.name(), weight.type(), weight.rows(), weight.columns(), batch)
                    .isEqualTo(expected);
        }
    }
}
