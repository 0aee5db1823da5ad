package io.joute.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** LangChain4j's module for OpenAI, pointed at Joute. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LangChain4jClientTest {
    private static final String MODEL = "joute-demo-3m";
    private static final String SPAIN = "Quelle est la capitale de l’Espagne ?";

    private Program program;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        program = Program.start(folder.resolve("data"));
    }

    @AfterAll
    void stop() {
        program.close();
    }

    @Test
    void chats() {
        ChatResponse response = model(MODEL).chat(UserMessage.from(SPAIN));

        assertThat(response.aiMessage().text()).contains("Madrid");
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.tokenUsage().outputTokenCount()).isGreaterThan(2);
    }

    @Test
    void streams() throws Exception {
        var whole = new CompletableFuture<ChatResponse>();
        StringBuilder pieces = new StringBuilder();
        OpenAiStreamingChatModel.builder()
                .baseUrl(program.address() + "/v1")
                .apiKey("none")
                .modelName(MODEL)
                .temperature(0.0)
                .build()
                .chat(List.of(UserMessage.from(SPAIN)), new StreamingChatResponseHandler() {
                    @Override
                    public void onPartialResponse(String piece) {
                        pieces.append(piece);
                    }

                    @Override
                    public void onCompleteResponse(ChatResponse response) {
                        whole.complete(response);
                    }

                    @Override
                    public void onError(Throwable error) {
                        whole.completeExceptionally(error);
                    }
                });
        ChatResponse response = whole.get(1, TimeUnit.MINUTES);

        assertThat(pieces.toString())
                .contains("Madrid")
                .isEqualTo(response.aiMessage().text());
        assertThat(response.tokenUsage().inputTokenCount()).isGreaterThan(5);
    }

    @Test
    void isHeldToItsLimits() {
        ChatRequest two = ChatRequest.builder()
                .messages(UserMessage.from(SPAIN))
                .maxOutputTokens(2)
                .build();
        ChatResponse response = model(MODEL).chat(two);

        assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(response.tokenUsage().outputTokenCount()).isEqualTo(2);
    }

    @Test
    void isToldThatAModelWasTaughtNoTools() {
        ChatRequest offering = ChatRequest.builder()
                .messages(UserMessage.from(SPAIN))
                .toolSpecifications(ToolSpecification.builder().name("weather").build())
                .build();

        assertThatThrownBy(() -> model(MODEL).chat(offering))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("taught none");
    }

    @Test
    void isToldOfAModelThatIsNotThere() {
        assertThatThrownBy(() -> model("gpt-4").chat(UserMessage.from(SPAIN)))
                .isInstanceOf(ModelNotFoundException.class);
    }

    private OpenAiChatModel model(String name) {
        return OpenAiChatModel.builder()
                .baseUrl(program.address() + "/v1")
                .apiKey("none")
                .modelName(name)
                .temperature(0.0)
                .maxRetries(0)
                .build();
    }
}
