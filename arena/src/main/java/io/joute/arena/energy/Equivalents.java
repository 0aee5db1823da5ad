package io.joute.arena.energy;

/**
 * What energy and emissions correspond to in daily life.
 *
 * @param ledBulb time of a 5 W bulb on the same energy
 * @param video time of online video with the same emissions
 * @param videoVersion version of the factor behind {@code video}
 * @param tgvParisBerlin train journeys with the same emissions
 * @param baguettes loaves with the same emissions
 * @param parcels deliveries with the same emissions
 * @param treeYears years of a tree that takes the same emissions up
 */
public record Equivalents(
        Amount ledBulb,
        Amount video,
        String videoVersion,
        double tgvParisBerlin,
        double baguettes,
        double parcels,
        double treeYears) {
    private static final double BULB_WATTS = 5;
    private static final double TGV_GRAMS = 7260;
    private static final double BAGUETTE_GRAMS = 776.7;
    private static final double PARCEL_GRAMS = 576;
    private static final double TREE_YEAR_GRAMS = 22_000;

    /** Of energy in Wh and emissions in gCO2e, with the deck's factor of video. */
    public static Equivalents of(double energyWh, double emissionsGrams) {
        return of(energyWh, emissionsGrams, VideoFactor.IMPACT_CO2_2025);
    }

    /** Of energy in Wh and emissions in gCO2e. */
    public static Equivalents of(double energyWh, double emissionsGrams, VideoFactor video) {
        return new Equivalents(
                Amount.ofSeconds(energyWh / BULB_WATTS * 3600),
                Amount.ofSeconds(emissionsGrams / video.gramsPerHour() * 3600),
                video.version(),
                emissionsGrams / TGV_GRAMS,
                emissionsGrams / BAGUETTE_GRAMS,
                emissionsGrams / PARCEL_GRAMS,
                emissionsGrams / TREE_YEAR_GRAMS);
    }

    /** Of the middle of an estimate. */
    public static Equivalents of(EnergyResult result) {
        return of(result.energy().mid(), result.emissions().mid());
    }
}
