package io.joute.server.page;

import io.helidon.webserver.http.ServerRequest;
import io.joute.arena.catalog.ParameterCount;
import io.joute.arena.energy.EcoLogits09;
import io.joute.arena.energy.EnergyRequest;
import io.joute.arena.energy.Range;

/**
 * What the energy of an answer depends on, as somebody set it; what makes no sense becomes the nearest that does.
 *
 * @param active billions of parameters used for one token
 * @param activeHigh the same at the upper end of an outsider's estimate; equal to {@code active} when it is known
 * @param total billions of parameters in all
 * @param tokens tokens written
 * @param zone electricity mix
 * @param pue of the data centre
 * @param batch requests served together, for the method that knows that
 */
record Dials(double active, double activeHigh, double total, int tokens, String zone, double pue, int batch) {
    static final double MOST_BILLIONS = 2000;
    static final int MOST_TOKENS = 5000;
    static final int MOST_BATCH = 512;

    private static final double FEWEST_BILLIONS = 0.1;
    private static final int USUAL_BATCH = 64;

    /** The deck's card: 70 billion parameters, 260 tokens. */
    static final Dials DECK = new Dials(70, 70, 70, 260, EnergyRequest.WORLD, EnergyRequest.USUAL_PUE, USUAL_BATCH);

    /** Those of an address; the deck's where it says nothing. */
    static Dials of(ServerRequest request) {
        double active = number(request, "active", DECK.active, FEWEST_BILLIONS, MOST_BILLIONS);
        double activeHigh = number(request, "activeHigh", active, active, MOST_BILLIONS);
        double total = number(request, "total", activeHigh, activeHigh, MOST_BILLIONS);
        String zone = request.query()
                .first("zone")
                .filter(code -> new EcoLogits09().mixes().containsKey(code))
                .orElse(DECK.zone);
        return new Dials(
                active,
                activeHigh,
                total,
                (int) number(request, "tokens", DECK.tokens, 0, MOST_TOKENS),
                zone,
                number(request, "pue", DECK.pue, 1, 2),
                (int) number(request, "batch", DECK.batch, 1, MOST_BATCH));
    }

    /** What a method is asked; a zone that it does not list is the world. */
    EnergyRequest request(boolean knowsZone) {
        ParameterCount used = active == activeHigh ? ParameterCount.of(active) : new ParameterCount(active, activeHigh);
        return EnergyRequest.of(used, ParameterCount.of(total), tokens)
                .in(knowsZone ? zone : EnergyRequest.WORLD, Range.of(pue));
    }

    /** Whether the batch is the one that the newer method supposes. */
    boolean usualBatch() {
        return batch == USUAL_BATCH;
    }

    private static double number(ServerRequest request, String name, double otherwise, double least, double most) {
        String text = request.query().first(name).orElse("").strip().replace(',', '.');
        double value = text.matches("\\d{1,7}(\\.\\d{0,6})?") ? Double.parseDouble(text) : otherwise;
        return Math.clamp(value, least, most);
    }
}
