package io.joute.base.chat;

/**
 * What an answer took.
 *
 * @param promptTokens tokens read, template included
 * @param outputTokens tokens written, the end-of-turn token not counted
 * @param prefillNanos time from the request to the first token, in nanoseconds
 * @param decodeNanos time from the first token to the end, in nanoseconds
 * @param reasoningTokens of {@code outputTokens}, those of the reasoning; 0 as well where a model does not tell
 * @param cachedTokens of {@code promptTokens}, those that a provider had read before; 0 as well where it does not tell
 */
public record Usage(
        int promptTokens,
        int outputTokens,
        long prefillNanos,
        long decodeNanos,
        int reasoningTokens,
        int cachedTokens) {
    /** Nothing used. */
    public static final Usage NONE = new Usage(0, 0, 0, 0);

    /**
     * Check that nothing is below zero, and no part larger than its whole.
     *
     * @throws IllegalArgumentException when something is
     */
    public Usage {
        if (promptTokens < 0 || outputTokens < 0 || prefillNanos < 0 || decodeNanos < 0) {
            throw new IllegalArgumentException("usage below zero: prompt " + promptTokens + ", output " + outputTokens
                    + " tokens, prefill " + prefillNanos + ", decode " + decodeNanos + " ns");
        }
        if (reasoningTokens < 0 || reasoningTokens > outputTokens || cachedTokens < 0 || cachedTokens > promptTokens) {
            throw new IllegalArgumentException("usage has " + reasoningTokens + " tokens of reasoning among "
                    + outputTokens + " of output, " + cachedTokens + " cached among " + promptTokens
                    + " of the prompt, expected parts of their wholes");
        }
    }

    /** What an answer took without reasoning and cache. */
    public Usage(int promptTokens, int outputTokens, long prefillNanos, long decodeNanos) {
        this(promptTokens, outputTokens, prefillNanos, decodeNanos, 0, 0);
    }

    /** Time from the request to the end, in nanoseconds. */
    public long totalNanos() {
        return Math.addExact(prefillNanos, decodeNanos);
    }
}
