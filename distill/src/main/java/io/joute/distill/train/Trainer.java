package io.joute.distill.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A model in training: forward, loss, backward, step. Not safe for several threads; the work inside is shared among its
 * {@link Workers}.
 */
public final class Trainer {
    private final Parameters parameters;
    private final Losses losses;
    private final Workers workers;
    private final int maxTokens;
    private final ForwardPass forward;
    private final BackwardPass backward;
    private final AdamW optimiser;
    private final Tape tape;
    private final float[] gradient;

    /** Train {@code parameters} in place, on batches of at most {@code maxTokens} tokens. */
    public Trainer(Parameters parameters, Losses losses, AdamW.Settings settings, int maxTokens, Workers workers) {
        ParameterLayout layout = parameters.layout();
        this.parameters = parameters;
        this.losses = losses;
        this.workers = workers;
        this.maxTokens = maxTokens;
        this.forward = new ForwardPass(layout, workers);
        this.backward = new BackwardPass(layout, workers, maxTokens);
        this.optimiser = new AdamW(layout, settings, workers);
        this.tape = new Tape(layout.config(), maxTokens);
        this.gradient = new float[layout.length()];
    }

    /** The model, as trained so far. */
    public Parameters parameters() {
        return parameters;
    }

    /** Learn from one batch at a learning rate; returns the loss before the step. */
    public double step(Batch batch, float rate) {
        double loss = gradient(batch);
        optimiser.step(parameters.values(), gradient, rate);
        return loss;
    }

    /** Loss of a batch, its gradient left in {@link #gradientValues}. */
    double gradient(Batch batch) {
        double loss = loss(batch);
        Arrays.fill(gradient, 0f);
        backward.run(parameters.values(), batch, tape, gradient);
        return loss;
    }

    double loss(Batch batch) {
        logits(batch);
        return losses.apply(batch, tape.logits, vocabularySize(), workers);
    }

    float[] gradientValues() {
        return gradient;
    }

    /** Logits of the answer tokens of a batch, [answers, vocabulary]; overwritten by the next call of any method. */
    float[] logits(Batch batch) {
        check(batch);
        forward.run(parameters.values(), batch, tape);
        return tape.logits;
    }

    /** What this model, as a teacher, thinks of each answer token of a batch's documents, in their order. */
    public List<SoftTargets> softTargets(Batch batch, int kept) {
        float[] logits = logits(batch);
        var targets = new ArrayList<SoftTargets>();
        int row = 0;
        for (Document document : batch.documents()) {
            int rows = document.answerLength();
            targets.add(
                    SoftTargets.of(logits, row * vocabularySize(), rows, vocabularySize(), kept, losses.temperature()));
            row += rows;
        }
        return targets;
    }

    private int vocabularySize() {
        return parameters.layout().config().vocabularySize();
    }

    private void check(Batch batch) {
        if (batch.length() > maxTokens) {
            throw new IllegalArgumentException(
                    "batch has " + batch.length() + " tokens, expected at most " + maxTokens);
        }
        for (Document document : batch.documents()) {
            int context = parameters.layout().config().contextLength();
            if (document.length() > context) {
                throw new IllegalArgumentException(
                        "document has " + document.length() + " tokens, expected at most " + context);
            }
        }
    }
}
