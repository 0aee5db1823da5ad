package io.joute.distill.train;

/**
 * Learning rate by step: a straight warm-up, then half a cosine down to a share of the peak.
 *
 * @param peak highest rate
 * @param floorShare last rate as a share of the peak
 * @param warmUpSteps steps to the peak
 * @param steps steps in all
 */
public record Schedule(float peak, float floorShare, int warmUpSteps, int steps) {
    public Schedule {
        if (!(peak > 0 && Float.isFinite(peak))) {
            throw new IllegalArgumentException("peak is " + peak + ", expected above 0");
        }
        if (!(floorShare >= 0 && floorShare <= 1)) {
            throw new IllegalArgumentException("floorShare is " + floorShare + ", expected 0 to 1");
        }
        if (steps < 1 || warmUpSteps < 0 || warmUpSteps >= steps) {
            throw new IllegalArgumentException(
                    "warmUpSteps is " + warmUpSteps + " of " + steps + " steps, expected fewer");
        }
    }

    /** The rate of a step, the first being 0. */
    public float rate(int step) {
        if (step < warmUpSteps) {
            return peak * (step + 1) / warmUpSteps;
        }
        double done = (double) (step - warmUpSteps) / Math.max(1, steps - 1 - warmUpSteps);
        double cosine = (1 + StrictMath.cos(Math.PI * Math.min(1, done))) / 2;
        return (float) (peak * (floorShare + (1 - floorShare) * cosine));
    }
}
