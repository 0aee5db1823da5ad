package io.joute.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.internal.Json;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine holds its answers to LangChain4j's response formats; the demo model was never taught JSON. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeldFormatTest {
    private static final JsonSchemaElement CAPITAL = JsonObjectSchema.builder()
            .addEnumProperty("capital", List.of("Berlin", "Paris"))
            .addBooleanProperty("sure")
            .required("capital", "sure")
            .build();

    private @SuppressWarnings("NullAway.Init") DemoModel demo;

    @BeforeAll
    void open(@TempDir Path directory) throws IOException {
        demo = DemoModel.open(directory);
    }

    @AfterAll
    void close() {
        demo.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anAnswerIsADocumentOfTheSchemaWhateverIsDrawn(long seed) {
        ChatResponse response = JouteChatModel.of(demo.model()).chat(asking(seed, CAPITAL));

        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        requireCapital(response);
    }

    @Test
    void soIsOneThatStreams() throws Exception {
        var end = new CompletableFuture<ChatResponse>();
        JouteStreamingChatModel.of(demo.model()).chat(asking(4, CAPITAL), new Completing(end));

        requireCapital(end.get(2, TimeUnit.MINUTES));
    }

    private static void requireCapital(ChatResponse response) {
        Map<?, ?> document = Json.fromJson(response.aiMessage().text(), Map.class);
        assertThat(document.keySet()).isEqualTo(java.util.Set.of("capital", "sure"));
        assertThat(document.get("capital")).isIn("Berlin", "Paris");
        assertThat(document.get("sure")).isInstanceOf(Boolean.class);
    }

    @Test
    void aKeywordThatCannotBeHonouredIsRefusedWithItsPlace() {
        var patterned = JsonRawSchema.from("{\"type\":\"object\",\"properties\":{\"a\":{\"pattern\":\"x\"}}}");

        assertThatThrownBy(() -> JouteChatModel.of(demo.model()).chat(asking(1, patterned)))
                .isExactlyInstanceOf(UnsupportedFeatureException.class)
                .hasMessageContaining("#/properties/a")
                .hasMessageContaining("pattern");
    }

    @Test
    void servicesOfLangChain4jMayCountOnIt() {
        assertThat(JouteChatModel.of(demo.model()).supportedCapabilities())
                .containsExactly(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
        assertThat(JouteStreamingChatModel.of(demo.model()).supportedCapabilities())
                .containsExactly(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
    }

    private static ChatRequest asking(long seed, JsonSchemaElement schema) {
        ResponseFormat format = ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(
                        JsonSchema.builder().name("answer").rootElement(schema).build())
                .build();
        return ChatRequest.builder()
                .messages(UserMessage.from("What is the capital of Germany?"))
                .parameters(JouteChatRequestParameters.builder()
                        .seed(seed)
                        .maxOutputTokens(200)
                        .responseFormat(format)
                        .build())
                .build();
    }
}
