package io.joute.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.duel.DuelSettings;
import io.joute.server.http.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each address answers to its visitor, to another one, and to who sends no token. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteTableTest {
    private static final Pattern ROUTE = Pattern.compile(
            "\\.(?:read|post|put|readAndPost|readAndDelete|readPostAndDelete|putAndDelete)\\(((?:PATH|SHARED|StaticAssets\\.PREFIX)[ +]*(?:\"[^\"]*\")?|\"/[^\"]*\"),");
    private static final String REACTION = "{\"reaction\":\"like\",\"tags\":[\"useful\"]}";
    private static final String VOTE = "{\"choice\":\"a\"}";

    private final TestArena arena =
            new TestArena(DemoServer.models(), DuelSettings.DEFAULT.unpaced(), new SecureRandom());
    private JouteServer server;

    @BeforeAll
    void start() {
        server = JouteServer.start(
                ServerSettings.DEFAULT.withPort(0),
                arena.served(),
                ModelServer.programs(Optional.empty(), true),
                arena.administration());
    }

    @AfterAll
    void stop() {
        server.close();
        arena.close();
    }

    static List<Row> rows() {
        return List.of(
                new Row("GET", "/", "", 200, 200, 200),
                new Row("POST", "/duel", "mode=random&prompt=x", 303, 303, 403),
                new Row("GET", "/choose", "", 200, 200, 200),
                new Row("GET", "/duels", "", 200, 200, 200),
                new Row("POST", "/duels/delete", "x=1", 303, 303, 403),
                new Row("POST", "/duels/receipt", "receipt=x", 404, 404, 403),
                new Row("GET", "/duel/{id}", "", 200, 404, 404),
                new Row("GET", "/duel/{id}/turns/{turn}/hood", "", 409, 404, 404),
                new Row("POST", "/duel/{id}/turns", "prompt=x", 303, 404, 403),
                new Row("POST", "/duel/{id}/stop", "x=1", 303, 404, 403),
                new Row("POST", "/duel/{id}/retry", "side=a", 409, 404, 403),
                new Row("POST", "/duel/{id}/vote", "turn=0&choice=b", 303, 404, 403),
                new Row("POST", "/duel/{id}/react", "turn=0&side=a&kind=like", 303, 404, 403),
                new Row("POST", "/duel/{id}/delete", "x=1", 303, 404, 403),
                new Row("POST", "/duel/{id}/reveal", "x=1", 409, 404, 403),
                new Row("POST", "/duel/{id}/turns/{turn}/replay", "x=1", 409, 404, 403),
                new Row("POST", "/api/duels/{id}/turns/{turn}/replay", "{}", 409, 404, 403),
                new Row("GET", "/duel/{id}/card.svg", "", 409, 404, 404),
                new Row("GET", "/duel/{id}/card.png", "", 409, 404, 404),
                new Row("POST", "/duel/{id}/share", "as=link", 409, 404, 403),
                new Row("POST", "/duel/{id}/unshare", "x=1", 409, 404, 403),
                new Row("GET", "/shared/{key}", "", 404, 404, 404),
                new Row("GET", "/shared/{key}/card.svg", "", 404, 404, 404),
                new Row("GET", "/shared/{key}/card.png", "", 404, 404, 404),
                new Row("GET", "/leaderboard", "", 200, 200, 200),
                new Row("GET", "/leaderboard/matrix", "", 200, 200, 200),
                new Row("GET", "/leaderboard/mine", "", 200, 200, 200),
                new Row("GET", "/leaderboard.csv", "", 200, 200, 200),
                new Row("GET", "/leaderboard/votes.csv", "", 200, 200, 200),
                new Row("GET", "/models", "", 200, 200, 200),
                new Row("GET", "/terms", "", 200, 200, 200),
                new Row("GET", "/privacy", "", 200, 200, 200),
                new Row("GET", "/models/{model}", "", 404, 404, 404),
                new Row("GET", "/learn", "", 200, 200, 200),
                new Row("POST", "/learn/try", "prompt=x", 200, 200, 403),
                new Row("GET", "/admin", "", 401, 401, 401),
                new Row("GET", "/admin/sign-in", "", 200, 200, 200),
                new Row("POST", "/admin/sign-in", "x=1", 401, 401, 403),
                new Row("POST", "/admin/sign-out", "x=1", 401, 401, 403),
                new Row("POST", "/admin/duels/{id}/erase", "x=1", 401, 401, 403),
                new Row("GET", "/admin/moderation", "", 401, 401, 401),
                new Row("POST", "/admin/moderation/limits", "x=1", 401, 401, 403),
                new Row("POST", "/admin/moderation/personal", "points-out=yes", 401, 401, 403),
                new Row("POST", "/admin/moderation/words", "list=x", 401, 401, 403),
                new Row("POST", "/admin/moderation/visitors", "visitor=x", 401, 401, 403),
                new Row("POST", "/admin/moderation/visitors/free", "visitor=x", 401, 401, 403),
                new Row("POST", "/admin/moderation/try", "text=x", 401, 401, 403),
                new Row("GET", "/admin/models", "", 401, 401, 401),
                new Row("GET", "/admin/models/{id}", "", 401, 401, 401),
                new Row("POST", "/admin/models/{id}", "card=x", 401, 401, 403),
                new Row("POST", "/admin/models/{id}/retire", "x=1", 401, 401, 403),
                new Row("POST", "/admin/models/{id}/return", "x=1", 401, 401, 403),
                new Row("POST", "/admin/models/{id}/try", "x=1", 401, 401, 403),
                new Row("GET", "/admin/files", "", 401, 401, 401),
                new Row("POST", "/admin/files/known", "name=x", 401, 401, 403),
                new Row("POST", "/admin/files/described", "name=x", 401, 401, 403),
                new Row("GET", "/admin/endpoints", "", 401, 401, 401),
                new Row("GET", "/admin/exports", "", 401, 401, 401),
                new Row("POST", "/admin/exports", "format=csv", 401, 401, 403),
                new Row("GET", "/admin/voters", "", 401, 401, 401),
                new Row("GET", "/admin/questions", "", 401, 401, 401),
                new Row("POST", "/admin/questions/{language}/add", "x=1", 401, 401, 403),
                new Row("POST", "/admin/questions/{language}/restore", "x=1", 401, 401, 403),
                new Row("POST", "/admin/questions/{language}/{id}/change", "x=1", 401, 401, 403),
                new Row("POST", "/admin/questions/{language}/{id}/remove", "x=1", 401, 401, 403),
                new Row("GET", "/admin/tags", "", 401, 401, 401),
                new Row("POST", "/admin/tags", "x=1", 401, 401, 403),
                new Row("POST", "/admin/tags/{tag}", "x=1", 401, 401, 403),
                new Row("GET", "/admin/texts", "", 401, 401, 401),
                new Row("POST", "/admin/texts/{text}/preview", "x=1", 401, 401, 403),
                new Row("POST", "/admin/texts/{text}/publish", "x=1", 401, 401, 403),
                new Row("GET", "/admin/settings", "", 401, 401, 401),
                new Row("GET", "/admin/trail", "", 401, 401, 401),
                new Row("GET", "/admin/password", "", 401, 401, 401),
                new Row("POST", "/admin/password", "password=x", 401, 401, 403),
                new Row("GET", "/metrics", "", 200, 200, 200),
                new Row("GET", "/v1/models", "", 200, 200, 200),
                new Row("GET", "/v1/models/{id}", "", 404, 404, 404),
                new Row("POST", "/v1/chat/completions", "{}", 400, 400, 400),
                new Row("POST", "/v1/completions", "{}", 400, 400, 400),
                new Row("POST", "/v1/embeddings", "{}", 400, 400, 400),
                new Row("GET", "/api/session", "", 200, 200, 200),
                new Row("GET", "/api/duels", "", 200, 200, 200),
                new Row("POST", "/api/duels", "{\"prompt\":\"x\"}", 201, 201, 403),
                new Row("DELETE", "/api/duels", "", 200, 200, 403),
                new Row("GET", "/api/duels/{id}", "", 200, 404, 404),
                new Row("DELETE", "/api/duels/{id}", "", 200, 404, 403),
                new Row("POST", "/api/erasures", "{\"receipt\":\"x\"}", 404, 404, 403),
                new Row("GET", "/api/duels/{id}/events", "", 200, 404, 404),
                new Row("POST", "/api/duels/{id}/turns", "{\"prompt\":\"x\"}", 200, 404, 403),
                new Row("POST", "/api/duels/{id}/retry", "{\"side\":\"b\"}", 409, 404, 403),
                new Row("POST", "/api/duels/{id}/stop", "{}", 200, 404, 403),
                new Row("PUT", "/api/duels/{id}/turns/{turn}/vote", VOTE, 200, 404, 403),
                new Row("PUT", "/api/duels/{id}/turns/{turn}/reactions/{side}", REACTION, 200, 404, 403),
                new Row("DELETE", "/api/duels/{id}/turns/{turn}/reactions/{side}", "", 200, 404, 403),
                new Row("POST", "/api/duels/{id}/reveal", "{}", 409, 404, 403),
                new Row("GET", "/api/leaderboard", "", 200, 200, 200),
                new Row("GET", "/api/models", "", 200, 200, 200),
                new Row("GET", "/api/tags", "", 200, 200, 200),
                new Row("GET", "/api/datasets", "", 200, 200, 200),
                new Row("GET", "/datasets/{id}/dataset.zip", "", 404, 404, 404),
                new Row("GET", "/datasets/{id}/README.md", "", 404, 404, 404),
                new Row("GET", "/assets/{file}", "", 404, 404, 404),
                new Row("GET", "/openapi.json", "", 200, 200, 200),
                new Row("GET", "/health/live", "", 200, 200, 200),
                new Row("GET", "/health/ready", "", 200, 200, 200));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void answersEachAsTheTableSays(Row row) {
        RawClient owner = new RawClient(server.port());
        String token = owner.get("/").token();
        String path = owner.post("/duel", "mode=random&prompt=x&token=" + token).header("Location");
        String id = path.substring("/duel/".length());
        owner.get("/api/duels/" + id + "/events");
        RawClient other = new RawClient(server.port());
        String othersToken = other.get("/").token();

        assertThat(row.ask(other, id, othersToken)).as("another visitor").isEqualTo(row.other);
        assertThat(row.ask(new RawClient(server.port()), id, "")).as("nobody").isEqualTo(row.nobody);
        assertThat(row.ask(owner, id, token)).as("its visitor").isEqualTo(row.owner);
    }

    @Test
    void hasARowForEveryRoute() throws IOException {
        TreeSet<String> routed = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                String text = Files.readString(source);
                String base = text.contains("PATH = \"/api/duels/{id}\"") ? "/api/duels/{id}" : "/duel/{id}";
                ROUTE.matcher(text)
                        .results()
                        .forEach(route -> routed.add(route.group(1)
                                .replace("StaticAssets.PREFIX", "/assets/")
                                .replace("PATH", base)
                                .replace("SHARED", "/shared/{key}")
                                .replaceAll("[\" +]", "")));
            }
        }

        assertThat(routed).hasSizeGreaterThan(20);
        assertThat(rows().stream().map(Row::path)).containsAll(routed);
    }

    @Test
    void readsByHeadWhatItReadsByGet() {
        RawClient client = new RawClient(server.port());
        for (Row row : rows()) {
            if (row.method.equals("GET") && row.nobody == 200 && !row.path.contains("/api/session")) {
                RawClient.Answer head = client.exchange("HEAD", row.path, "");
                assertThat(head.status()).as(row.path).isEqualTo(200);
                assertThat(head.body()).isEmpty();
                assertThat(Integer.parseInt(head.header("Content-Length"))).isPositive();
            }
        }
    }

    /** An address, and the statuses for its visitor, another visitor, and nobody (no cookie, no token). */
    record Row(String method, String path, String body, int owner, int other, int nobody) {
        int ask(RawClient client, String id, String token) {
            String address = path.replace("{id}", id)
                    .replace("{model}", "nobody")
                    .replace("{turn}", "0")
                    .replace("{side}", "a")
                    .replace("{key}", "0".repeat(32))
                    .replace("{language}", "fr")
                    .replace("{tag}", "useful")
                    .replace("{text}", "terms")
                    .replace("{file}", "x");
            if (method.equals("GET")) {
                return client.get(address).status();
            }
            return path.startsWith("/api/") || path.startsWith("/v1/")
                    ? client.json(method, address, body, token).status()
                    : client.post(address, body + "&token=" + token).status();
        }
    }
}
