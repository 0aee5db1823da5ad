package io.joute.arena.energy;

import java.util.List;
import java.util.SortedMap;

/**
 * A published way to estimate what an answer of a model served in a data centre costs.
 *
 * <p>Both methods ignore prompt tokens. Their figures for one answer may differ twentyfold: name the method wherever
 * a figure is shown, and compare figures of one method and version only.
 */
public sealed interface EnergyMethod permits EcoLogits08, EcoLogits09 {
    /** All of them, oldest first. */
    static List<EnergyMethod> all() {
        return List.of(new EcoLogits08(), new EcoLogits09());
    }

    /** The name in commands, log and exports, such as {@code ecologits-0.9}. */
    String name();

    /** The version of its constants. */
    String version();

    /** Emissions of the mixes it knows, by zone, in kgCO2e a kWh. */
    SortedMap<String, Double> mixes();

    /**
     * Estimate one answer.
     *
     * @throws IllegalArgumentException for a zone it does not know, naming those it does, and for a setting it lacks
     */
    EnergyResult estimate(EnergyRequest request);

    /**
     * The method of that name.
     *
     * @throws IllegalArgumentException naming those there are
     */
    static EnergyMethod named(String name) {
        return all().stream()
                .filter(method -> method.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("energy method '" + name
                        + "' is unknown, expected one of "
                        + String.join(
                                ", ", all().stream().map(EnergyMethod::name).toList())));
    }

    /** The emissions of a zone, in kgCO2e a kWh. */
    default double mixKgPerKwh(String zone) {
        Double mix = mixes().get(zone);
        if (mix == null) {
            throw new IllegalArgumentException("zone '" + zone + "' is not in " + name() + " " + version()
                    + "; its zones are " + String.join(", ", mixes().keySet()));
        }
        return mix;
    }
}
