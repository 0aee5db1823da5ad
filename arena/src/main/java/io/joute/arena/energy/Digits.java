package io.joute.arena.energy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Roundings of figures to show. */
public final class Digits {
    private Digits() {}

    /** Round half up to so many significant digits. */
    public static double significant(double value, int digits) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(digits, RoundingMode.HALF_UP))
                .doubleValue();
    }

    /** Cut after so many decimals, as the deck's card does: 1.9813 gives 1.98. */
    public static BigDecimal truncated(double value, int decimals) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.DOWN);
    }
}
