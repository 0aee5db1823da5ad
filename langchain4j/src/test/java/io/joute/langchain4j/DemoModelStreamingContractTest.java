package io.joute.langchain4j;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.joute.engine.template.RefusedPromptException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine with the demo model; what 3 million parameters cannot, {@link ScriptedStreamingContractTest} shows. */
class DemoModelStreamingContractTest extends StreamingAdapterContract {
    private static final String TOO_SMALL = "the demo model never learned this; see ScriptedStreamingContractTest";

    private @SuppressWarnings("NullAway.Init") DemoModel demo;

    @BeforeAll
    void openModel(@TempDir Path directory) throws IOException {
        demo = DemoModel.open(directory);
    }

    @AfterAll
    void closeModel() {
        demo.close();
    }

    @Override
    io.joute.base.chat.ChatModel wrapped() {
        return demo.model();
    }

    /** It was taught none, and its template says so. */
    @Override
    protected boolean supportsTools() {
        return false;
    }

    /** The contract expects it of the call itself; only the template of a model knows, on the thread of the answer. */
    @Override
    @ParameterizedTest
    @MethodSource("models")
    protected void should_fail_if_tools_are_not_supported(StreamingChatModel model) {
        ChatRequest request = ChatRequest.builder()
                .messages(UserMessage.from("What is the weather in Munich?"))
                .toolSpecifications(
                        ToolSpecification.builder().name("getWeather").build())
                .build();

        assertThatThrownBy(() -> chat(model, request))
                .rootCause()
                .isInstanceOf(RefusedPromptException.class)
                .hasMessageContaining("tool");
        assertThatThrownBy(() -> chat(model, request))
                .hasStackTraceContaining(UnsupportedFeatureException.class.getName())
                .hasStackTraceContaining("not support");
    }

    @Override
    @ParameterizedTest
    @MethodSource("models")
    @Disabled(TOO_SMALL)
    protected void should_respect_JSON_response_format(StreamingChatModel model) {}

    @Override
    @ParameterizedTest
    @MethodSource("models")
    @Disabled(TOO_SMALL)
    protected void should_respect_JSON_response_format_with_schema(StreamingChatModel model) {}

    @Override
    @ParameterizedTest
    @MethodSource("models")
    @Disabled(TOO_SMALL)
    protected void should_respect_JsonRawSchema_responseFormat(StreamingChatModel model) {}

    @Override
    @ParameterizedTest
    @MethodSource("models")
    @Disabled(TOO_SMALL)
    protected void should_respect_system_message(StreamingChatModel model) {}

    @Override
    @ParameterizedTest
    @MethodSource("models")
    @Disabled(TOO_SMALL)
    protected void should_respect_multiple_messages(StreamingChatModel model) {}

    @Override
    @ParameterizedTest
    @MethodSource("models")
    @Disabled(TOO_SMALL)
    protected void should_respect_stopSequences_in_chat_request(StreamingChatModel model) {}

    @Override
    @Test
    @Disabled(TOO_SMALL)
    protected void should_respect_stopSequences_in_default_model_parameters() {}
}
