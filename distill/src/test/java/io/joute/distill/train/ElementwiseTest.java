package io.joute.distill.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElementwiseTest {
    @Test
    void exponentialIsWithinTwoUlp() {
        for (float x = -86.9f; x < 87.9f; x += 0.0137f) {
            double exact = StrictMath.exp(x);
            assertThat(Math.abs(Elementwise.exp(x) - exact)).isLessThanOrEqualTo(2 * Math.ulp((float) exact));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 15, 16, 17, 31, 33, 257})
    void vectorsAndTailsGiveTheSameBits(int length) {
        var random = new Random(length);
        float[] x = new float[length];
        float[] y = new float[length];
        for (int i = 0; i < length; i++) {
            x[i] = (float) (random.nextGaussian() * 5);
            y[i] = (float) random.nextGaussian();
        }
        float[] exp = x.clone();
        Elementwise.exp(exp, 0, length, 1.5f, 0.5f);
        float[] gated = new float[length];
        Elementwise.swiGlu(x, y, gated, 0, length);
        for (int i = 0; i < length; i++) {
            assertThat(exp[i]).isEqualTo(Elementwise.exp((x[i] - 1.5f) * 0.5f));
            assertThat(gated[i]).isEqualTo(x[i] / (Elementwise.exp(-x[i]) + 1f) * y[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16, 100})
    void sumsAndProductsAgreeWithDoubles(int length) {
        var random = new Random(3);
        float[] x = new float[length];
        double sum = 0;
        double square = 0;
        for (int i = 0; i < length; i++) {
            x[i] = random.nextFloat();
            sum += x[i];
            square += (double) x[i] * x[i];
        }
        assertThat((double) Elementwise.sum(x, 0, length)).isCloseTo(sum, within(1e-5 * length));
        assertThat((double) Elementwise.dot(x, 0, x, 0, length)).isCloseTo(square, within(1e-5 * length));
    }
}
