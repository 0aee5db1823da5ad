package io.joute.arena.duel;

import java.time.Duration;

/**
 * How fast answers are shown: both sides on one clock, so that speed tells nothing of a model.
 *
 * <p>Both panes start at the slower side's first text. Each tick shows the same number of characters on both: as many
 * as {@code charactersPerSecond}, fewer when the slower side has written fewer, more when both have so much waiting that
 * showing it would take longer than {@code drain}: so the slower side is shown at most {@code drain} after it is
 * written. When one side has shown its end, the other goes on at the mean pace so far, and never catches up: a jump
 * would tell which of the two was fast. Only where that pace is below {@code leastPerSecond} (slower than one reads) it
 * is raised to it.
 *
 * @param tick time between two steps
 * @param charactersPerSecond usual speed, in code points
 * @param leastPerSecond lowest speed at which the longer answer goes on alone, in code points
 * @param drain longest that text written by both may wait
 */
public record Pace(Duration tick, int charactersPerSecond, int leastPerSecond, Duration drain) {
    /** Ten steps a second, 240 characters a second, alone never below 40, at most one second behind. */
    public static final Pace DEFAULT = new Pace(Duration.ofMillis(100), 240, 40, Duration.ofSeconds(1));

    public Pace {
        if (!tick.isPositive() || drain.compareTo(tick) < 0) {
            throw new IllegalArgumentException(
                    "pace ticks every " + tick + " and drains in " + drain + ", expected 0 < tick ≤ drain");
        }
        if (leastPerSecond < 1 || charactersPerSecond < leastPerSecond) {
            throw new IllegalArgumentException("pace is " + leastPerSecond + " to " + charactersPerSecond
                    + " characters a second, expected 1 ≤ least ≤ usual");
        }
    }

    double perTick(int perSecond) {
        return perSecond * (tick.toNanos() / 1e9);
    }

    int drainTicks() {
        return Math.toIntExact(drain.toNanos() / tick.toNanos());
    }
}
