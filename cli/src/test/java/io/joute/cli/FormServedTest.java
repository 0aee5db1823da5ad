package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.moderation.HourlyLimits;
import io.joute.server.JouteServer;
import io.joute.server.http.ServerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A model that Joute trained itself, and never on JSON, writes it all the same when a program wants it. */
@Timeout(120)
class FormServedTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ASKED = """
            {"model": "joute-demo-3m", "max_tokens": 300, "seed": SEED, "messages": [{"role": "user", "content": "Tell me of Spain."}],
             "response_format": {"type": "json_schema", "json_schema": {"name": "country", "strict": true, "schema":
              {"type": "object", "additionalProperties": false, "required": ["capital", "size", "tags"], "properties":
               {"capital": {"type": "string", "minLength": 1, "maxLength": 20}, "size": {"enum": ["small", "large"]},
                "tags": {"type": "array", "maxItems": 2, "items": {"type": "integer", "minimum": 1, "maximum": 10}}}}}}}
            """;

    @TempDir
    Path data;

    @Test
    void everySeedGivesADocumentOfTheSchema() throws IOException, InterruptedException {
        Settings settings = new Settings(
                data,
                "127.0.0.1",
                0,
                Set.of(),
                false,
                2,
                OptionalDouble.empty(),
                DraftPlan.NONE,
                LogFormat.TEXT,
                HourlyLimits.NONE,
                List.of());
        try (Arena arena = Arena.open(settings);
                JouteServer server = JouteServer.start(
                        ServerSettings.DEFAULT.withPort(0), arena.served(), arena.programs(Optional.empty(), true));
                HttpClient client = HttpClient.newHttpClient()) {
            for (int seed = 0; seed < 20; seed++) {
                HttpResponse<String> response = client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v1/chat/completions"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(ASKED.replace("SEED", String.valueOf(seed))))
                                .build(),
                        BodyHandlers.ofString());
                assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
                requireCountry(JSON.readTree(response.body()));
            }
        }
    }

    private static void requireCountry(JsonNode body) {
        assertThat(body.at("/choices/0/finish_reason").stringValue()).isEqualTo("stop");
        JsonNode country = JSON.readTree(body.at("/choices/0/message/content").stringValue());
        assertThat(country.propertyNames()).containsExactlyInAnyOrder("capital", "size", "tags");
        assertThat(country.get("capital").stringValue()).isNotEmpty();
        assertThat(country.get("size").stringValue()).isIn("small", "large");
        assertThat(country.get("tags").size()).isLessThanOrEqualTo(2);
        country.get("tags").forEach(tag -> assertThat(tag.intValue()).isBetween(1, 10));
    }
}
