package io.joute.distill.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.engine.model.Activation;
import io.joute.engine.model.AttentionSpan;
import io.joute.engine.model.HeadScheme;
import io.joute.engine.model.LayerScheme;
import io.joute.engine.model.ModelConfig;
import io.joute.engine.model.NormPlacement;
import io.joute.engine.model.RopePairing;
import io.joute.engine.model.RopeScheme;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Backward passes against central finite differences, on sizes that leave a remainder everywhere. */
class GradientCheckTest {
    private static final int VOCABULARY = 61;

    static ModelConfig config(int width, int heads, int keyHeads, int headDim, int gate) {
        var layer = new LayerScheme(new AttentionSpan.Full(), new RopeScheme.Plain(10_000));
        return new ModelConfig(
                "llama",
                width,
                gate,
                heads,
                keyHeads,
                headDim,
                64,
                VOCABULARY,
                1e-5f,
                new NormPlacement.Before(),
                HeadScheme.plain(RopePairing.NEIGHBOURS, headDim),
                new Activation.Silu(),
                Collections.nCopies(2, layer),
                false,
                true);
    }

    static Document document(Random random, int length) {
        int[] tokens = random.ints(length, 0, VOCABULARY).toArray();
        var answers = new BitSet();
        answers.set(length / 2, length);
        return Document.labelled(tokens, answers);
    }

    @ParameterizedTest(name = "width {0}, heads {1}/{2} of {3}, gate {4}, kept {5}, share {6}, temperature {7}")
    @CsvSource({
        "32, 4, 2, 8, 64, 0, 0, 1",
        "20, 3, 1, 10, 37, 61, 0.5, 2",
        "33, 2, 2, 18, 50, 7, 0.3, 1",
        "24, 4, 1, 6, 40, 5, 1, 3"
    })
    void agreesWithFiniteDifferences(
            int width, int heads, int keyHeads, int headDim, int gate, int kept, float share, float temperature) {
        var random = new Random(5);
        var layout = ParameterLayout.of(config(width, heads, keyHeads, headDim, gate));
        var parameters = Parameters.initialise(layout, 3);
        for (int i = 0; i < layout.length(); i++) {
            parameters.values()[i] += (float) (random.nextGaussian() * 0.15);
        }
        var trainer =
                new Trainer(parameters, new Losses(share, temperature), AdamW.Settings.DEFAULT, 64, Workers.single());
        Batch batch = batch(random, layout, kept, temperature);
        trainer.gradient(batch);
        float[] gradient = trainer.gradientValues().clone();
        for (ParameterLayout.Slot slot : layout.slots()) {
            for (int probe = 0; probe < 6; probe++) {
                int i = slot.offset() + random.nextInt(slot.length());
                double difference = difference(trainer, batch, i);
                assertThat(Math.abs(difference - gradient[i]))
                        .as(
                                "%s, element %d: %s by differences, %s by the backward pass",
                                slot.name(), i, difference, gradient[i])
                        .isLessThanOrEqualTo(0.005 * Math.max(0.03, Math.abs(difference)));
            }
        }
    }

    /** Three documents: with label and teacher, with teacher only, with label only. */
    private static Batch batch(Random random, ParameterLayout layout, int kept, float temperature) {
        var documents = new ArrayList<Document>();
        for (int length : new int[] {19, 7, 18}) {
            documents.add(document(random, length));
        }
        if (kept > 0) {
            var other = new Trainer(
                    Parameters.initialise(layout, 8),
                    new Losses(1, temperature),
                    AdamW.Settings.DEFAULT,
                    64,
                    Workers.single());
            for (int i = 0; i < layout.length(); i++) {
                other.parameters().values()[i] *= 8;
            }
            List<SoftTargets> targets = other.softTargets(Batch.of(documents), kept);
            documents.set(0, documents.get(0).taught(targets.get(0), true));
            documents.set(1, documents.get(1).taught(targets.get(1), false));
        }
        return Batch.of(documents);
    }

    private static double difference(Trainer trainer, Batch batch, int i) {
        float[] p = trainer.parameters().values();
        float kept = p[i];
        float step = 4e-3f;
        p[i] = kept + step;
        double above = trainer.loss(batch);
        p[i] = kept - step;
        double below = trainer.loss(batch);
        p[i] = kept;
        return (above - below) / (2 * step);
    }

    @Test
    void documentsOfABatchDoNotSeeEachOther() {
        var random = new Random(11);
        var layout = ParameterLayout.of(config(32, 4, 2, 8, 64));
        var trainer = new Trainer(
                Parameters.initialise(layout, 1), Losses.DEFAULT, AdamW.Settings.DEFAULT, 64, Workers.single());
        Document first = document(random, 9);
        Document second = document(random, 13);
        int rows = second.answerLength() * VOCABULARY;
        float[] alone = java.util.Arrays.copyOf(trainer.logits(Batch.of(List.of(second))), rows);
        float[] packed = trainer.logits(Batch.of(List.of(first, second)));
        int from = first.answerLength() * VOCABULARY;
        assertThat(java.util.Arrays.copyOfRange(packed, from, from + rows)).containsExactly(alone);
    }
}
