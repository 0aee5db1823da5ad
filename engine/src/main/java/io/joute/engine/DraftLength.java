package io.joute.engine;

/**
 * How many tokens of an answer to guess at once: as many as bring most tokens in the time, by how often guesses came true
 * lately and what passes take; none where that does not pay. For one answer and the scheduler's threads.
 *
 * <p>With guesses right with probability {@code a}, a pass that checks {@code k} of them brings {@code 1 + a + … + aᵏ} tokens
 * (Leviathan et al., Fast Inference from Transformers via Speculative Decoding, 2023). An answer that was hard to guess may
 * turn easy: while nothing is guessed, {@code a} slowly returns to where it began.
 */
final class DraftLength {
    /** Passes of 2, 4 and 8 tokens. */
    private static final int[] LENGTHS = {1, 3, Plan.SHORT - 1};

    private static final double FIRST = 0.5;
    private static final double WEIGHT = 0.15;
    private static final double RETURN = 0.004;

    /** What a guess must promise to be made: times vary by more than less. */
    private static final double WORTH = 1.05;

    private double right = FIRST;

    /** Tokens to guess, at most {@code most}. */
    int best(PassCosts costs, int most) {
        int best = 0;
        double bestNanos = costs.pass(1) / WORTH;
        for (int length : LENGTHS) {
            double nanos = (costs.pass(length + 1) + length * costs.guess()) / expected(length);
            if (length <= most && nanos < bestNanos) {
                best = length;
                bestNanos = nanos;
            }
        }
        return best;
    }

    private double expected(int length) {
        double tokens = 1;
        double power = 1;
        for (int i = 0; i < length; i++) {
            power *= right;
            tokens += power;
        }
        return tokens;
    }

    /** Of {@code proposed} tokens {@code accepted} came true. */
    void checked(int proposed, int accepted) {
        for (int i = 0; i < accepted; i++) {
            right += WEIGHT * (1 - right);
        }
        if (accepted < proposed) {
            right -= WEIGHT * right;
        }
    }

    /** Nothing was guessed. */
    void rested() {
        right += RETURN * (FIRST - right);
    }
}
