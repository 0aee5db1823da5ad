package io.joute.server.api.v1;

import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.energy.EcoLogits09;
import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Estimates;
import io.joute.arena.energy.Measurement;
import io.joute.base.chat.Usage;
import io.joute.server.http.Metrics;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** What the answers to a request took, energy included. For one request and one thread. */
final class Spent {
    private static final double NANOS = 1e9;

    private final ModelCard card;
    private final Metrics metrics;
    private final Supplier<Optional<Measurement>> reading;
    private long prefillNanos;
    private long decodeNanos;
    private boolean failed;
    private long promptTokens;
    private long outputTokens;

    /** Begin to measure. */
    Spent(ServedModels models, ModelCard card, Metrics metrics) {
        this.card = card;
        this.metrics = metrics;
        this.reading = models.meter().get();
    }

    /** Another answer, to a prompt that was not counted yet or was. */
    void add(Usage usage, boolean newPrompt) {
        promptTokens += newPrompt ? usage.promptTokens() : 0;
        outputTokens += usage.outputTokens();
        prefillNanos += usage.prefillNanos();
        decodeNanos += usage.decodeNanos();
    }

    /** The model failed. */
    void failed() {
        failed = true;
    }

    /** End the measurement and count all. */
    void count() {
        metrics.answered(card.id(), !failed);
        metrics.tokens(card.id(), false, promptTokens, prefillNanos);
        metrics.tokens(card.id(), true, outputTokens, decodeNanos);
        metrics.energy(card.id(), false, estimate().mid());
        stop().ifPresent(measured -> metrics.energy(card.id(), true, measured.value()));
    }

    /** A prompt that was only read. */
    void addPrompt(int tokens) {
        promptTokens += tokens;
    }

    /** End the measurement; it can be ended more than once. */
    private Optional<Measurement> stop() {
        return reading.get();
    }

    /** In OpenAI's shape, and {@code energy} beside it. */
    void write(ObjectNode usage) {
        usage.put("prompt_tokens", promptTokens);
        usage.put("completion_tokens", outputTokens);
        usage.put("total_tokens", promptTokens + outputTokens);
        Estimate estimate = estimate();
        ObjectNode energy = usage.putObject("energy");
        energy.put("unit", estimate.unit());
        energy.put("low", estimate.low());
        energy.put("mid", estimate.mid());
        energy.put("high", estimate.high());
        energy.put("method", estimate.method());
        energy.put("version", estimate.version());
        stop().ifPresent(measured -> write(energy.putObject("measured"), measured));
    }

    private static void write(ObjectNode node, Measurement measured) {
        node.put("unit", measured.unit());
        node.put("low", measured.low());
        node.put("value", measured.value());
        node.put("high", measured.high());
        node.put("meter", measured.meter());
        node.put("scope", measured.scope());
        node.put("seconds", measured.windowNanos() / NANOS);
    }

    /** The figures to quote, as headers. */
    void writeHeaders(ServerResponse response) {
        response.header("Joute-Energy-Wh", Double.toString(estimate().mid()));
        stop().ifPresent(measured -> response.header("Joute-Energy-Measured-Wh", Double.toString(measured.value())));
    }

    private Estimate estimate() {
        return Estimates.shown(
                Estimates.of(new EcoLogits09(), card, outputTokens).energy());
    }
}
