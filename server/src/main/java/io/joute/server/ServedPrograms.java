package io.joute.server;

import io.joute.server.api.v1.ServedModels;
import io.joute.server.http.Metrics;
import java.util.Objects;

/**
 * What a server serves to programs.
 *
 * @param models those that they may use
 * @param metrics what is counted, at {@code /metrics}
 */
public record ServedPrograms(ServedModels models, Metrics metrics) {
    public ServedPrograms {
        Objects.requireNonNull(models, "models");
        Objects.requireNonNull(metrics, "metrics");
    }
}
