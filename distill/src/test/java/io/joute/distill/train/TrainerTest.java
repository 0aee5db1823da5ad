package io.joute.distill.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class TrainerTest {
    private static Trainer trainer(Workers workers) {
        var layout = ParameterLayout.of(GradientCheckTest.config(32, 4, 2, 8, 64));
        return new Trainer(Parameters.initialise(layout, 5), Losses.DEFAULT, AdamW.Settings.DEFAULT, 256, workers);
    }

    /** Documents that repeat their first half: something to learn. */
    private static Batch batch() {
        var random = new Random(7);
        var documents = new ArrayList<Document>();
        for (int d = 0; d < 12; d++) {
            int[] tokens = random.ints(16, 0, 40).toArray();
            System.arraycopy(tokens, 0, tokens, 8, 8);
            var answers = new BitSet();
            answers.set(8, 16);
            documents.add(Document.labelled(tokens, answers));
        }
        return Batch.of(documents);
    }

    private static double[] losses(Trainer trainer, int steps) {
        var schedule = new Schedule(1e-2f, 0.1f, 5, steps);
        double[] losses = new double[steps];
        for (int step = 0; step < steps; step++) {
            losses[step] = trainer.step(batch(), schedule.rate(step));
        }
        return losses;
    }

    /** Answer tokens that are the likeliest ones. */
    private static int exactTokens(Trainer trainer) {
        Batch batch = batch();
        float[] logits = trainer.logits(batch);
        int size = logits.length / 256;
        int exact = 0;
        for (int row = 0; row < batch.answers(); row++) {
            int best = 0;
            for (int i = 1; i < size; i++) {
                best = logits[row * size + i] > logits[row * size + best] ? i : best;
            }
            exact += best == batch.targets[row] ? 1 : 0;
        }
        return exact;
    }

    @Test
    void learnsUntilItsAnswersAreExact() {
        Trainer trainer = trainer(Workers.single());
        double[] losses = losses(trainer, 120);
        assertThat(losses[119]).isLessThan(losses[0] / 20);
        assertThat(exactTokens(trainer)).isEqualTo(batch().answers());
        assertThat(exactTokens(trainer(Workers.single()))).isLessThan(batch().answers() / 4);
    }

    @Test
    void equalSeedsGiveEqualBitsOnAnyNumberOfThreads() {
        Trainer alone = trainer(Workers.single());
        double[] expected = losses(alone, 6);
        try (var pool = Executors.newFixedThreadPool(3)) {
            for (int threads = 2; threads <= 4; threads++) {
                Trainer shared = trainer(new Workers(threads, pool));
                assertThat(losses(shared, 6)).containsExactly(expected);
                assertThat(shared.parameters().values())
                        .containsExactly(alone.parameters().values());
            }
        }
    }

    @Test
    void normsDoNotDecay() {
        var layout = ParameterLayout.of(GradientCheckTest.config(32, 4, 2, 8, 64));
        var parameters = Parameters.initialise(layout, 5);
        float[] before = parameters.values().clone();
        new AdamW(layout, new AdamW.Settings(0.9f, 0.95f, 0.5f, 1), Workers.single())
                .step(parameters.values(), new float[layout.length()], 0.1f);
        for (ParameterLayout.Slot slot : layout.slots()) {
            float kept = slot.isNorm() ? 1 : 0.95f;
            int i = slot.offset() + slot.length() - 1;
            assertThat(parameters.values()[i]).as(slot.name()).isCloseTo(before[i] * kept, within(1e-6f));
        }
    }

    @Test
    void refusesABatchThatIsTooLong() {
        var answers = new BitSet();
        answers.set(1);
        Batch batch = Batch.of(List.of(Document.labelled(new int[300], answers)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer(Workers.single()).step(batch, 0.1f))
                .withMessageContaining("300");
    }

    @Test
    void failuresOfATaskReachTheCaller() {
        try (var pool = Executors.newFixedThreadPool(1)) {
            var workers = new Workers(2, pool);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> workers.run(10, i -> {
                        if (i == 7) {
                            throw new IllegalArgumentException("seven");
                        }
                    }));
        }
    }
}
