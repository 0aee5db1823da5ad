package io.joute.arena.energy;

import io.joute.arena.catalog.ParameterCount;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What an {@link EnergyMethod} is asked: a model, an answer, a data centre.
 *
 * @param active billions of parameters used for one token
 * @param total billions of parameters in memory
 * @param outputTokens tokens written
 * @param latencySeconds time the request took where the model is served, if known
 * @param zone electricity mix, ISO 3166 alpha-3 or {@code WOR}
 * @param pue power usage effectiveness, 1 or more
 * @param batch requests served together; empty for the method's own
 * @param bits bits a weight; empty for the method's own
 * @param siteWaterLitresPerKwh water used on site (WUE); empty for no water figure
 */
public record EnergyRequest(
        ParameterCount active,
        ParameterCount total,
        long outputTokens,
        OptionalDouble latencySeconds,
        String zone,
        Range pue,
        OptionalInt batch,
        OptionalInt bits,
        Optional<Range> siteWaterLitresPerKwh) {
    /** The mix when nothing is known of where a model is served: the world's. */
    public static final String WORLD = "WOR";

    /** The PUE when nothing is known of the data centre. */
    public static final double USUAL_PUE = 1.2;

    public EnergyRequest {
        Objects.requireNonNull(zone, "zone");
        require(
                active.low() <= total.low() && active.high() <= total.high(),
                "active parameters",
                active,
                "at most the total " + total);
        require(outputTokens >= 0, "outputTokens", outputTokens, "0 or more");
        latencySeconds.ifPresent(
                seconds -> require(seconds > 0 && seconds < 1e9, "latencySeconds", seconds, "above 0"));
        require(pue.low() >= 1 && pue.high() <= 3, "pue", pue, "1 to 3");
        batch.ifPresent(size -> require(size >= 1, "batch", size, "1 or more"));
        bits.ifPresent(width -> require(width >= 1 && width <= 64, "bits", width, "1 to 64"));
    }

    /** An answer of a model of which nothing else is known: world mix, usual PUE, the method's own constants. */
    public static EnergyRequest of(ParameterCount active, ParameterCount total, long outputTokens) {
        return new EnergyRequest(
                active,
                total,
                outputTokens,
                OptionalDouble.empty(),
                WORLD,
                Range.of(USUAL_PUE),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty());
    }

    /** Copy in a data centre. */
    public EnergyRequest in(String otherZone, Range otherPue) {
        return new EnergyRequest(
                active, total, outputTokens, latencySeconds, otherZone, otherPue, batch, bits, siteWaterLitresPerKwh);
    }

    /** Copy with a measured latency, in seconds. */
    public EnergyRequest withLatencySeconds(double seconds) {
        return new EnergyRequest(
                active, total, outputTokens, OptionalDouble.of(seconds), zone, pue, batch, bits, siteWaterLitresPerKwh);
    }

    /** Copy with a number of requests served together. */
    public EnergyRequest withBatch(int size) {
        return new EnergyRequest(
                active,
                total,
                outputTokens,
                latencySeconds,
                zone,
                pue,
                OptionalInt.of(size),
                bits,
                siteWaterLitresPerKwh);
    }

    /** Copy with a number of bits a weight. */
    public EnergyRequest withBits(int width) {
        return new EnergyRequest(
                active,
                total,
                outputTokens,
                latencySeconds,
                zone,
                pue,
                batch,
                OptionalInt.of(width),
                siteWaterLitresPerKwh);
    }

    /** Copy with the water used on site, in litres a kWh. */
    public EnergyRequest withSiteWater(Range litresPerKwh) {
        return new EnergyRequest(
                active, total, outputTokens, latencySeconds, zone, pue, batch, bits, Optional.of(litresPerKwh));
    }

    private static void require(boolean holds, String field, Object found, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(field + " is " + found + ", expected " + expected);
        }
    }
}
