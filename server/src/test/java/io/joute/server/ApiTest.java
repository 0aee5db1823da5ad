package io.joute.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.duel.DuelSettings;
import io.joute.server.http.ServerSettings;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API, as a program uses it. */
class ApiTest {
    private final JsonMapper json = JsonMapper.shared();
    private TestArena arena;
    private JouteServer server;
    private Browser program;

    @BeforeEach
    void start() {
        arena = new TestArena(DemoServer.models().subList(0, 2), DuelSettings.DEFAULT.unpaced(), new SecureRandom());
        server = JouteServer.start(ServerSettings.DEFAULT.withPort(0), arena.served());
        program = new Browser(server.port(), "en");
    }

    @AfterEach
    void stop() {
        program.close();
        server.close();
        arena.close();
    }

    @Test
    void playsAWholeDuel() {
        HttpResponse<String> opened = program.call(
                "POST", "/api/duels", "{\"prompt\":\"Which capital?\",\"mode\":\"random\",\"locale\":\"en\"}");
        assertThat(opened.statusCode()).isEqualTo(201);
        String path = "/api/duels/" + json.readTree(opened.body()).get("id").asString();
        program.follow("/duel/" + path.substring("/api/duels/".length()));

        JsonNode blind = json.readTree(program.get(path).body());
        assertThat(blind.get("state").asString()).isEqualTo("answered");
        assertThat(blind.get("turns").get(0).get("a").get("text").asString()).contains("Canberra");
        assertThat(program.call("POST", path + "/reveal", "").statusCode()).isEqualTo(409);
        HttpResponse<String> voted = program.call(
                "PUT",
                path + "/turns/0/vote",
                "{\"choice\":\"a\",\"tags\":{\"a\":[\"useful\"],\"b\":[\"superficial\"]}}");
        assertThat(voted.statusCode()).isEqualTo(200);
        assertThat(json.readTree(voted.body())
                        .get("turns")
                        .get(0)
                        .get("vote")
                        .get("tags")
                        .get("b")
                        .get(0)
                        .asString())
                .isEqualTo("superficial");
        JsonNode reveal =
                json.readTree(program.call("POST", path + "/reveal", "").body());
        assertThat(reveal.get("preferred").asString()).isEqualTo("a");
        assertThat(reveal.get("a").get("card").get("maker").asString()).isEqualTo("Joute");
        assertThat(reveal.get("a").get("estimates")).hasSize(2);
        assertThat(reveal.get("a").get("measured").get(0).get("meter").asString())
                .isEqualTo("cpu-time-1");
        assertThat(program.call("PUT", path + "/turns/0/vote", "{\"choice\":\"b\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(json.readTree(program.get("/api/duels").body()).get("duels")).hasSize(1);
    }

    @Test
    void refusesAVoteBeforeBothHaveAnswered() {
        String path = opened("please hang");

        assertThat(program.call("PUT", path + "/turns/0/vote", "{\"choice\":\"a\"}")
                        .statusCode())
                .isEqualTo(409);
        program.call("POST", path + "/stop", "");
    }

    @Test
    void refusesBodiesThatAreNotExactlyWhatItAsks() {
        for (String body : List.of(
                "",
                "{",
                "[]",
                "null",
                "7",
                "\"x\"",
                "{\"prompt\":\"a\",\"extra\":1}",
                "{\"prompt\":\"a\",\"prompt\":\"b\"}",
                "{\"prompt\":null}",
                "{\"prompt\":7}",
                "{\"prompt\":\"a\",\"mode\":\"best\"}",
                "{\"prompt\":\"a\",\"locale\":\"xx\"}",
                "{\"prompt\":\"a\"} trailing",
                "{\"prompt\":" + "[".repeat(100_000),
                "{\"prompt\":" + "9".repeat(10_000) + "}",
                "{\"prompt\":\"  \"}",
                "\uFEFF{}")) {
            HttpResponse<String> answer = program.call("POST", "/api/duels", body);

            assertThat(answer.statusCode())
                    .as(body.substring(0, Math.min(60, body.length())))
                    .isIn(400, 415);
            assertThat(json.readTree(answer.body()).get("code").asString()).isIn("invalid", "unsupported");
        }
    }

    @Test
    void answersErrorsInOneShape() {
        JsonNode unknown =
                json.readTree(program.get("/api/duels/" + "0".repeat(32)).body());

        assertThat(unknown.get("code").asString()).isEqualTo("unknown");
        assertThat(unknown.get("message").asString()).isNotBlank();
        assertThat(unknown).hasSize(2);
    }

    @Test
    void tellsNoExceptionsWords() {
        String path = opened("Which capital?");
        program.follow("/duel" + path.substring("/api/duels".length()));
        arena.log().refuse(event -> true);
        HttpResponse<String> answer = program.call("PUT", path + "/turns/0/vote", "{\"choice\":\"a\"}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.body()).doesNotContain("secret", "disk", "Exception").contains("\"reference\":\"");
        assertThat(json.readTree(program.get(path).body()).get("turns").get(0).has("vote"))
                .isFalse();
    }

    @Test
    void listsTheCatalogueWithoutTellingWhereFilesLie() {
        String models = program.get("/api/models").body();

        assertThat(json.readTree(models).get("models")).hasSize(2);
        assertThat(models).contains("\"runsHere\":true").doesNotContain(".gguf", "checkpoint");
    }

    @Test
    void resumesAStreamAfterTheLastEventThatCame() {
        String path = opened("Which capital?");
        String duel = "/duel" + path.substring("/api/duels".length());
        String whole = program.follow(duel);
        Matcher ids = Pattern.compile("(?m)^id: (\\d+)$").matcher(whole);
        List<String> all = ids.results().map(found -> found.group(1)).toList();

        assertThat(all)
                .hasSizeGreaterThan(4)
                .isSortedAccordingTo((a, b) -> Long.compare(Long.parseLong(a), Long.parseLong(b)));
        for (int i = 0; i < all.size() - 1; i++) {
            String rest = program.follow(duel, "Last-Event-ID", all.get(i));
            String expected = whole.substring(whole.indexOf("id: " + all.get(i + 1) + "\n"));
            assertThat(rest.substring(rest.indexOf("id: ")))
                    .as("after %s", all.get(i))
                    .isEqualTo(expected);
        }
        assertThat(program.follow(duel, "Last-Event-ID", all.getLast()))
                .as("nothing is left")
                .isEmpty();
    }

    @Test
    void streamsNothingButWhatItPromises() {
        String path = opened("Which capital?");
        String events = program.follow("/duel" + path.substring("/api/duels".length()));

        assertThat(events.lines().filter(line -> line.startsWith("event: ")).distinct())
                .containsExactlyInAnyOrder("event: started", "event: delta", "event: done", "event: answered");
        assertThat(events).contains("\"html\":\"", "<strong>Canberra</strong>");
        events.lines()
                .filter(line -> line.startsWith("data: "))
                .forEach(line -> assertThat(json.readTree(line.substring(6)).propertyNames())
                        .isSubsetOf("turn", "side", "text", "cut", "html", "canRetry"));
    }

    private String opened(String prompt) {
        String body = program.call("POST", "/api/duels", "{\"prompt\":\"" + prompt + "\"}")
                .body();
        return "/api/duels/" + json.readTree(body).get("id").asString();
    }
}
