package io.joute.server.api;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelStatus;
import io.joute.server.http.Routes;
import java.util.List;
import java.util.Map;

/** The catalogue for programs. */
public final class CatalogApi implements HttpService {
    private final Catalog catalog;
    private final Json json;

    /** Serve the cards of {@code catalog}. */
    public CatalogApi(Catalog catalog, Json json) {
        this.catalog = catalog;
        this.json = json;
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules).read("/api/models", this::models);
    }

    private void models(ServerRequest request, ServerResponse response) {
        List<CardBody> cards = catalog.cards().stream()
                .filter(card -> card.status() != ModelStatus.DISABLED)
                .map(CardBody::of)
                .toList();
        json.send(request, response, Map.of("models", cards));
    }
}
