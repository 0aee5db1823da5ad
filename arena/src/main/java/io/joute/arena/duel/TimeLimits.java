package io.joute.arena.duel;

import java.time.Duration;

/**
 * How long a side may take before it counts as failed.
 *
 * @param firstToken from the request to the first token
 * @param betweenTokens from one token to the next
 * @param total from the request to the end
 * @param stop from an interruption to the end
 */
public record TimeLimits(Duration firstToken, Duration betweenTokens, Duration total, Duration stop) {
    /** 30 s to the first token, 15 s between tokens, 120 s in all, 5 s to stop. */
    public static final TimeLimits DEFAULT = new TimeLimits(
            Duration.ofSeconds(30), Duration.ofSeconds(15), Duration.ofSeconds(120), Duration.ofSeconds(5));

    public TimeLimits {
        if (!firstToken.isPositive() || !betweenTokens.isPositive() || !total.isPositive() || !stop.isPositive()) {
            throw new IllegalArgumentException("time limits are " + firstToken + " to the first token, " + betweenTokens
                    + " between tokens, " + total + " in all, " + stop + " to stop, expected above 0");
        }
    }
}
