package io.joute.arena.energy;

/**
 * A figure read on, or modelled from counters of, the machine that answered; never merged with an {@link Estimate}.
 *
 * @param low lower end of its uncertainty
 * @param value the figure to quote
 * @param high upper end of its uncertainty
 * @param unit such as {@code Wh}
 * @param meter what was read, such as {@code powercap} or {@code cpu-time-1}
 * @param scope what it covers, such as {@code package-0, net of idle}
 * @param windowNanos how long it was read, in nanoseconds
 */
public record Measurement(
        double low, double value, double high, String unit, String meter, String scope, long windowNanos) {
    public Measurement {
        if (!(low >= 0 && low <= value && value <= high && Double.isFinite(high)) || windowNanos < 0) {
            throw new IllegalArgumentException("measurement " + low + " – " + value + " – " + high + " " + unit
                    + " over " + windowNanos + " ns, expected 0 ≤ low ≤ value ≤ high and a window of 0 or more");
        }
    }
}
