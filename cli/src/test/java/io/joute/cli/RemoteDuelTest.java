package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelStatus;
import io.joute.connect.MessageEvents;
import io.joute.connect.StubServer;
import io.joute.server.JouteServer;
import io.joute.server.api.v1.ApiKey;
import io.joute.server.http.ServerSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A closed model against one that runs here, on the real server: blind until the vote, and the key nowhere. */
final class RemoteDuelTest {
    private static final String KEY = "sk-PLANTED-0123456789-canary";
    private static final String ANSWER = "A joust is a duel of riders.";

    /** What would tell the closed model, its provider, its price or its energy. */
    private static final List<String> MARKS = List.of(
            "claude",
            "Claude",
            "Sonnet",
            "anthropic",
            "Anthropic",
            "msg_",
            "upstream",
            "sonnet-1",
            "joute-demo",
            "Joute Grand",
            "Joute Petit",
            "promptTokens",
            "outputTokens",
            " Wh",
            "USD",
            "proprietary",
            "PROPRIETARY",
            "endpoint");

    /** The billions of parameters that the closed model is thought to have, as a number: random words may have the digits. */
    private static final String SIZE = "\\b440\\b";

    @TempDir
    Path data;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private StubServer provider = new StubServer((request, reply) -> reply.end());
    private String base = "";
    private String token = "";
    private String terms = "";

    @BeforeEach
    void logAll() {
        Logging.to(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        Logging.off();
        provider.close();
        client.close();
    }

    @Test
    void aClosedModelPlaysBlindAndIsRevealedWithTheIntervalOfItsEnergy() throws Exception {
        provider = new StubServer((request, reply) -> {
            reply.stream();
            for (String event : MessageEvents.message("end_turn", List.of(), "A joust is", " a duel of riders.")) {
                reply.chunk(event);
            }
            reply.end();
        });
        try (Arena arena = Arena.open(settings());
                JouteServer server = JouteServer.start(ServerSettings.DEFAULT.withPort(0), arena.served())) {
            begin(server);
            String duel = open();
            String events = get(duel + "/events");
            get(duel);
            assertThat(page(duel.replace("/api/duels/", "/duel/")))
                    .as("visitors are told that questions leave")
                    .contains("vos questions leur sont envoyées");
            page("/duels");
            page("/health/ready");

            assertThat(events).contains("event: answered").contains("\"text\":\"");
            assertThat(tapped())
                    .doesNotContain(MARKS.toArray(String[]::new))
                    .doesNotContainPattern(SIZE)
                    .doesNotContain("PLANTED");

            vote(duel);
            JsonNode closed = side(json(send("POST", duel + "/reveal", "")), "claude-3.5-sonnet");
            assertThat(closed.get("usage").get("promptTokens").asInt()).isEqualTo(12);
            assertThat(closed.get("usage").get("outputTokens").asInt()).isEqualTo(9);
            assertThat(closed.get("measured").isEmpty())
                    .as("nothing is measured here of what runs there")
                    .isTrue();
            assertThat(closed.get("estimates").size()).isEqualTo(2);
            for (JsonNode estimate : closed.get("estimates")) {
                JsonNode energy = estimate.get("energy");
                assertThat(energy.get("low").asDouble())
                        .isPositive()
                        .isLessThan(energy.get("high").asDouble());
                assertThat(energy.get("method").asString()).startsWith("ecologits-0.");
            }
            assertThat(page(duel.replace("/api/duels/", "/duel/")))
                    .contains("Claude 3.5 Sonnet", "Anthropic", ANSWER)
                    .contains("Wh");
            assertThat(page("/models")).contains("Claude 3.5 Sonnet");
            requireNoKeyAnywhere();
        }
        Path dataset = data.resolve("dataset");
        Run export =
                Run.with("", Map.of("THE_KEY", KEY), "export", "--data", data.toString(), "--to", dataset.toString());
        assertThat(export.code()).as(export.err()).isZero();
        assertThat(export.out() + export.err()).doesNotContain("PLANTED");
        assertThat(texts(dataset)).as("the duel went out").contains("capitale du Japon", "claude-3.5-sonnet");
        requireNoKeyInFiles();
    }

    @Test
    void aProviderThatRepeatsTheKeyInItsErrorGivesItToNobody() throws Exception {
        provider = new StubServer((request, reply) -> reply.answer(
                400,
                "application/json",
                "{\"error\":{\"type\":\"" + KEY + "\",\"message\":\"key " + KEY + " is bad\"}}"));
        try (Arena arena = Arena.open(settings());
                JouteServer server = JouteServer.start(ServerSettings.DEFAULT.withPort(0), arena.served())) {
            begin(server);
            String duel = open();

            assertThat(get(duel + "/events")).contains("event: failed");
            get(duel);
            page(duel.replace("/api/duels/", "/duel/"));

            assertThat(tapped())
                    .doesNotContain(MARKS.toArray(String[]::new))
                    .doesNotContainPattern(SIZE)
                    .doesNotContain("is bad");
            requireNoKeyAnywhere();
        }
        requireNoKeyInFiles();
        assertThat(allFiles()).as("the operator learns why").contains("endpoint 'sonnet-1': status 400: key … is bad");
    }

    /** A provider that repeats all that it was told, in an answer and in failures before and amid one. */
    @Test
    void logsOneObjectALineWithNeitherQuestionsNorAnswersNorKeys() throws Exception {
        String said = KEY + " says: Quelle est la capitale du Japon ?";
        var calls = new AtomicInteger();
        provider = new StubServer((request, reply) -> {
            if (calls.getAndIncrement() == 0) {
                reply.answer(400, "application/json", "{\"error\":{\"type\":\"bad\",\"message\":\"" + said + "\"}}");
                return;
            }
            reply.stream();
            reply.chunk(
                    MessageEvents.message("end_turn", List.of(), "A joust is").getFirst());
            reply.chunk("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\""
                    + said + "\"}}\n\n");
            reply.end();
        });
        try (Arena arena = Arena.open(settings(Map.of(Setting.LOG_FORMAT.key(), "json")));
                JouteServer server = JouteServer.start(
                        ServerSettings.DEFAULT.withPort(0), arena.served(), arena.programs(Optional.empty(), true))) {
            begin(server);
            assertThat(get(open() + "/events")).contains("event: failed");
            assertThat(get(open() + "/events")).contains("event: failed");
            assertThat(send("POST", "/v1/chat/completions", "{\"model\":\"" + said + "\"}")
                            .statusCode())
                    .isEqualTo(404);
        }
        List<String> lines = Stream.concat(
                        logFile().lines(), log.toString(StandardCharsets.UTF_8).lines())
                .toList();
        assertThat(lines)
                .hasSizeGreaterThan(2)
                .allSatisfy(line -> assertThat(new JsonMapper().readTree(line).propertyNames())
                        .contains("time", "level", "logger", "message"));
        assertThat(logFile()).contains("endpoint 'sonnet-1'", "status 400");
        for (String everywhere : List.of(logFile(), log.toString(StandardCharsets.UTF_8))) {
            assertThat(everywhere).doesNotContain("capitale du Japon", "A joust is", "duel of riders", "PLANTED");
        }
    }

    @Test
    void whatEndpointsCostAndHowTheyEndIsForTheHolderOfTheKeyAlone() throws Exception {
        var failing = new AtomicBoolean();
        provider = new StubServer((request, reply) -> {
            if (failing.get()) {
                reply.answer(401, "application/json", "{}");
                return;
            }
            reply.stream();
            for (String event : MessageEvents.message("end_turn", List.of(), "A joust is", " a duel of riders.")) {
                reply.chunk(event);
            }
            reply.end();
        });
        ApiKey key = ApiKey.of("an-operators-key-0123");
        var anyPort = ServerSettings.DEFAULT.withPort(0);
        try (Arena arena = Arena.open(settings());
                JouteServer open = JouteServer.start(anyPort, arena.served(), arena.programs(Optional.empty(), true));
                JouteServer locked =
                        JouteServer.start(anyPort, arena.served(), arena.programs(Optional.of(key), true))) {
            begin(open);
            get(open() + "/events");
            failing.set(true);
            get(open() + "/events");

            assertThat(get("/metrics"))
                    .contains("joute_duel_events_total{event=\"answered\"}")
                    .doesNotContain("joute_endpoint", "joute_engine", "sonnet", "claude", "USD", "joute-demo");
            base = "http://127.0.0.1:" + locked.port();
            assertThat(operatorsMetrics())
                    .contains("joute_engine_answers_in_progress 0.0")
                    .contains("joute_endpoint_answers_total{endpoint=\"sonnet-1\",outcome=\"answered\"} 1.0")
                    .contains("joute_endpoint_answers_total{endpoint=\"sonnet-1\",outcome=\"broken\"} 1.0")
                    .containsPattern(
                            "joute_endpoint_spent_today\\{currency=\"USD\",endpoint=\"sonnet-1\"\\} 1\\.71E-4");
        }
        assertThat(log.toString(StandardCharsets.UTF_8) + logFile())
                .as("no prompt and no answer is logged")
                .doesNotContain("capitale du Japon", "duel of riders");
    }

    private String operatorsMetrics() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/metrics"))
                .header("Authorization", "Bearer an-operators-key-0123")
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    private String logFile() throws IOException {
        return Files.readString(data.resolve("joute.0.log"));
    }

    @Test
    void aCardThatWasOnlyThereToBeReadEntersTheListsWithItsEndpointAndStaysOutOnceRetired() throws Exception {
        try (Arena arena = Arena.open(new SettingsReader(surroundings()).conclude(Map.of()))) {
            assertThat(status(arena)).isEqualTo(ModelStatus.ARCHIVED);
        }
        try (Arena arena = Arena.open(settings())) {
            assertThat(status(arena)).isEqualTo(ModelStatus.ENABLED);
            Catalog catalog = arena.served().catalog();
            catalog.save(catalog.card("claude-3.5-sonnet").orElseThrow().withStatus(ModelStatus.ARCHIVED));
        }
        try (Arena arena = Arena.open(settings())) {
            assertThat(status(arena)).isEqualTo(ModelStatus.ARCHIVED);
        }
    }

    private static ModelStatus status(Arena arena) {
        return arena.served().catalog().card("claude-3.5-sonnet").orElseThrow().status();
    }

    private void requireNoKeyAnywhere() {
        assertThat(provider.requests()).isNotEmpty();
        assertThat(provider.last().headers()).containsEntry("x-api-key", KEY);
        assertThat(tapped()).doesNotContain("PLANTED");
        assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain("PLANTED");
    }

    private void requireNoKeyInFiles() throws IOException {
        assertThat(allFiles()).contains("sonnet-1").doesNotContain("PLANTED");
    }

    private String allFiles() throws IOException {
        return texts(data);
    }

    private static String texts(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> !path.toString().endsWith(".gguf"))
                    .toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return new String(all.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private Settings settings() throws IOException {
        return settings(Map.of());
    }

    private Settings settings(Map<String, String> told) throws IOException {
        Files.writeString(data.resolve("joute.yaml"), """
                endpoints:
                  sonnet-1:
                    provider: anthropic
                    address: %s
                    private-address: true
                    model: upstream-sonnet
                    card: claude-3.5-sonnet
                    key-variable: THE_KEY
                    price-in: 3
                    price-out: 15
                    per-day: 1
                """.formatted(provider.address("/v1")));
        return new SettingsReader(surroundings()).conclude(told);
    }

    private Surroundings surroundings() {
        return new Surroundings(
                Map.of("JOUTE_DATA", data.toString(), "THE_KEY", KEY),
                Map.of("user.home", data.toString(), "os.name", "Linux"),
                InputStream.nullInputStream(),
                System.out,
                System.err,
                false,
                false);
    }

    private void begin(JouteServer server) throws Exception {
        base = "http://127.0.0.1:" + server.port();
        page("/");
        JsonNode session = json(send("GET", "/api/session", ""));
        token = session.get("token").asString();
        terms = session.get("terms").asString();
    }

    private String open() throws Exception {
        JsonNode opened = json(send(
                "POST",
                "/api/duels",
                "{\"prompt\":\"Quelle est la capitale du Japon ?\",\"mode\":\"chosen\",\"models\":[\"claude-3.5-sonnet\","
                        + "\"joute-demo-3m\"],\"locale\":\"fr\",\"publication\":true,\"terms\":\"" + terms + "\"}"));
        return "/api/duels/" + opened.get("id").asString();
    }

    private void vote(String duel) throws Exception {
        assertThat(send("PUT", duel + "/turns/0/vote", "{\"choice\":\"a\"}").statusCode())
                .isEqualTo(200);
    }

    private static JsonNode side(JsonNode reveal, String id) {
        return Stream.of("a", "b")
                .map(reveal::get)
                .filter(side -> side.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no side was " + id + ": " + reveal));
    }

    private static JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
        return new JsonMapper().readTree(response.body());
    }

    private String get(String path) throws Exception {
        return send("GET", path, "").body();
    }

    private String page(String path) throws Exception {
        return get(path);
    }

    /** Everything that came back before, headers included; but random ids, in which any number may stand by chance. */
    private String tapped() {
        return seen.toString(StandardCharsets.UTF_8).replaceAll("[0-9a-f]{24,}", "…");
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Accept-Language", "fr")
                .header("Origin", base)
                .header("X-Joute-Token", token.isEmpty() ? "none" : token);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        seen.writeBytes((response.headers().map() + response.body()).getBytes(StandardCharsets.UTF_8));
        return response;
    }
}
