package io.joute.arena.energy;

import java.util.Optional;

/**
 * What a method says of one answer.
 *
 * @param energy in Wh
 * @param usage emissions of the electricity, in gCO2e
 * @param embodied share of the emissions of making the servers, in gCO2e
 * @param emissions both together, in gCO2e
 * @param gpusLow GPUs that hold the model
 * @param gpusHigh the same at the upper end of its size
 * @param zone electricity mix that was used
 * @param mixKgPerKwh its emissions, in kgCO2e a kWh
 * @param waterLitres water used, when the request told the site's own use
 */
public record EnergyResult(
        Estimate energy,
        Estimate usage,
        Estimate embodied,
        Estimate emissions,
        int gpusLow,
        int gpusHigh,
        String zone,
        double mixKgPerKwh,
        Optional<Estimate> waterLitres) {
    public EnergyResult {
        if (gpusLow < 1 || gpusHigh < gpusLow || !(mixKgPerKwh >= 0)) {
            throw new IllegalArgumentException("result of " + gpusLow + " to " + gpusHigh + " GPUs at " + mixKgPerKwh
                    + " kg/kWh, expected 1 ≤ low ≤ high and a mix of 0 or more");
        }
    }

    /** The method that gave it. */
    public String method() {
        return energy.method();
    }
}
