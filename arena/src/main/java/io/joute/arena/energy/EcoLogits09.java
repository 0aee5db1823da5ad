package io.joute.arena.energy;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * EcoLogits 0.9: requests served 64 together on H100 GPUs, weights of 16 bits, a three-year server.
 *
 * <p>It has no interval of its own: a range comes from ranges of parameters, PUE and site water only, low ends with
 * low ends and high ends with high ends. {@link #band} adds, under another name, what measurements support.
 *
 * <p>Sources: the EcoLogits project's published methodology for this version; mixes by Our World in Data and Ember
 * (CC BY 4.0).
 */
public record EcoLogits09() implements EnergyMethod {
    /** The name of the method with Joute's band around it. */
    public static final String BANDED = "ecologits-0.9+joute-band";

    private static final double BAND = 2;
    private static final int BATCH = 64;
    private static final int BITS = 16;
    private static final double GPU_SLOPE = 1.1665273170451914e-06;
    private static final double GPU_BATCH_DECAY = 0.011205921025579175;
    private static final double GPU_CONSTANT = 4.052928146734005e-05;
    private static final double SECONDS_PER_BILLION = 6.785088094353663e-4;
    private static final double SECONDS_PER_BATCH = 3.119310311688259e-4;
    private static final double SECONDS_CONSTANT = 1.9473717579473387e-2;
    private static final double SERVER_KW = 1.2;
    private static final double SERVER_EMBODIED_KG = 5700;
    private static final double GPU_EMBODIED_KG = 164;
    private static final double LIFETIME_SECONDS = 3.0 * 365 * 86_400;

    private static final SortedMap<String, Double> MIXES =
            Collections.unmodifiableSortedMap(new TreeMap<>(Map.ofEntries(
                    Map.entry("WOR", 0.47301),
                    Map.entry("FRA", 0.04418),
                    Map.entry("USA", 0.38355),
                    Map.entry("SWE", 0.03582),
                    Map.entry("DEU", 0.34414),
                    Map.entry("GBR", 0.21089),
                    Map.entry("ESP", 0.14615),
                    Map.entry("ITA", 0.28753),
                    Map.entry("BEL", 0.11758),
                    Map.entry("CHE", 0.0366),
                    Map.entry("NLD", 0.25331),
                    Map.entry("DNK", 0.1433),
                    Map.entry("POL", 0.61498),
                    Map.entry("CAN", 0.17481),
                    Map.entry("CHN", 0.55955),
                    Map.entry("IND", 0.70832),
                    Map.entry("JPN", 0.48232))));

    /** Water of the world's electricity; that of single countries is not shipped. */
    private static final double WORLD_WATER_LITRES_PER_KWH = 3.908;

    @Override
    public String name() {
        return "ecologits-0.9";
    }

    @Override
    public String version() {
        return "0.9.1";
    }

    @Override
    public SortedMap<String, Double> mixes() {
        return MIXES;
    }

    @Override
    public EnergyResult estimate(EnergyRequest request) {
        int batch = request.batch().orElse(BATCH);
        int bits = request.bits().orElse(BITS);
        Run low = run(request.active().low(), request.total().low(), request);
        Run high = run(request.active().high(), request.total().high(), request);
        Range energyKwh = new Range(low.energyKwh(), high.energyKwh()).times(request.pue());
        String version =
                version() + (batch == BATCH ? "" : ", batch " + batch) + (bits == BITS ? "" : ", " + bits + " bits");
        return new Footprint(energyKwh, new Range(low.embodiedKg(), high.embodiedKg()), low.gpus(), high.gpus())
                .sign(this, version, request, water(energyKwh, request));
    }

    /**
     * An estimate of this method with the band that 129 measured H100 configurations support: half to twice.
     *
     * <p>The band is Joute's own and the method's name says so. It holds for the method's batch of 64, where 90 % of
     * the measurements lie within 0.68 to 1.41 times the estimate, and leaves room for batches of about 16 to 512.
     *
     * @throws IllegalArgumentException for an estimate of another method, or with other constants
     */
    public static Estimate band(Estimate estimate) {
        EcoLogits09 method = new EcoLogits09();
        if (!estimate.method().equals(method.name()) || !estimate.version().equals(method.version())) {
            throw new IllegalArgumentException("estimate is by " + estimate.method() + " " + estimate.version()
                    + ", expected " + method.name() + " " + method.version() + ": the band holds for no other");
        }
        return new Estimate(
                estimate.low() / BAND,
                estimate.mid(),
                estimate.high() * BAND,
                estimate.unit(),
                BANDED,
                estimate.version());
    }

    private static Run run(double active, double total, EnergyRequest request) {
        double tokens = request.outputTokens();
        int batch = request.batch().orElse(BATCH);
        double gpuKwh = tokens / 1000 * (GPU_SLOPE * Math.exp(-GPU_BATCH_DECAY * batch) * active + GPU_CONSTANT);
        double modelled = tokens * (SECONDS_PER_BILLION * active + SECONDS_PER_BATCH * batch + SECONDS_CONSTANT);
        double seconds = Math.min(modelled, request.latencySeconds().orElse(Double.POSITIVE_INFINITY));
        int gpus = Gpus.powerOfTwo(Gpus.needed(total, request.bits().orElse(BITS)));
        double serverKwh = seconds / 3600 * SERVER_KW * gpus / Gpus.PER_SERVER / batch;
        double embodiedKg = seconds
                / (LIFETIME_SECONDS * batch)
                * (gpus / Gpus.PER_SERVER * SERVER_EMBODIED_KG + gpus * GPU_EMBODIED_KG);
        return new Run(serverKwh + gpus * gpuKwh, embodiedKg, gpus);
    }

    /** As the method's code does; its documentation multiplies the site part by the server's energy instead. */
    private Optional<Range> water(Range energyKwh, EnergyRequest request) {
        if (request.siteWaterLitresPerKwh().isPresent() && !request.zone().equals(EnergyRequest.WORLD)) {
            throw new IllegalArgumentException("the water of zone '" + request.zone() + "' is not in " + name()
                    + " as shipped, expected " + EnergyRequest.WORLD + " or no water figure");
        }
        return request.siteWaterLitresPerKwh()
                .map(site -> site.plus(request.pue().times(WORLD_WATER_LITRES_PER_KWH))
                        .times(energyKwh));
    }

    private record Run(double energyKwh, double embodiedKg, int gpus) {}
}
