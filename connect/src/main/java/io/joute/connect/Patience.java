package io.joute.connect;

import java.time.Duration;

/**
 * How long an endpoint may take.
 *
 * @param connect to a connection
 * @param firstToken from the request to the first token
 * @param betweenTokens from one token to the next
 * @param total from the request to the end, repetitions included
 */
public record Patience(Duration connect, Duration firstToken, Duration betweenTokens, Duration total) {
    /** 5 s to connect, 30 s to the first token, 15 s between tokens, 120 s in all. */
    public static final Patience DEFAULT = new Patience(
            Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(15), Duration.ofSeconds(120));

    public Patience {
        if (!connect.isPositive() || !firstToken.isPositive() || !betweenTokens.isPositive() || !total.isPositive()) {
            throw new IllegalArgumentException("patience is " + connect + " to connect, " + firstToken
                    + " to the first token, " + betweenTokens + " between tokens, " + total
                    + " in all, expected above 0");
        }
    }

    /** The longest time that nothing may come. */
    Duration longestSilence() {
        return firstToken.compareTo(betweenTokens) > 0 ? firstToken : betweenTokens;
    }
}
