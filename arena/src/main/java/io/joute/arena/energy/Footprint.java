package io.joute.arena.energy;

import java.util.Optional;

/**
 * What a method computed, before it is signed with the method's name.
 *
 * @param energyKwh energy of the request
 * @param embodiedKg share of making the servers
 * @param gpusLow GPUs at the low end of the size
 * @param gpusHigh GPUs at the high end
 */
record Footprint(Range energyKwh, Range embodiedKg, int gpusLow, int gpusHigh) {
    /** Turn into units of an answer: Wh, gCO2e, litres. */
    EnergyResult sign(EnergyMethod method, String version, EnergyRequest request, Optional<Range> waterLitres) {
        double mix = method.mixKgPerKwh(request.zone());
        Range usageGrams = energyKwh.times(mix * 1000);
        Range embodiedGrams = embodiedKg.times(1000);
        Signature signature = new Signature(method.name(), version);
        return new EnergyResult(
                signature.on(energyKwh.times(1000), "Wh"),
                signature.on(usageGrams, "gCO2e"),
                signature.on(embodiedGrams, "gCO2e"),
                signature.on(usageGrams.plus(embodiedGrams), "gCO2e"),
                gpusLow,
                gpusHigh,
                request.zone(),
                mix,
                waterLitres.map(litres -> signature.on(litres, "L")));
    }

    private record Signature(String method, String version) {
        Estimate on(Range range, String unit) {
            return new Estimate(range.low(), range.mid(), range.high(), unit, method, version);
        }
    }
}
