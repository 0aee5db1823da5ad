package io.joute.e2e;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A visitor without a browser: one cookie, the token of the session, JSON. Safe for any number of threads. */
final class Voter implements AutoCloseable {
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();
    private final JsonMapper json = new JsonMapper();

    private record Session(String address, String token, String terms) {}

    private volatile Session session = new Session("", "", "");

    /** Come, or come back, to the program at this address; the cookie is kept. */
    void visit(String address) throws IOException, InterruptedException {
        session = new Session(address, "", "");
        JsonNode told = get("/api/session");
        session = new Session(
                address, told.path("token").asString(), told.path("terms").asString());
    }

    /** Open a duel and wait for both answers; its id. */
    String answeredDuel(String question) throws IOException, InterruptedException {
        String body = json.createObjectNode()
                .put("prompt", question)
                .put("terms", session.terms)
                .toString();
        JsonNode opened = read(send("POST", "/api/duels", body));
        String id = opened.path("id").asString();
        HttpRequest events = request("/api/duels/" + id + "/events").build();
        try (Stream<String> lines = client.send(events, BodyHandlers.ofLines()).body()) {
            if (lines.noneMatch(line -> line.matches("event: ?answered"))) {
                throw new IllegalStateException("the events of duel " + id + " end without an answer of both");
            }
        }
        return id;
    }

    /** Vote; whether the program acknowledged it. */
    boolean vote(String duel, String choice) throws IOException, InterruptedException {
        String body = json.createObjectNode().put("choice", choice).toString();
        return send("PUT", "/api/duels/" + duel + "/turns/0/vote", body).statusCode() == 200;
    }

    void reveal(String duel) throws IOException, InterruptedException {
        read(send("POST", "/api/duels/" + duel + "/reveal", "{}"));
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return read(client.send(request(path).build(), BodyHandlers.ofString()));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .header("Origin", session.address)
                .header("X-Joute-Token", session.token)
                .method(method, BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(session.address + path));
    }

    private JsonNode read(HttpResponse<String> response) {
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(response.request().method() + " " + response.uri() + " gives "
                    + response.statusCode() + ": " + response.body());
        }
        return json.readTree(response.body());
    }
}
