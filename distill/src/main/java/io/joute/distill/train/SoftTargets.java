package io.joute.distill.train;

/**
 * A teacher's distributions over the next token, one row an answer token: its k likeliest tokens and one bucket for the
 * rest, at the distillation temperature.
 */
public final class SoftTargets {
    private final int rows;
    private final int kept;
    private final int[] tokens;
    private final float[] probabilities;

    private SoftTargets(int rows, int kept) {
        this.rows = rows;
        this.kept = kept;
        this.tokens = new int[rows * kept];
        this.probabilities = new float[rows * kept];
    }

    /**
     * Keep the {@code kept} likeliest tokens of each row of logits.
     *
     * @param logits rows × vocabulary, from element {@code from}
     */
    static SoftTargets of(float[] logits, int from, int rows, int vocabularySize, int kept, float temperature) {
        var targets = new SoftTargets(rows, Math.min(kept, vocabularySize));
        for (int row = 0; row < rows; row++) {
            float[] distribution = new float[vocabularySize];
            System.arraycopy(logits, from + row * vocabularySize, distribution, 0, vocabularySize);
            float max = Elementwise.max(distribution, 0, vocabularySize);
            Elementwise.exp(distribution, 0, vocabularySize, max, 1 / temperature);
            targets.keep(row, distribution, Elementwise.sum(distribution, 0, vocabularySize));
        }
        return targets;
    }

    private void keep(int row, float[] weights, float sum) {
        for (int place = 0; place < kept; place++) {
            int best = 0;
            for (int i = 1; i < weights.length; i++) {
                best = weights[i] > weights[best] ? i : best;
            }
            tokens[row * kept + place] = best;
            probabilities[row * kept + place] = weights[best] / sum;
            weights[best] = -1;
        }
    }

    /** Answer tokens. */
    public int rows() {
        return rows;
    }

    /** Tokens kept in each row. */
    public int kept() {
        return kept;
    }

    /** The token at a place of a row, the likeliest first. */
    public int token(int row, int place) {
        return tokens[row * kept + place];
    }

    /** Its probability. */
    public float probability(int row, int place) {
        return probabilities[row * kept + place];
    }
}
