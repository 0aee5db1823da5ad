package io.joute.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes element by element: machine code gives the bits of the Vector API's kernels, which are checked against the law. */
class MachineElementsTest {
    private static final int LANES = 16;

    private final WorkerPool pool = new WorkerPool(2);
    private final RandomOperands random = new RandomOperands(53);

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

    private Kernels vector() {
        return KernelChoice.VECTOR.on(pool);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 15, 16, 17, 31, 32, 33, 255, 256, 257, 4096, 40_000})
    void gatesAndAddsWithTheBitsOfTheVectorApi(int length) {
        float[] up = random.floats(length + 3, 3);
        float[] gate = random.floats(length + 3, 30);
        float[] silu = gate.clone();
        float[] gelu = gate.clone();
        float[] sum = gate.clone();
        vector().silu(silu, up, length);
        vector().gelu(gelu, up, length);
        vector().add(sum, up, length);
        for (Kernels kernels : all) {
            float[] found = gate.clone();
            kernels.silu(found, up, length);
            assertThat(found).as("silu, %s", kernels.name()).isEqualTo(silu);
            found = gate.clone();
            kernels.gelu(found, up, length);
            assertThat(found).as("gelu, %s", kernels.name()).isEqualTo(gelu);
            found = gate.clone();
            kernels.add(found, up, length);
            assertThat(found).as("add, %s", kernels.name()).isEqualTo(sum);
        }
    }

    @Test
    void gatesExtremeValuesWithTheBitsOfTheVectorApi() {
        float[] extremes = {
            -3e38f,
            -1000,
            -89,
            -88,
            -87.5f,
            -1e-30f,
            -0f,
            0,
            1e-30f,
            87.5f,
            88,
            89,
            1000,
            3e38f,
            Float.NaN,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY
        };
        float[] gate = new float[2 * extremes.length];
        float[] up = random.floats(gate.length, 1);
        for (int i = 0; i < gate.length; i++) {
            gate[i] = extremes[i % extremes.length];
        }
        float[] silu = gate.clone();
        float[] gelu = gate.clone();
        vector().silu(silu, up, gate.length);
        vector().gelu(gelu, up, gate.length);
        for (Kernels kernels : all) {
            float[] found = gate.clone();
            kernels.silu(found, up, gate.length);
            assertThat(found).as("silu, %s", kernels.name()).isEqualTo(silu);
            found = gate.clone();
            kernels.gelu(found, up, gate.length);
            assertThat(found).as("gelu, %s", kernels.name()).isEqualTo(gelu);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2, false",
        "16, false",
        "64, false",
        "80, false",
        "128, false",
        "256, false",
        "2, true",
        "32, true",
        "64, true",
        "80, true",
        "96, true",
        "128, true",
        "256, true"
    })
    void turnsWithTheBitsOfTheVectorApi(int headDim, boolean halves) {
        var table = new RopeTable(headDim, 5, halves);
        for (int token = 0; token < 5; token++) {
            for (int pair = 0; pair < headDim / 2; pair++) {
                table.set(token, pair, (token + 3) * Math.pow(500_000, -2.0 * pair / headDim));
            }
        }
        float[] x = random.floats(5 * 3 * headDim, 1);
        float[] expected = x.clone();
        vector().rotate(expected, 3, table, 5);
        for (Kernels kernels : all) {
            float[] found = x.clone();
            kernels.rotate(found, 3, table, 5);
            assertThat(found).as(kernels.name()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 15, 16, 17, 31, 32, 33, 255, 256, 257, 4096})
    void normalisesWithTheBitsOfSixteenLanes(int width) {
        float[] x = random.floats(13 * width, 5);
        float[] gain = random.floats(width, 2);
        float[] expected = new float[13 * width];
        for (int row = 0; row < 13; row++) {
            normalise(x, row * width, gain, expected);
        }
        for (Kernels kernels : all) {
            float[] found = new float[13 * width];
            kernels.rmsNorm(x, gain, 1e-5f, found, 13);
            assertThat(found).as(kernels.name()).isEqualTo(expected);
            float[] inPlace = x.clone();
            kernels.rmsNorm(inPlace, gain, 1e-5f, inPlace, 13);
            assertThat(inPlace).as(kernels.name()).isEqualTo(expected);
        }
    }

    private static void normalise(float[] x, int offset, float[] gain, float[] out) {
        int body = gain.length - gain.length % LANES;
        float[] lanes = new float[LANES];
        for (int i = 0; i < body; i++) {
            lanes[i % LANES] = Math.fma(x[offset + i], x[offset + i], lanes[i % LANES]);
        }
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                lanes[i] += lanes[half + i];
            }
        }
        float sum = lanes[0];
        for (int i = body; i < gain.length; i++) {
            sum = Math.fma(x[offset + i], x[offset + i], sum);
        }
        float scale = (float) (1 / Math.sqrt((double) sum / gain.length + 1e-5f));
        for (int i = 0; i < gain.length; i++) {
            out[offset + i] = x[offset + i] * scale * gain[i];
        }
    }
}
