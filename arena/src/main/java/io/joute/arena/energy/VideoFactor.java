package io.joute.arena.energy;

/** Emissions of an hour of online video, by the ADEME's Impact CO2, which revised them. */
public enum VideoFactor {
    /** As published in 2025: the deck's. */
    IMPACT_CO2_2025("impact-co2-2025", 31.7),
    /** As published in 2026. */
    IMPACT_CO2_2026("impact-co2-2026", 64.0168);

    private final String version;
    private final double gramsPerHour;

    VideoFactor(String version, double gramsPerHour) {
        this.version = version;
        this.gramsPerHour = gramsPerHour;
    }

    /** The name of the factor where a figure is shown. */
    public String version() {
        return version;
    }

    /** Grams of CO2e an hour. */
    public double gramsPerHour() {
        return gramsPerHour;
    }
}
