package io.joute.distill.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LossesTest {
    private static final int VOCABULARY = 40;
    private static final int ROWS = 4;

    private final Document document = document();

    private static Document document() {
        var answers = new BitSet();
        answers.set(2, 2 + ROWS);
        return Document.labelled(new int[] {1, 2, 3, 4, 5, 6}, answers);
    }

    private static float[] logits(long seed) {
        var random = new Random(seed);
        float[] logits = new float[ROWS * VOCABULARY];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) (random.nextGaussian() * 2);
        }
        return logits;
    }

    private double loss(float[] student, float[] teacher, int kept, Losses losses) {
        SoftTargets targets = SoftTargets.of(teacher, 0, ROWS, VOCABULARY, kept, losses.temperature());
        Batch batch = Batch.of(List.of(document.taught(targets, false)));
        return losses.apply(batch, student, VOCABULARY, Workers.single());
    }

    @Test
    void divergenceFromOneselfIsZeroAndSoIsItsGradient() {
        for (int kept : new int[] {3, VOCABULARY}) {
            float[] student = logits(1);
            assertThat(loss(student, logits(1), kept, new Losses(1, 2))).isCloseTo(0, within(1e-6));
            for (float slope : student) {
                assertThat(slope).isCloseTo(0f, within(1e-6f));
            }
        }
    }

    @Test
    void divergenceIsThatOfTheDefinition() {
        float[] student = logits(1);
        float[] teacher = logits(2);
        double expected = 0;
        for (int row = 0; row < ROWS; row++) {
            double[] p = softmax(teacher, row, 2);
            double[] q = softmax(student, row, 2);
            for (int i = 0; i < VOCABULARY; i++) {
                expected += 4 * p[i] * Math.log(p[i] / q[i]) / ROWS;
            }
        }
        assertThat(loss(student, teacher, VOCABULARY, new Losses(1, 2))).isCloseTo(expected, within(1e-5));
    }

    @Test
    void fewerKeptTokensNeverShowMoreDivergence() {
        double before = 0;
        for (int kept : new int[] {1, 4, 16, VOCABULARY}) {
            double now = loss(logits(1), logits(2), kept, new Losses(1, 1));
            assertThat(now).isGreaterThanOrEqualTo(before - 1e-6);
            before = now;
        }
    }

    @Test
    void withoutATeacherItIsTheCrossEntropyOfTheLabels() {
        float[] student = logits(1);
        double expected = 0;
        for (int row = 0; row < ROWS; row++) {
            expected -= Math.log(softmax(student, row, 1)[3 + row]) / ROWS;
        }
        double loss = Losses.DEFAULT.apply(Batch.of(List.of(document)), student, VOCABULARY, Workers.single());
        assertThat(loss).isCloseTo(expected, within(1e-5));
    }

    @Test
    void refusesSharesAndTemperaturesThatMeanNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Losses(1.5f, 1))
                .withMessageContaining("1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Losses(0.5f, 0))
                .withMessageContaining("0.0");
    }

    private static double[] softmax(float[] logits, int row, double temperature) {
        double[] out = new double[VOCABULARY];
        double sum = 0;
        for (int i = 0; i < VOCABULARY; i++) {
            out[i] = Math.exp(logits[row * VOCABULARY + i] / temperature);
            sum += out[i];
        }
        for (int i = 0; i < VOCABULARY; i++) {
            out[i] /= sum;
        }
        return out;
    }
}
