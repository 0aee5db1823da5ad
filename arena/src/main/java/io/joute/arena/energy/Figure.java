package io.joute.arena.energy;

/** The three figures that an estimate and a measurement have in common. */
record Figure(double low, double mid, double high) {
    static Figure of(Estimate estimate) {
        return new Figure(estimate.low(), estimate.mid(), estimate.high());
    }

    static Figure of(Measurement measurement) {
        return new Figure(measurement.low(), measurement.value(), measurement.high());
    }

    EnergyRatio over(Figure other) {
        if (mid == 0 || other.mid == 0) {
            return new EnergyRatio.NotComparable("one of the two used no energy");
        }
        boolean more = mid >= other.mid;
        Figure larger = more ? this : other;
        Figure smaller = more ? other : this;
        EnergyRatio.Times times = new EnergyRatio.Times(
                more, larger.mid / smaller.mid, larger.low / smaller.high, larger.high / smaller.low);
        return times.low() > 1 && times.rounded() > 1
                ? times
                : new EnergyRatio.NoClearDifference(mid / other.mid, low / other.high, high / other.low);
    }
}
