package io.joute.distill.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GemmTest {
    @ParameterizedTest(name = "{0} × {1} × {2}")
    @CsvSource({
        "1, 1, 1",
        "6, 32, 192",
        "7, 33, 193",
        "5, 31, 7",
        "13, 65, 400",
        "12, 16, 1",
        "64, 1, 255",
        "1, 257, 32"
    })
    void agreesWithTheDefinitionInEveryArrangement(int rows, int columns, int depth) {
        var random = new Random(4);
        float[] a = values(random, rows * depth);
        float[] b = values(random, depth * columns);
        float[] c = values(random, rows * columns);
        float[] plain = c.clone();
        new Gemm(Workers.single())
                .multiplyAdd(Matrix.of(a, rows, depth), Matrix.of(b, depth, columns), Matrix.of(plain, rows, columns));
        float[] transposed = c.clone();
        Matrix aT = Matrix.of(transpose(a, rows, depth), depth, rows).transposed();
        Matrix bT = Matrix.of(transpose(b, depth, columns), columns, depth).transposed();
        new Gemm(Workers.single()).multiplyAdd(aT, bT, Matrix.of(transposed, rows, columns));
        assertThat(transposed).containsExactly(plain);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double sum = c[i * columns + j];
                for (int k = 0; k < depth; k++) {
                    sum += (double) a[i * depth + k] * b[k * columns + j];
                }
                assertThat((double) plain[i * columns + j]).isCloseTo(sum, within(1e-4 * Math.sqrt(depth)));
            }
        }
    }

    @Test
    void sharesItsWorkWithoutChangingABit() {
        var random = new Random(9);
        float[] a = values(random, 301 * 77);
        float[] b = values(random, 77 * 130);
        float[] alone = new float[301 * 130];
        float[] shared = new float[301 * 130];
        new Gemm(Workers.single()).multiply(Matrix.of(a, 301, 77), Matrix.of(b, 77, 130), Matrix.of(alone, 301, 130));
        try (var pool = Executors.newFixedThreadPool(2)) {
            new Gemm(new Workers(3, pool))
                    .multiply(Matrix.of(a, 301, 77), Matrix.of(b, 77, 130), Matrix.of(shared, 301, 130));
        }
        assertThat(shared).containsExactly(alone);
    }

    @Test
    void refusesShapesThatDoNotFit() {
        Matrix a = Matrix.of(new float[6], 2, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Gemm(Workers.single()).multiply(a, a, a))
                .withMessageContaining("[2, 3]");
    }

    private static float[] values(Random random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] transpose(float[] x, int rows, int columns) {
        float[] out = new float[x.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                out[j * rows + i] = x[i * columns + j];
            }
        }
        return out;
    }
}
