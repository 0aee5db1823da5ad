package io.joute.distill.train;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * AdamW: moments of the clipped gradient, weight decay apart from them and not on norms.
 *
 * <p>Source: Loshchilov, Hutter, "Decoupled Weight Decay Regularization" (arXiv:1711.05101).
 */
public final class AdamW {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int PART = 4096;
    private static final float TINY = 1e-8f;

    private final Settings settings;
    private final ParameterLayout layout;
    private final Workers workers;
    private final float[] first;
    private final float[] second;
    private int step;

    /**
     * How to step.
     *
     * @param firstDecay β₁
     * @param secondDecay β₂
     * @param weightDecay share of a weight lost in a step of rate 1
     * @param clip largest norm of the gradient over all parameters
     */
    public record Settings(float firstDecay, float secondDecay, float weightDecay, float clip) {
        /** β 0.9 and 0.95, decay 0.05, clip 1. */
        public static final Settings DEFAULT = new Settings(0.9f, 0.95f, 0.05f, 1f);

        public Settings {
            if (!(firstDecay >= 0 && firstDecay < 1 && secondDecay >= 0 && secondDecay < 1)) {
                throw new IllegalArgumentException(
                        "decays are " + firstDecay + " and " + secondDecay + ", expected 0 to below 1");
            }
            if (!(weightDecay >= 0 && clip > 0)) {
                throw new IllegalArgumentException(
                        "weightDecay is " + weightDecay + " and clip " + clip + ", expected 0 or more and above 0");
            }
        }
    }

    AdamW(ParameterLayout layout, Settings settings, Workers workers) {
        this.layout = layout;
        this.settings = settings;
        this.workers = workers;
        this.first = new float[layout.length()];
        this.second = new float[layout.length()];
    }

    /** Move {@code p} against {@code gradient}; returns the gradient's norm before clipping. */
    double step(float[] p, float[] gradient, float rate) {
        step++;
        double norm = norm(gradient);
        float clip = (float) Math.min(1, settings.clip() / (norm + 1e-6));
        for (ParameterLayout.Slot slot : layout.slots()) {
            float decay = slot.isNorm() ? 0 : settings.weightDecay();
            workers.ranges(
                    slot.length(),
                    SPECIES.length(),
                    (from, to) -> update(p, gradient, slot.offset() + from, slot.offset() + to, rate, decay, clip));
        }
        return norm;
    }

    private double norm(float[] gradient) {
        int parts = Math.ceilDiv(gradient.length, PART);
        double[] squares = new double[parts];
        workers.run(parts, part -> {
            int from = part * PART;
            squares[part] = Elementwise.dot(gradient, from, gradient, from, Math.min(PART, gradient.length - from));
        });
        double sum = 0;
        for (double square : squares) {
            sum += square;
        }
        return Math.sqrt(sum);
    }

    private void update(float[] p, float[] gradient, int from, int to, float rate, float decay, float clip) {
        float keep1 = settings.firstDecay();
        float keep2 = settings.secondDecay();
        float unbias1 = (float) (1 / (1 - StrictMath.pow(keep1, step)));
        float unbias2 = (float) (1 / (1 - StrictMath.pow(keep2, step)));
        int i = from;
        for (; i + SPECIES.length() <= to; i += SPECIES.length()) {
            FloatVector g = FloatVector.fromArray(SPECIES, gradient, i).mul(clip);
            FloatVector m = FloatVector.fromArray(SPECIES, first, i).mul(keep1).add(g.mul(1 - keep1));
            FloatVector v = FloatVector.fromArray(SPECIES, second, i)
                    .mul(keep2)
                    .add(g.mul(g).mul(1 - keep2));
            m.intoArray(first, i);
            v.intoArray(second, i);
            FloatVector w = FloatVector.fromArray(SPECIES, p, i);
            FloatVector move =
                    m.mul(unbias1).div(v.mul(unbias2).sqrt().add(TINY)).add(w.mul(decay));
            w.sub(move.mul(rate)).intoArray(p, i);
        }
        for (; i < to; i++) {
            float g = gradient[i] * clip;
            first[i] = first[i] * keep1 + g * (1 - keep1);
            second[i] = second[i] * keep2 + g * g * (1 - keep2);
            float root = (float) Math.sqrt(second[i] * unbias2);
            p[i] -= (first[i] * unbias1 / (root + TINY) + p[i] * decay) * rate;
        }
    }
}
