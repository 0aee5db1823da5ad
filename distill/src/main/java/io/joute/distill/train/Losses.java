package io.joute.distill.train;

/**
 * What a step minimises, over answer tokens only: (1−α)·CE(label) + α·T²·KL(teacher‖student), the mean over the batch.
 *
 * <p>A document without soft targets is learned with α = 0; one without a label with α = 1. The teacher's distribution is
 * its k likeliest tokens and one bucket for the rest, whose masses are kept within [1e-8, 1−1e-8]: with k the whole
 * vocabulary this is the full divergence.
 *
 * <p>Source: Hinton, Vinyals, Dean, "Distilling the Knowledge in a Neural Network" (arXiv:1503.02531).
 *
 * @param teacherShare α, from 0 (labels alone) to 1 (teacher alone)
 * @param temperature T, above 0; soft targets were recorded at the same
 */
public record Losses(float teacherShare, float temperature) {
    /** α 0.5, T 1. */
    public static final Losses DEFAULT = new Losses(0.5f, 1f);

    private static final double SMALLEST_MASS = 1e-8;

    public Losses {
        if (!(teacherShare >= 0 && teacherShare <= 1)) {
            throw new IllegalArgumentException("teacherShare is " + teacherShare + ", expected 0 to 1");
        }
        if (!(temperature > 0 && Float.isFinite(temperature))) {
            throw new IllegalArgumentException("temperature is " + temperature + ", expected above 0");
        }
    }

    /** The loss of a batch; {@code logits} [answers, vocabulary] become its gradient. */
    double apply(Batch batch, float[] logits, int vocabularySize, Workers workers) {
        int rows = batch.answers();
        double[] losses = new double[rows];
        int[] firstRow = firstRows(batch);
        workers.ranges(rows, 1, (from, to) -> {
            float[] distribution = new float[vocabularySize];
            for (int row = from; row < to; row++) {
                int document = batch.sourceDocument[row];
                var at = new Row(logits, row * vocabularySize, distribution, 1f / rows);
                losses[row] = apply(batch, document, row, row - firstRow[document], at);
            }
        });
        double sum = 0;
        for (double loss : losses) {
            sum += loss;
        }
        return sum / rows;
    }

    private static int[] firstRows(Batch batch) {
        int[] first = new int[batch.documents().size()];
        int row = 0;
        for (int d = 0; d < first.length; d++) {
            first[d] = row;
            row += batch.documents().get(d).answerLength();
        }
        return first;
    }

    private double apply(Batch batch, int document, int row, int answer, Row at) {
        Document source = batch.documents().get(document);
        SoftTargets targets = source.softTargets();
        if (targets == null) {
            return at.crossEntropy(batch.targets[row], 1f);
        }
        if (!source.hasLabel()) {
            return at.divergence(targets, answer, 1f, temperature);
        }
        float[] kept = at.copy();
        double hard = at.crossEntropy(batch.targets[row], 1 - teacherShare);
        var soft = new Row(kept, 0, at.distribution, at.weight);
        double both = hard + soft.divergence(targets, answer, teacherShare, temperature);
        at.add(kept);
        return both;
    }

    /** One row of logits, to be replaced by its gradient. */
    private static final class Row {
        private final float[] logits;
        private final int from;
        private final float[] distribution;
        private final float weight;

        Row(float[] logits, int from, float[] distribution, float weight) {
            this.logits = logits;
            this.from = from;
            this.distribution = distribution;
            this.weight = weight;
        }

        float[] copy() {
            float[] copy = new float[distribution.length];
            System.arraycopy(logits, from, copy, 0, copy.length);
            return copy;
        }

        void add(float[] gradient) {
            Elementwise.add(gradient, 0, logits, from, gradient.length);
        }

        /** −log q(target), and q − 1(target). */
        double crossEntropy(int target, float share) {
            softmax(1f);
            double loss = -StrictMath.log(Math.max(distribution[target], Float.MIN_NORMAL));
            float factor = weight * share;
            for (int i = 0; i < distribution.length; i++) {
                logits[from + i] = distribution[i] * factor;
            }
            logits[from + target] -= factor;
            return share * loss;
        }

        /** T²·Σ p·log(p/q), and T·(q − p); beyond the kept tokens the bucket shares its gradient as q does. */
        double divergence(SoftTargets targets, int answer, float share, float temperature) {
            softmax(1 / temperature);
            double teacherKept = 0;
            double studentKept = 0;
            double loss = 0;
            for (int place = 0; place < targets.kept(); place++) {
                double p = targets.probability(answer, place);
                double q = distribution[targets.token(answer, place)];
                teacherKept += p;
                studentKept += q;
                loss += p > 0 ? p * StrictMath.log(p / Math.max(q, Float.MIN_NORMAL)) : 0;
            }
            double teacherRest = mass(1 - teacherKept);
            double studentRest = mass(1 - studentKept);
            boolean rest = targets.kept() < distribution.length;
            loss += rest ? teacherRest * StrictMath.log(teacherRest / studentRest) : 0;
            float factor = weight * share * temperature;
            float outside = rest ? factor * (float) (1 - teacherRest / studentRest) : 0;
            for (int i = 0; i < distribution.length; i++) {
                logits[from + i] = distribution[i] * outside;
            }
            for (int place = 0; place < targets.kept(); place++) {
                int token = targets.token(answer, place);
                logits[from + token] = factor * (distribution[token] - targets.probability(answer, place));
            }
            return share * temperature * temperature * loss;
        }

        private static double mass(double mass) {
            return Math.clamp(mass, SMALLEST_MASS, 1 - SMALLEST_MASS);
        }

        private void softmax(float scale) {
            int length = distribution.length;
            System.arraycopy(logits, from, distribution, 0, length);
            Elementwise.exp(distribution, 0, length, Elementwise.max(distribution, 0, length), scale);
            float inverse = 1 / Elementwise.sum(distribution, 0, length);
            for (int i = 0; i < length; i++) {
                distribution[i] *= inverse;
            }
        }
    }
}
