package io.joute.arena.energy;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * EcoLogits 0.1.4 to 0.8.2: one request at a time on GPUs of 80 GB, weights of 4 bits, a five-year server.
 *
 * <p>The interval is that of its two regressions over the number of active parameters. A model whose size is a range
 * is run at both ends; the middle of what comes out is the figure to quote.
 *
 * <p>Source: the EcoLogits project's published methodology for these versions.
 */
public record EcoLogits08() implements EnergyMethod {
    private static final double GPU_KWH_PER_TOKEN_PER_BILLION = 8.91e-8;
    private static final double GPU_KWH_PER_TOKEN = 1.43e-6;
    private static final double GPU_KWH_PER_TOKEN_SPREAD = 1.96 * 5.19e-7;
    private static final double SECONDS_PER_TOKEN_PER_BILLION = 8.02e-4;
    private static final double SECONDS_PER_TOKEN = 2.23e-2;
    private static final double SECONDS_PER_TOKEN_SPREAD = 1.96 * 7.00e-6;
    private static final int BITS = 4;
    private static final double SERVER_KW = 1;
    private static final double SERVER_EMBODIED_KG = 3000;
    private static final double GPU_EMBODIED_KG = 143;
    private static final double LIFETIME_SECONDS = 5.0 * 365 * 86_400;

    private static final SortedMap<String, Double> MIXES = Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(
            "WOR", 0.590478,
            "FRA", 0.0800844,
            "USA", 0.672606)));

    @Override
    public String name() {
        return "ecologits-0.8";
    }

    @Override
    public String version() {
        return "0.8.2";
    }

    @Override
    public SortedMap<String, Double> mixes() {
        return MIXES;
    }

    @Override
    public EnergyResult estimate(EnergyRequest request) {
        if (request.batch().isPresent()) {
            throw new IllegalArgumentException(name() + " has no batch (found "
                    + request.batch().getAsInt() + "): leave it out, or use ecologits-0.9");
        }
        if (request.siteWaterLitresPerKwh().isPresent()) {
            throw new IllegalArgumentException(name() + " has no water figure: leave it out, or use ecologits-0.9");
        }
        int bits = request.bits().orElse(BITS);
        Run low = run(request.active().low(), request.total().low(), bits, request);
        Run high = run(request.active().high(), request.total().high(), bits, request);
        return new Footprint(
                        low.energyKwh().upTo(high.energyKwh()),
                        low.embodiedKg().upTo(high.embodiedKg()),
                        low.gpus(),
                        high.gpus())
                .sign(this, bits == BITS ? version() : version() + ", " + bits + " bits", request, Optional.empty());
    }

    private Run run(double active, double total, int bits, EnergyRequest request) {
        double tokens = request.outputTokens();
        Range gpuKwh =
                around(tokens, GPU_KWH_PER_TOKEN_PER_BILLION * active + GPU_KWH_PER_TOKEN, GPU_KWH_PER_TOKEN_SPREAD);
        Range seconds =
                around(tokens, SECONDS_PER_TOKEN_PER_BILLION * active + SECONDS_PER_TOKEN, SECONDS_PER_TOKEN_SPREAD);
        double latency = request.latencySeconds().orElse(Double.POSITIVE_INFINITY);
        if (latency < seconds.high()) {
            seconds = Range.of(latency);
        }
        int gpus = Gpus.needed(total, bits);
        Range serverKwh = seconds.times(SERVER_KW / 3600 * gpus / Gpus.PER_SERVER);
        Range energyKwh = serverKwh.plus(gpuKwh.times(gpus)).times(request.pue());
        double kgPerSecond =
                ((double) gpus / Gpus.PER_SERVER * SERVER_EMBODIED_KG + gpus * GPU_EMBODIED_KG) / LIFETIME_SECONDS;
        return new Run(energyKwh, seconds.times(kgPerSecond), gpus);
    }

    private static Range around(double tokens, double perToken, double spread) {
        return new Range(tokens * Math.max(0, perToken - spread), tokens * (perToken + spread));
    }

    private record Run(Range energyKwh, Range embodiedKg, int gpus) {}
}
