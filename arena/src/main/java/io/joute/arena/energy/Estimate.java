package io.joute.arena.energy;

/**
 * A modelled figure; never a bare number.
 *
 * @param low lower end of the range
 * @param mid the figure to quote
 * @param high upper end of the range
 * @param unit such as {@code Wh} or {@code gCO2e}
 * @param method such as {@code ecologits-0.9}
 * @param version of the method's constants
 */
public record Estimate(double low, double mid, double high, String unit, String method, String version) {
    public Estimate {
        if (!(low >= 0 && low <= mid && mid <= high && Double.isFinite(high))) {
            throw new IllegalArgumentException(
                    "estimate " + low + " – " + mid + " – " + high + " " + unit + ", expected 0 ≤ low ≤ mid ≤ high");
        }
    }

    /** Multiply all three figures and change the unit. */
    public Estimate times(double factor, String otherUnit) {
        return new Estimate(low * factor, mid * factor, high * factor, otherUnit, method, version);
    }
}
