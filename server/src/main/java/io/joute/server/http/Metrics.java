package io.joute.server.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What is counted, for Prometheus. Never by model what happens in duels: whoever reads the counts while a duel is open must
 * not learn who plays it. Safe for any number of threads.
 */
public final class Metrics {
    /** What the text of {@link #text} is. */
    public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final double NANOS = 1e9;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    /** For the operator alone: names of endpoints, or that a side of a duel is not computed here, would tell who plays. */
    private final PrometheusMeterRegistry operators = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** Begin with what the JVM tells of itself. */
    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** All counts in Prometheus's text format; those that tell where answers come from only for the {@code operator}. */
    public String text(boolean operator) {
        return operator ? registry.scrape() + operators.scrape() : registry.scrape();
    }

    /** Follow a number that goes up and down. */
    public void follow(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    /** The same for the operator alone. */
    public void followForOperator(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(operators);
    }

    /** A request was answered. */
    public void request(String area, String method, int status, Duration took) {
        Timer.builder("joute.http.requests")
                .description("Requests answered, streams until their end")
                .tags("area", area, "method", method, "status", Integer.toString(status))
                .register(registry)
                .record(took);
    }

    /** Something happened in a duel. */
    public void duelEvent(String event) {
        Counter.builder("joute.duel.events")
                .description("What happened in duels, whoever played")
                .tag("event", event)
                .register(registry)
                .increment();
    }

    /** A question was not let in. */
    public void refused(String reason) {
        Counter.builder("joute.questions.refused")
                .description("Questions not let in: blocked words and visitors, limits, personal data pointed out")
                .tag("reason", reason)
                .register(registry)
                .increment();
    }

    /** A program's request to a model ended, well or not. */
    public void answered(String model, boolean well) {
        Counter.builder("joute.api.answers")
                .description("Requests of programs to models")
                .tags("model", model, "outcome", well ? "answered" : "failed")
                .register(registry)
                .increment();
    }

    /** Tokens that a model read or wrote for a program, and how long that took. */
    public void tokens(String model, boolean written, long tokens, long nanos) {
        String kind = written ? "output" : "prompt";
        Counter.builder("joute.api.tokens")
                .description("Tokens read and written for programs")
                .tags("model", model, "kind", kind)
                .register(registry)
                .increment((double) tokens);
        Counter.builder("joute.api.token.seconds")
                .description("Time that these tokens took")
                .tags("model", model, "kind", kind)
                .register(registry)
                .increment(nanos / NANOS);
    }

    /** What an answer to a program took, in Wh. */
    public void energy(String model, boolean measured, double energyWh) {
        Counter.builder("joute.api.energy.wh")
                .description("Energy of answers to programs: a measurement and an estimate are never added up")
                .tags("model", model, "kind", measured ? "measured" : "estimated")
                .register(registry)
                .increment(energyWh);
    }

    /** Follow what an endpoint has cost today (UTC), calls under way at their most. */
    public void followSpending(String endpoint, String currency, Supplier<Number> spentToday) {
        Gauge.builder("joute.endpoint.spent.today", spentToday)
                .description("Money that an endpoint took today (UTC), calls under way at their most")
                .tags("endpoint", endpoint, "currency", currency)
                .register(operators);
    }

    /** An answer of an endpoint ended so, after all its repetitions. */
    public void endpointAnswer(String endpoint, String outcome) {
        Counter.builder("joute.endpoint.answers")
                .description("Answers of endpoints by how they ended, after all repetitions")
                .tags("endpoint", endpoint, "outcome", outcome)
                .register(operators)
                .increment();
    }
}
