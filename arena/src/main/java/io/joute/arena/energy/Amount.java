package io.joute.arena.energy;

/**
 * A length of time in the unit that suits it: days from one day on, else hours, minutes or seconds.
 *
 * @param value in {@code unit}
 * @param unit of the value
 */
public record Amount(double value, Unit unit) {
    /** Units of time, longest first. */
    public enum Unit {
        DAY(86_400),
        HOUR(3600),
        MINUTE(60),
        SECOND(1);

        private final double seconds;

        Unit(double seconds) {
            this.seconds = seconds;
        }
    }

    public Amount {
        if (!(value >= 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException("amount is " + value + " " + unit + ", expected 0 or more");
        }
    }

    /** Choose the longest unit of which there is at least one; seconds otherwise. */
    public static Amount ofSeconds(double seconds) {
        Unit fit = Unit.SECOND;
        for (Unit unit : Unit.values()) {
            if (seconds >= unit.seconds) {
                fit = unit;
                break;
            }
        }
        return new Amount(seconds / fit.seconds, fit);
    }

    /** Cut to a whole number, as on the deck's card. */
    public long truncated() {
        return (long) value;
    }

    /** Rounded to two significant digits, as everywhere else. */
    public double rounded() {
        return Digits.significant(value, 2);
    }

    /** The whole length, in seconds. */
    public double seconds() {
        return value * unit.seconds;
    }
}
