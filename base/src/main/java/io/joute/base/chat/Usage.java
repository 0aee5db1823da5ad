package io.joute.base.chat;

/**
 * What an answer took.
 *
 * @param promptTokens tokens read, template included
 * @param outputTokens tokens written, the end-of-turn token not counted
 * @param prefillNanos time from the request to the first token, in nanoseconds
 * @param decodeNanos time from the first token to the end, in nanoseconds
 */
public record Usage(int promptTokens, int outputTokens, long prefillNanos, long decodeNanos) {
    /** Nothing used. */
    public static final Usage NONE = new Usage(0, 0, 0, 0);

    /**
     * Check that nothing is below zero.
     *
     * @throws IllegalArgumentException when something is
     */
    public Usage {
        if (promptTokens < 0 || outputTokens < 0 || prefillNanos < 0 || decodeNanos < 0) {
            throw new IllegalArgumentException("usage below zero: prompt " + promptTokens + ", output " + outputTokens
                    + " tokens, prefill " + prefillNanos + ", decode " + decodeNanos + " ns");
        }
    }

    /** Time from the request to the end, in nanoseconds. */
    public long totalNanos() {
        return Math.addExact(prefillNanos, decodeNanos);
    }
}
