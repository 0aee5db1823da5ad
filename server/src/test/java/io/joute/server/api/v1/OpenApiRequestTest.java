package io.joute.server.api.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.server.ModelServer;
import io.joute.server.api.OpenApi;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document describes each field that a request of a program may have, and no other. */
class OpenApiRequestTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final ServedModels models = ModelServer.models(Optional.empty(), true);

    @Test
    void describesEachFieldOfAChatAndNoOther() throws IOException {
        Fields read = Fields.of(
                JSON.readTree("{\"model\":\"words\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}"));
        ChatCall.of(read, models);

        assertThat(described("ChatRequest")).containsExactlyInAnyOrderElementsOf(read.known);
    }

    @Test
    void describesEachFieldOfACompletionAndNoOther() throws IOException {
        Fields read = Fields.of(JSON.readTree("{\"model\":\"words\",\"prompt\":\"hello\"}"));
        CompletionCall.of(read, models);

        assertThat(described("CompletionRequest")).containsExactlyInAnyOrderElementsOf(read.known);
    }

    private static Iterable<String> described(String schema) throws IOException {
        try (InputStream text = OpenApi.class.getResourceAsStream("openapi.json")) {
            JsonNode document = JSON.readTree(Objects.requireNonNull(text));
            return document.at("/components/schemas/" + schema + "/properties").propertyNames();
        }
    }
}
