package io.joute.server.admin;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import io.joute.server.http.Routes;
import io.joute.server.page.OfficePage;
import io.joute.server.page.OfficePage.Line;
import io.joute.server.page.OfficePage.Section;
import io.joute.server.page.Words;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Models of other servers: whether they are asked, what they cost, how they last failed. */
final class EndpointRoom implements HttpService {
    private static final String EXAMPLE = """
            endpoints:
              mistral:
                provider: mistral
                model: mistral-small-2501
                key-variable: MISTRAL_KEY
                card: mistral-small-24b-2501
                price-in: 0.1
                price-out: 0.3
                per-day: 2
            """;

    private final Office office;
    private final Door door;
    private final Catalog catalog;
    private final ModelDesk desk;

    EndpointRoom(Office office, Door door, Catalog catalog) {
        this.office = office;
        this.door = door;
        this.catalog = catalog;
        this.desk = office.administration().models();
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules).read("/admin/endpoints", door.inside(this::show));
    }

    private void show(ServerRequest request, ServerResponse response) {
        Words words = office.words(request);
        List<ModelDesk.Endpoint> endpoints = desk.endpoints();
        Section declared = Section.saying(
                "declared",
                words.say("admin.endpoints.declared"),
                words.count("admin.endpoints.count", endpoints.size()));
        office.print(
                request,
                response,
                Office.Room.ENDPOINTS,
                endpoints.isEmpty() ? declared : declared.with(table(words, endpoints)),
                Section.saying(
                                "another",
                                words.say("admin.endpoints.another"),
                                words.say("admin.endpoints.how"),
                                words.say("admin.endpoints.why"))
                        .reading(EXAMPLE));
    }

    private OfficePage.Table table(Words words, List<ModelDesk.Endpoint> endpoints) {
        return new OfficePage.Table(
                List.of(
                        words.say("admin.endpoints.name"),
                        words.say("admin.models.model"),
                        words.say("admin.endpoints.provider"),
                        words.say("admin.endpoints.state"),
                        words.say("admin.endpoints.spent"),
                        words.say("admin.endpoints.last"),
                        words.say("admin.models.do")),
                endpoints.stream().map(endpoint -> line(words, endpoint)).toList());
    }

    private Line line(Words words, ModelDesk.Endpoint endpoint) {
        return new Line(
                endpoint.name(),
                List.of(
                        catalog.card(endpoint.modelId()).map(ModelCard::name).orElse(endpoint.modelId()),
                        words.say(
                                endpoint.hasKey() ? "admin.endpoints.keyed" : "admin.endpoints.keyless",
                                endpoint.provider(),
                                endpoint.upstream()),
                        endpoint.addresses().stream()
                                .map(address -> words.say(
                                        "admin.endpoints.pair",
                                        address.text(),
                                        words.say("admin.asking."
                                                + address.asking().name().toLowerCase(Locale.ROOT))))
                                .collect(Collectors.joining(" · ")),
                        spent(words, endpoint),
                        endpoint.last()
                                .map(failure -> words.say(
                                        "admin.endpoints.pair", office.age(words, failure.at()), failure.message()))
                                .orElse("–")),
                List.of(OfficePage.Form.of(
                        "/admin/models/" + endpoint.modelId() + "/try", words.say("admin.models.try"))));
    }

    private static String spent(Words words, ModelDesk.Endpoint endpoint) {
        return endpoint.spent()
                .map(spent -> endpoint.limit()
                        .map(limit -> words.say("admin.endpoints.of", spent, limit))
                        .orElse(words.say("admin.endpoints.unlimited", spent)))
                .orElse(words.say("admin.endpoints.free"));
    }
}
