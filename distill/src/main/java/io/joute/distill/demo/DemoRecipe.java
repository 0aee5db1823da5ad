package io.joute.distill.demo;

import io.joute.distill.train.AdamW;
import io.joute.distill.train.Schedule;
import io.joute.engine.model.Activation;
import io.joute.engine.model.AttentionSpan;
import io.joute.engine.model.HeadScheme;
import io.joute.engine.model.LayerScheme;
import io.joute.engine.model.ModelConfig;
import io.joute.engine.model.NormPlacement;
import io.joute.engine.model.RopePairing;
import io.joute.engine.model.RopeScheme;
import java.util.Collections;

/**
 * The numbers from which the demo models follow.
 *
 * @param seed of the corpus, the first weights, the order and the choice of labels
 * @param vocabularySize tokens, special ones included
 * @param big the teacher, which has every label
 * @param small the student, and the same model without a teacher
 * @param labelledShare share of the questions whose answers the small models are given
 * @param keptTargets tokens kept of each of the teacher's distributions
 */
public record DemoRecipe(long seed, int vocabularySize, Stage big, Stage small, double labelledShare, int keptTargets) {
    private static final int CONTEXT = 512;
    private static final float NORM_EPSILON = 1e-5f;
    private static final double ROPE_BASE = 10_000;

    /**
     * A shape of Llama's.
     *
     * @param width of the residual stream
     * @param gate of the feed-forward
     * @param heads query heads
     * @param keyHeads key and value heads
     * @param blocks blocks
     */
    public record Shape(int width, int gate, int heads, int keyHeads, int blocks) {
        /** The model of this shape. */
        ModelConfig config(int vocabularySize) {
            var layer = new LayerScheme(new AttentionSpan.Full(), new RopeScheme.Plain(ROPE_BASE));
            return new ModelConfig(
                    "llama",
                    width,
                    gate,
                    heads,
                    keyHeads,
                    width / heads,
                    CONTEXT,
                    vocabularySize,
                    NORM_EPSILON,
                    new NormPlacement.Before(),
                    HeadScheme.plain(RopePairing.NEIGHBOURS, width / heads),
                    new Activation.Silu(),
                    Collections.nCopies(blocks, layer),
                    false,
                    true);
        }
    }

    /**
     * How to train a model.
     *
     * @param shape the model
     * @param schedule learning rates and steps
     * @param optimiser how to step
     * @param batchTokens tokens a step, at most
     */
    public record Stage(Shape shape, Schedule schedule, AdamW.Settings optimiser, int batchTokens) {}

    public DemoRecipe {
        if (!(labelledShare > 0 && labelledShare <= 1)) {
            throw new IllegalArgumentException("labelledShare is " + labelledShare + ", expected above 0, at most 1");
        }
        if (keptTargets < 1) {
            throw new IllegalArgumentException("keptTargets is " + keptTargets + ", expected 1 or more");
        }
    }

    /** The recipe of the models that ship with Joute. */
    public static DemoRecipe shipped() {
        var optimiser = new AdamW.Settings(0.9f, 0.95f, 0.2f, 1f);
        return new DemoRecipe(
                2,
                1024,
                new Stage(new Shape(192, 640, 6, 2, 6), new Schedule(2e-3f, 0.02f, 100, 8_000), optimiser, 1024),
                new Stage(new Shape(64, 160, 4, 2, 4), new Schedule(4e-3f, 0.02f, 100, 10_000), optimiser, 1024),
                0.15,
                16);
    }
}
