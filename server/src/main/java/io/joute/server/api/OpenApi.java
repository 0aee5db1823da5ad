package io.joute.server.api;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.joute.server.http.Reply;
import io.joute.server.http.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Describes all that programs may ask, as OpenAPI 3.1; tests hold the document to the routes and to their answers. */
public final class OpenApi implements HttpService {
    private static final String RESOURCE = "openapi.json";

    private final String document;

    /** Read the document. */
    public OpenApi() {
        try (InputStream resource = OpenApi.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(RESOURCE + " is not beside " + OpenApi.class.getName());
            }
            document = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", unreadable);
        }
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules)
                .read("/openapi.json", (request, response) -> Reply.text(request, response, Reply.JSON, document));
    }
}
