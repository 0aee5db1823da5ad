package io.joute.server.http;

import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.time.Duration;
import java.util.Set;

/** Counts requests and how long they took, by what kind of address was asked. */
public final class RequestCount implements Filter {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE");
    private static final Set<String> AREAS = Set.of("v1", "api", "assets", "health", "metrics");

    private final Metrics metrics;

    /** Count in {@code metrics}. */
    public RequestCount(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        long start = System.nanoTime();
        try {
            chain.proceed();
        } finally {
            metrics.request(
                    area(request.path().path()),
                    method(request.prologue().method().text()),
                    response.status().code(),
                    Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /** Anybody may send any word as a method: each would be one more line of metrics for ever. */
    private static String method(String text) {
        return METHODS.contains(text) ? text : "other";
    }

    private static String area(String path) {
        int end = path.indexOf('/', 1);
        String first = path.substring(Math.min(1, path.length()), end < 0 ? path.length() : end);
        return AREAS.contains(first) ? first : "pages";
    }
}
