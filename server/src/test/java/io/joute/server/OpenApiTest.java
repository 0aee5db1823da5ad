package io.joute.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.joute.arena.duel.Choice;
import io.joute.arena.duel.DuelSettings;
import io.joute.arena.duel.DuelState;
import io.joute.arena.duel.Mode;
import io.joute.arena.duel.Tag;
import io.joute.arena.prompt.Category;
import io.joute.server.http.Fault;
import io.joute.server.http.ServerSettings;
import java.lang.reflect.Array;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document and the server say the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern FOR_PROGRAMS =
            Pattern.compile("/(api|v1|health)/.*|/metrics|/openapi\\.json|/.*\\.csv");
    private static final String HELLO =
            "{\"model\":\"words\",\"messages\":[{\"role\":\"user\",\"content\":\"hello you\"}]";
    private static final String USAGE = ",\"stream\":true,\"stream_options\":{\"include_usage\":true}}";

    private final TestArena arena =
            new TestArena(everyone(), DuelSettings.DEFAULT.unpaced(), new SecureRandom(), DemoServer::past);
    private JouteServer server;
    private Browser program;
    private ApiDocument document;

    private static List<TestArena.Entry> everyone() {
        List<TestArena.Entry> all = new ArrayList<>(DemoServer.models());
        all.addAll(DemoServer.famous());
        return all;
    }

    @BeforeAll
    void start() {
        server = JouteServer.start(
                ServerSettings.DEFAULT.withPort(0),
                arena.served(),
                ModelServer.programs(Optional.empty(), true),
                arena.administration());
        program = new Browser(server.port(), "en");
        document = new ApiDocument(program.get("/openapi.json").body());
    }

    @AfterAll
    void stop() {
        program.close();
        server.close();
        arena.close();
    }

    @Test
    void describesExactlyTheRoutesThatAreForPrograms() {
        Set<String> routed = new TreeSet<>();
        server.routes(recorder(routed));
        routed.removeIf(route -> !FOR_PROGRAMS.matcher(path(route)).matches());

        assertThat(routed).hasSizeGreaterThan(20);
        assertThat(document.operations()).isEqualTo(routed);
    }

    /** Rules that only remember which method which path is given. */
    private static HttpRules recorder(Set<String> routed) {
        return (HttpRules) Proxy.newProxyInstance(
                HttpRules.class.getClassLoader(), new Class<?>[] {HttpRules.class}, (rules, method, arguments) -> {
                    switch (method.getName()) {
                        case "register" -> {
                            Object services = arguments[arguments.length - 1];
                            for (int i = 0; i < Array.getLength(services); i++) {
                                ((HttpService) Array.get(services, i)).routing((HttpRules) rules);
                            }
                        }
                        case "get", "post", "put", "delete" ->
                            routed.add(method.getName().toUpperCase(Locale.ROOT) + ' ' + arguments[0]);
                        case "head", "any" -> {}
                        default -> throw new IllegalStateException("a route is added by " + method);
                    }
                    return rules;
                });
    }

    @Test
    void isWholeInItself() {
        Set<String> ids = new HashSet<>();
        for (String name : document.operations()) {
            JsonNode operation = document.operation(name);
            assertThat(ids.add(operation.get("operationId").stringValue()))
                    .as(name)
                    .isTrue();
            assertThat(operation.get("summary").stringValue()).isNotEmpty();
            assertThat(operation.get("responses")).isNotEmpty();
            assertThat(parameters(name)).as(name).isEqualTo(placeholders(name));
        }
        ApiDocument.walk(document.root(), node -> {
            if (node.path("$ref").isString()) {
                assertThat(document.resolved(node).isObject())
                        .as(node.toString())
                        .isTrue();
            }
        });
    }

    @Test
    void refersToEverySchemaThatItHas() {
        String text = document.root().toString();
        for (String name : document.root().at("/components/schemas").propertyNames()) {
            assertThat(text).contains("\"#/components/schemas/" + name + "\"");
        }
    }

    private Set<String> parameters(String operation) {
        Set<String> names = new TreeSet<>();
        for (JsonNode each : document.root().at("/paths").get(path(operation)).path("parameters")) {
            JsonNode parameter = document.resolved(each);
            if (parameter.get("in").stringValue().equals("path")) {
                names.add(parameter.get("name").stringValue());
            }
        }
        return names;
    }

    private static Set<String> placeholders(String operation) {
        Set<String> names = new TreeSet<>();
        Pattern.compile("\\{(\\w+)\\}").matcher(operation).results().forEach(each -> names.add(each.group(1)));
        return names;
    }

    @Test
    void namesTheSameChoicesAsTheCode() {
        assertThat(choices("schemas/Mode")).isEqualTo(keys(Mode.values(), Mode::key));
        assertThat(choices("schemas/Tag/anyOf/0")).isEqualTo(keys(Tag.BUILT_IN.toArray(new Tag[0]), Tag::key));
        assertThat(choices("schemas/Voting/properties/choice")).isEqualTo(keys(Choice.values(), Choice::key));
        assertThat(choices("schemas/Ballot/properties/choice")).isEqualTo(keys(Choice.values(), Choice::key));
        assertThat(choices("schemas/DuelState"))
                .isEqualTo(keys(DuelState.values(), state -> state.name().toLowerCase(Locale.ROOT)));
        assertThat(choices("schemas/Refusal/properties/code")).isEqualTo(keys(Fault.values(), Fault::code));
        assertThat(choices("parameters/category/schema")).isEqualTo(keys(Category.values(), Category::key));
    }

    private Set<String> choices(String pointer) {
        Set<String> choices = new TreeSet<>();
        document.root().at("/components/" + pointer + "/enum").forEach(each -> choices.add(each.stringValue()));
        return choices;
    }

    private static <T> Set<String> keys(T[] values, Function<T, String> key) {
        return new TreeSet<>(Arrays.stream(values).map(key).toList());
    }

    @Test
    void takesEveryValueOfEveryParameterOfTheLeaderboardAndNoOther() {
        for (JsonNode each : document.root().at("/paths/~1api~1leaderboard/parameters")) {
            JsonNode parameter = document.resolved(each);
            String name = parameter.get("name").stringValue();
            for (JsonNode value : document.resolved(parameter.get("schema")).path("enum")) {
                String query = "/api/leaderboard?" + name + "=" + value.stringValue();
                assertThat(program.get(query).statusCode()).as(query).isEqualTo(200);
            }
            int other = program.get("/api/leaderboard?" + name + "=nonsense").statusCode();
            assertThat(other).as(name).isEqualTo(name.equals("maker") ? 200 : 400);
        }
    }

    @Test
    void answersAsItSays() {
        Set<String> seen = new TreeSet<>();
        reads(seen);
        programs(seen);
        duel(seen);

        Set<String> described = new TreeSet<>(document.operations());
        described.removeIf(name -> name.endsWith(".csv") || name.endsWith("/metrics"));
        assertThat(seen).isEqualTo(described);
    }

    private static String path(String operation) {
        return operation.substring(operation.indexOf(' ') + 1);
    }

    private void reads(Set<String> seen) {
        for (String path : List.of(
                "/openapi.json",
                "/health/live",
                "/health/ready",
                "/v1/models",
                "/api/models",
                "/api/tags",
                "/api/datasets")) {
            check(seen, "GET " + path, program.get(path));
        }
        check(seen, "GET /v1/models/{id}", program.get("/v1/models/words"));
        check(seen, "GET /v1/models/{id}", program.get("/v1/models/none"));
        check(seen, "GET /api/session", program.get("/api/session"));
        for (String query : List.of("", "?style=1", "?ties=davidson", "?by=judge", "?size=XS")) {
            HttpResponse<String> board = program.get("/api/leaderboard" + query);
            assertThat(board.statusCode()).isEqualTo(200);
            check(seen, "GET /api/leaderboard", board);
        }
        check(seen, "GET /api/leaderboard", program.get("/api/leaderboard?by=nobody"));
    }

    private void programs(Set<String> seen) {
        String tools = ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":{}}}]";
        String odds = ",\"logprobs\":true,\"top_logprobs\":2";
        String back = "{\"model\":\"words\",\"n\":2,\"messages\":[{\"role\":\"user\",\"content\":\"a\"},"
                + "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"1\",\"type\":\"function\","
                + "\"function\":{\"name\":\"weather\",\"arguments\":\"{}\"}}]},"
                + "{\"role\":\"tool\",\"tool_call_id\":\"1\",\"content\":\"rain\"}]}";
        String form = ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":"
                + "{\"name\":\"x\",\"schema\":{\"type\":\"boolean\"}}}}";
        for (String body : List.of(
                HELLO + ",\"max_tokens\":1}",
                HELLO + odds + "}",
                HELLO + tools + "}",
                HELLO + form,
                back,
                HELLO + odds + USAGE,
                HELLO + tools + ",\"stream\":true}",
                HELLO.replace("hello", "break") + ",\"stream\":true}")) {
            answered(seen, "POST /v1/chat/completions", body);
        }
        for (String body : List.of(
                "{\"model\":\"words\",\"prompt\":[\"é one\",[0,1]],\"echo\":true,\"logprobs\":1,\"max_tokens\":0}",
                "{\"model\":\"words\",\"prompt\":\"é one\",\"stop\":\"x\",\"seed\":1,\"temperature\":0}",
                "{\"model\":\"words\",\"prompt\":[0,1],\"logprobs\":0" + USAGE)) {
            answered(seen, "POST /v1/completions", body);
        }
        for (String body : List.of("{}", HELLO + ",\"nonsense\":1}", "{", HELLO.replace("hello", "fail") + "}")) {
            HttpResponse<String> refused = program.call("POST", "/v1/chat/completions", body);
            assertThat(refused.statusCode()).isEqualTo(400);
            check(seen, "POST /v1/chat/completions", refused);
        }
        check(seen, "POST /v1/embeddings", program.call("POST", "/v1/embeddings", "{\"model\":\"words\"}"));
    }

    /** A request that the document allows, and its answer. */
    private void answered(Set<String> seen, String operation, String body) {
        assertThat(document.problemsOfRequest(operation, body)).as(body).isEmpty();
        HttpResponse<String> answer = program.call("POST", path(operation), body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        check(seen, operation, answer);
    }

    private void duel(Set<String> seen) {
        HttpResponse<String> opened =
                changed(seen, "POST /api/duels", "/api/duels", "{\"prompt\":\"Which capital?\",\"locale\":\"en\"}");
        String id = JSON.readTree(opened.body()).get("id").asString();
        String path = "/api/duels/" + id;
        String duel = "/api/duels/{id}";
        changed(seen, "POST " + duel + "/retry", path + "/retry", "{\"side\":\"a\"}");
        events(seen, id);
        changed(seen, "POST " + duel + "/turns", path + "/turns", "{\"prompt\":\"please fail\"}");
        events(seen, id);
        changed(seen, "POST " + duel + "/stop", path + "/stop", "{}");
        check(seen, "GET " + duel, program.get(path));
        String reactions = "/turns/0/reactions/";
        changed(
                seen,
                "PUT " + duel + "/turns/{turn}/reactions/{side}",
                path + reactions + "a",
                "{\"reaction\":\"like\",\"tags\":[\"useful\"],\"comment\":\"good\"}");
        changed(seen, "DELETE " + duel + "/turns/{turn}/reactions/{side}", path + reactions + "b", "");
        changed(
                seen,
                "PUT " + duel + "/turns/{turn}/vote",
                path + "/turns/0/vote",
                "{\"choice\":\"a\",\"tags\":{\"a\":[\"useful\"]},\"comments\":{\"b\":\"bad\"}}");
        HttpResponse<String> revealed = changed(seen, "POST " + duel + "/reveal", path + "/reveal", "");
        assertThat(revealed.statusCode()).isEqualTo(200);
        changed(seen, "POST " + duel + "/turns/{turn}/replay", path + "/turns/0/replay", "");
        check(seen, "GET /api/duels", program.get("/api/duels"));
        String receipt = JSON.readTree(revealed.body()).get("receipt").asString();
        changed(seen, "POST /api/erasures", "/api/erasures", "{\"receipt\":\"" + receipt + "\"}");
        changed(seen, "POST /api/erasures", "/api/erasures", "{\"receipt\":\"none\"}");
        changed(seen, "DELETE " + duel, path, "");
        changed(seen, "DELETE /api/duels", "/api/duels", "");
    }

    private HttpResponse<String> changed(Set<String> seen, String operation, String path, String body) {
        if (document.operation(operation).has("requestBody")) {
            assertThat(document.problemsOfRequest(operation, body)).as(body).isEmpty();
        }
        HttpResponse<String> answer = program.call(operation.substring(0, operation.indexOf(' ')), path, body);
        check(seen, operation, answer);
        return answer;
    }

    private void events(Set<String> seen, String id) {
        String stream = program.follow("/duel/" + id);
        assertThat(stream).contains("event: ");
        checkEvents(seen, "GET /api/duels/{id}/events", stream);
    }

    private void check(Set<String> seen, String operation, HttpResponse<String> answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (type.startsWith("text/event-stream")) {
            checkEvents(seen, operation, answer.body());
        } else {
            assertThat(document.problems(operation, answer.statusCode(), type, answer.body()))
                    .as("%s answers %s %s", operation, answer.statusCode(), answer.body())
                    .isEmpty();
            seen.add(operation);
        }
    }

    private void checkEvents(Set<String> seen, String operation, String stream) {
        List<String> data = stream.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> line.substring(6))
                .toList();
        assertThat(data).isNotEmpty();
        data.forEach(event -> assertThat(document.problems(operation, 200, "text/event-stream", event))
                .as("%s sends %s", operation, event)
                .isEmpty());
        seen.add(operation);
    }
}
