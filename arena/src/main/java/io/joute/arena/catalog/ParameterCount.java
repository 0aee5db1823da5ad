package io.joute.arena.catalog;

/**
 * Billions of parameters, perhaps only known as a range.
 *
 * @param low lower end
 * @param high upper end; equal to {@code low} when the number is known
 */
public record ParameterCount(double low, double high) {
    public ParameterCount {
        if (!(low > 0 && low <= high && Double.isFinite(high))) {
            throw new IllegalArgumentException(
                    "parameters are " + low + " to " + high + " billion, expected 0 < low ≤ high");
        }
    }

    /** A known number. */
    public static ParameterCount of(double billions) {
        return new ParameterCount(billions, billions);
    }

    /** The middle of the range. */
    public double mid() {
        return (low + high) / 2;
    }

    /** Whether only a range is known. */
    public boolean isRange() {
        return low < high;
    }
}
