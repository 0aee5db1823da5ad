package io.joute.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine with the demo model; what 3 million parameters cannot, {@link ScriptedContractTest} shows. */
final class DemoModelContractTest extends AdapterContract {
    private static final String TOO_SMALL = "the demo model never learned this; see ScriptedContractTest";

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

    @Override
    @ParameterizedTest
    @MethodSource("models")
    @Disabled(TOO_SMALL)
    protected void should_respect_JSON_response_format(ChatModel model) {}

    @Override
    @ParameterizedTest
    @MethodSource("models")
    @Disabled(TOO_SMALL)
    protected void should_respect_JSON_response_format_with_schema(ChatModel model) {}

    @Override
    @ParameterizedTest
    @MethodSource("models")
    @Disabled(TOO_SMALL)
    protected void should_respect_JsonRawSchema_responseFormat(ChatModel model) {}

    @Override
    @ParameterizedTest
    @MethodSource("models")
    @Disabled(TOO_SMALL)
    protected void should_respect_system_message(ChatModel model) {}

    @Override
    @ParameterizedTest
    @MethodSource("models")
    @Disabled(TOO_SMALL)
    protected void should_respect_multiple_messages(ChatModel model) {}

    @Override
    @ParameterizedTest
    @MethodSource("models")
    @Disabled(TOO_SMALL)
    protected void should_respect_stopSequences_in_chat_request(ChatModel model) {}

    @Override
    @Test
    @Disabled(TOO_SMALL)
    protected void should_respect_stopSequences_in_default_model_parameters() {}
}
