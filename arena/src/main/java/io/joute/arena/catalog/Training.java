package io.joute.arena.catalog;

/**
 * How Joute trained a model, and what it reached.
 *
 * @param tokens tokens seen, repeats included
 * @param cpuSeconds processor time of the run, in seconds
 * @param energyWhLow lower end of its energy, in Wh
 * @param energyWh its energy, in Wh
 * @param energyWhHigh upper end of its energy, in Wh
 * @param energyMethod how that energy was measured or modelled, such as {@code cpu-time-1}
 * @param heldOutExact share of held-out questions answered exactly, 0 to 1
 */
public record Training(
        long tokens,
        double cpuSeconds,
        double energyWhLow,
        double energyWh,
        double energyWhHigh,
        String energyMethod,
        double heldOutExact) {
    public Training {
        if (tokens < 0 || !(cpuSeconds >= 0)) {
            throw new IllegalArgumentException(
                    "training of " + tokens + " tokens in " + cpuSeconds + " s, expected ≥ 0");
        }
        if (!(energyWhLow >= 0 && energyWhLow <= energyWh && energyWh <= energyWhHigh)) {
            throw new IllegalArgumentException("training energy " + energyWhLow + " – " + energyWh + " – "
                    + energyWhHigh + " Wh, expected 0 ≤ low ≤ mid ≤ high");
        }
        if (!(heldOutExact >= 0 && heldOutExact <= 1)) {
            throw new IllegalArgumentException("heldOutExact is " + heldOutExact + ", expected 0 to 1");
        }
    }
}
