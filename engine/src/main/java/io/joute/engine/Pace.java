package io.joute.engine;

/** How long reading takes here, from the passes seen so far, so that one of them keeps others waiting for a known time. */
final class Pace {
    /** A pass of a prompt alone: longer ones read hardly faster. */
    private static final long ALONE_NANOS = 1_000_000_000;

    /** A pass of a prompt that others' answers wait for. */
    private static final long TOGETHER_NANOS = 150_000_000;

    private static final int LEAST_ALONE = 128;
    private static final int LEAST_TOGETHER = 16;

    private final int largest;
    private double tokenNanos;

    /** Up to {@code largest} tokens. */
    Pace(int largest) {
        this.largest = largest;
    }

    /** A pass of {@code tokens} took so long. */
    void passed(int tokens, long nanos) {
        if (tokens >= LEAST_TOGETHER) {
            double last = (double) nanos / tokens;
            tokenNanos = tokenNanos == 0 ? last : 0.7 * tokenNanos + 0.3 * last;
        }
    }

    /** Tokens of prompts to read in the next pass. */
    int promptTokens(boolean answersWait) {
        long nanos = answersWait ? TOGETHER_NANOS : ALONE_NANOS;
        int least = answersWait ? LEAST_TOGETHER : LEAST_ALONE;
        double fitting = tokenNanos == 0 ? least : nanos / tokenNanos;
        return (int) Math.min(largest, Math.max(least, fitting));
    }
}
