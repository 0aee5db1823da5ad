package io.joute.arena.energy;

/** How many times the energy of one answer another used: the figures of the sentence under a duel. */
public sealed interface EnergyRatio {
    /**
     * One clearly used more.
     *
     * @param firstUsedMore whether it was the first
     * @param times larger over smaller, by the figures to quote
     * @param low lower end of that ratio, above 1
     * @param high upper end; infinite when the smaller may be 0
     */
    record Times(boolean firstUsedMore, double times, double low, double high) implements EnergyRatio {
        /** To two significant digits, as in "A used 3.4 times the energy of B". */
        public double rounded() {
            return Digits.significant(times, 2);
        }
    }

    /**
     * The interval of the ratio holds 1, or the ratio rounds to it.
     *
     * @param times first over second
     * @param low lower end
     * @param high upper end
     */
    record NoClearDifference(double times, double low, double high) implements EnergyRatio {}

    /** The figures are of different kinds, or both are 0. */
    record NotComparable(String reason) implements EnergyRatio {}

    /** Compare two estimates; they must be by one method and version. */
    static EnergyRatio of(Estimate first, Estimate second) {
        if (!first.unit().equals(second.unit())
                || !first.method().equals(second.method())
                || !first.version().equals(second.version())) {
            return new NotComparable("one is in " + first.unit() + " by " + first.method() + " " + first.version()
                    + ", the other in " + second.unit() + " by " + second.method() + " " + second.version());
        }
        return Figure.of(first).over(Figure.of(second));
    }

    /** Compare two measurements; they must be by one meter. */
    static EnergyRatio of(Measurement first, Measurement second) {
        if (!first.unit().equals(second.unit()) || !first.meter().equals(second.meter())) {
            return new NotComparable("one is in " + first.unit() + " by " + first.meter() + ", the other in "
                    + second.unit() + " by " + second.meter());
        }
        return Figure.of(first).over(Figure.of(second));
    }
}
