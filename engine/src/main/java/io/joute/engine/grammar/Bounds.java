package io.joute.engine.grammar;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Numbers from {@code low} to {@code high}, both within what is written at all.
 *
 * @param lowOpen whether {@code low} itself is not among them
 * @param highOpen whether {@code high} itself is not among them
 */
record Bounds(BigDecimal low, boolean lowOpen, BigDecimal high, boolean highOpen) {
    private static final BigDecimal MOST = BigDecimal.valueOf(Numbers.MOST);

    /** What the four keywords of {@code schema} leave of numbers. */
    static Bounds of(Schema schema) {
        Bounds bounds = new Bounds(
                larger(schema.bound("minimum"), schema.bound("exclusiveMinimum"))
                        .orElse(MOST.negate()),
                isOpen(schema.bound("exclusiveMinimum"), schema.bound("minimum"), 1),
                smaller(schema.bound("maximum"), schema.bound("exclusiveMaximum"))
                        .orElse(MOST),
                isOpen(schema.bound("exclusiveMaximum"), schema.bound("maximum"), -1));
        int order = bounds.low.compareTo(bounds.high);
        if (order > 0 || (order == 0 && (bounds.lowOpen || bounds.highOpen))) {
            throw schema.refuse("no number that is written here lies between 'minimum' and 'maximum'");
        }
        return bounds;
    }

    private static Optional<BigDecimal> larger(Optional<BigDecimal> one, Optional<BigDecimal> other) {
        return one.map(it -> it.max(other.orElse(it))).or(() -> other);
    }

    private static Optional<BigDecimal> smaller(Optional<BigDecimal> one, Optional<BigDecimal> other) {
        return one.map(it -> it.min(other.orElse(it))).or(() -> other);
    }

    /** Whether the exclusive bound is the one that holds. */
    private static boolean isOpen(Optional<BigDecimal> exclusive, Optional<BigDecimal> inclusive, int sign) {
        return exclusive.isPresent() && (inclusive.isEmpty() || exclusive.get().compareTo(inclusive.get()) * sign >= 0);
    }

    /** The least whole number among them, if there is one. */
    long leastWhole() {
        long ceiling = low.setScale(0, RoundingMode.CEILING).longValueExact();
        return lowOpen && isWhole(low) ? ceiling + 1 : ceiling;
    }

    /** The largest whole number among them, if there is one. */
    long mostWhole() {
        long floor = high.setScale(0, RoundingMode.FLOOR).longValueExact();
        return highOpen && isWhole(high) ? floor - 1 : floor;
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    /** Those of 0 and above, if any. */
    Optional<Bounds> natural() {
        if (high.signum() < 0 || (high.signum() == 0 && highOpen)) {
            return Optional.empty();
        }
        return Optional.of(new Bounds(low.max(BigDecimal.ZERO), low.signum() >= 0 && lowOpen, high, highOpen));
    }

    /** Those below 0 without their sign, if any. */
    Optional<Bounds> negated() {
        if (low.signum() >= 0) {
            return Optional.empty();
        }
        BigDecimal least = high.min(BigDecimal.ZERO).negate();
        return Optional.of(new Bounds(least, high.signum() >= 0 || highOpen, low.negate(), lowOpen));
    }
}
