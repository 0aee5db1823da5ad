package io.joute.arena.energy;

/**
 * A figure that may only be known as a range.
 *
 * @param low lower end
 * @param high upper end; equal to {@code low} when the figure is known
 */
public record Range(double low, double high) {
    public Range {
        if (!(low >= 0 && low <= high && Double.isFinite(high))) {
            throw new IllegalArgumentException("range is " + low + " to " + high + ", expected 0 ≤ low ≤ high");
        }
    }

    /** A known figure. */
    public static Range of(double value) {
        return new Range(value, value);
    }

    /** The middle. */
    public double mid() {
        return (low + high) / 2;
    }

    /** Both ends multiplied by a factor of 0 or more. */
    public Range times(double factor) {
        return new Range(low * factor, high * factor);
    }

    /** Ends multiplied with the ends of another range: low by low, high by high. */
    public Range times(Range other) {
        return new Range(low * other.low, high * other.high);
    }

    /** Ends added to the ends of another range. */
    public Range plus(Range other) {
        return new Range(low + other.low, high + other.high);
    }

    /** From this low end to the high end of another range. */
    Range upTo(Range other) {
        return new Range(low, other.high);
    }
}
