package io.joute.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RetriableException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatException;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.JsonForm;
import io.joute.base.chat.Message;
import io.joute.base.chat.Role;
import io.joute.base.chat.Tool;
import io.joute.base.chat.ToolCall;
import io.joute.base.chat.Usage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What LangChain4j's contract does not look at: every field of a request, every kind of failure. */
class JouteChatModelTest {
    private static final ChatEvent DONE = done(io.joute.base.chat.FinishReason.STOP);

    private static ChatEvent done(io.joute.base.chat.FinishReason reason) {
        return new ChatEvent.Done(reason, new Usage(7, 2, 10, 10));
    }

    private static ChatRequest asking(ChatRequestParameters parameters) {
        return ChatRequest.builder()
                .messages(UserMessage.from("hello"))
                .parameters(parameters)
                .build();
    }

    private static ChatRequest asking(ChatMessage... messages) {
        return ChatRequest.builder().messages(messages).build();
    }

    @Test
    void everyKindOfMessageArrives() {
        var model = new RecordingModel(DONE);
        var call = ToolExecutionRequest.builder()
                .id("c1")
                .name("add")
                .arguments("{}")
                .build();
        var bare = ToolExecutionRequest.builder().name("sub").build();

        JouteChatModel.of(model)
                .chat(
                        SystemMessage.from("be brief"),
                        UserMessage.from(TextContent.from("one"), TextContent.from("two")),
                        AiMessage.from("wait", List.of(call, bare)),
                        ToolExecutionResultMessage.from(call, "3"),
                        ToolExecutionResultMessage.from(bare, "4"));

        assertThat(model.requests().getFirst().messages())
                .containsExactly(
                        Message.system("be brief"),
                        Message.user("one\ntwo"),
                        new Message(
                                Role.ASSISTANT,
                                "wait",
                                List.of(new ToolCall("c1", "add", "{}"), new ToolCall("sub", "sub", "{}")),
                                Optional.empty()),
                        Message.toolAnswer("c1", "3"),
                        Message.toolAnswer("sub", "4"));
    }

    @Test
    void everyParameterArrives() {
        var model = new RecordingModel(DONE);
        var parameters = JouteChatRequestParameters.builder()
                .seed(5L)
                .minP(0.1)
                .temperature(0.2)
                .topK(3)
                .topP(0.9)
                .maxOutputTokens(11)
                .stopSequences("end")
                .build();

        JouteChatModel.of(model).chat(asking(parameters));

        assertThat(model.requests().getFirst().settings())
                .isEqualTo(new GenerationSettings(0.2, 3, 0.9, 0.1, 5, 11, List.of("end")));
    }

    @Test
    void aRequestOverridesTheDefaultsThatItSets() {
        var model = new RecordingModel(DONE);
        var defaults = JouteChatRequestParameters.builder().seed(5L).minP(0.1).temperature(0.2);
        var request = ChatRequestParameters.builder().temperature(0.4).build();

        JouteChatModel.of(model).withDefaults(defaults.build()).chat(asking(request));
        JouteChatModel.of(model)
                .withDefaults(defaults.build())
                .chat(asking(JouteChatRequestParameters.builder().seed(6L).build()));

        GenerationSettings usual = GenerationSettings.DEFAULT;
        assertThat(model.requests())
                .extracting(io.joute.base.chat.ChatRequest::settings)
                .containsExactly(
                        new GenerationSettings(0.4, 0, 1, 0.1, 5, usual.maxOutputTokens(), List.of()),
                        new GenerationSettings(0.2, 0, 1, 0.1, 6, usual.maxOutputTokens(), List.of()));
    }

    @Test
    void aRequestWithoutSeedGetsOneOfItsOwn() {
        var model = new RecordingModel(DONE);
        var seeds = new AtomicLong(40);
        Partner partner = Partner.of(model);
        var chat =
                new JouteChatModel(new Partner(model, partner.defaults(), partner.listeners(), seeds::incrementAndGet));

        chat.chat("hello");
        chat.chat("hello");

        assertThat(model.requests())
                .extracting(request -> request.settings().seed())
                .containsExactly(41L, 42L);
    }

    @Test
    void toolsArriveWithTheirSchemaUnlessTheModelIsToldToLeaveThem() {
        var model = new RecordingModel(DONE);
        var add = ToolSpecification.builder()
                .name("add")
                .description("Adds")
                .parameters(JsonObjectSchema.builder()
                        .addIntegerProperty("a", "a number")
                        .required("a")
                        .build())
                .build();
        var parameters = ChatRequestParameters.builder().toolSpecifications(add);

        JouteChatModel.of(model).chat(asking(parameters.build()));
        JouteChatModel.of(model)
                .chat(asking(parameters.toolChoice(ToolChoice.NONE).build()));

        Tool tool = model.requests().getFirst().tools().getFirst();
        assertThat(tool.name()).isEqualTo("add");
        assertThat(tool.description()).isEqualTo("Adds");
        assertThat(tool.parameters())
                .isEqualToIgnoringWhitespace(
                        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\",\"description\":\"a number\"}},"
                                + "\"required\":[\"a\"]}");
        assertThat(model.requests().getLast().tools()).isEmpty();
    }

    @Test
    void aJsonResponseFormatArrivesAsAForm() {
        var model = new RecordingModel(DONE);
        var city = JsonSchema.builder()
                .name("city")
                .rootElement(JsonObjectSchema.builder()
                        .addStringProperty("name", "its name")
                        .addEnumProperty("size", List.of("small", "big"))
                        .required("name")
                        .build())
                .build();

        JouteChatModel.of(model).chat(asking(format(ResponseFormat.JSON)));
        JouteChatModel.of(model)
                .chat(asking(format(ResponseFormat.builder()
                        .type(ResponseFormatType.JSON)
                        .jsonSchema(city)
                        .build())));
        JouteChatModel.of(model).chat(asking(format(ResponseFormat.TEXT)));

        assertThat(model.requests())
                .extracting(io.joute.base.chat.ChatRequest::form)
                .startsWith(Optional.of(JsonForm.ANY_OBJECT))
                .endsWith(Optional.empty());
        assertThat(model.requests().get(1).form().orElseThrow().schema())
                .isEqualToIgnoringWhitespace("{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\","
                        + "\"description\":\"its name\"},\"size\":{\"type\":\"string\",\"enum\":[\"small\",\"big\"]}},"
                        + "\"required\":[\"name\"]}");
    }

    private static ChatRequestParameters format(ResponseFormat format) {
        return ChatRequestParameters.builder().responseFormat(format).build();
    }

    @Test
    void aJsonResponseFormatStandsAlone() {
        var chat = JouteChatModel.of(new RecordingModel(DONE));
        var beside = ChatRequestParameters.builder()
                .responseFormat(ResponseFormat.JSON)
                .toolSpecifications(ToolSpecification.builder().name("add").build());

        assertThatThrownBy(() -> chat.chat(asking(beside.build())))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("tools beside a JSON form");
        assertThat(chat.supportedCapabilities())
                .as("a model that nothing is known of promises nothing")
                .isEmpty();
    }

    @Test
    void thoughtsUsageAndTheModelsNameComeBack() {
        var model = new RecordingModel(
                new ChatEvent.Thinking("let me "),
                new ChatEvent.Thinking("see"),
                new ChatEvent.Delta("It is "),
                new ChatEvent.Delta("Berlin"),
                DONE);

        ChatResponse response = JouteChatModel.of(model).chat(UserMessage.from("hello"));

        assertThat(response.aiMessage().text()).isEqualTo("It is Berlin");
        assertThat(response.aiMessage().thinking()).isEqualTo("let me see");
        assertThat(response.modelName()).isEqualTo("recording");
        assertThat(response.tokenUsage().inputTokenCount()).isEqualTo(7);
        assertThat(response.tokenUsage().outputTokenCount()).isEqualTo(2);
    }

    @Test
    void everyFinishReasonHasItsCounterpart() {
        var reasons = Map.of(
                io.joute.base.chat.FinishReason.STOP, FinishReason.STOP,
                io.joute.base.chat.FinishReason.LENGTH, FinishReason.LENGTH,
                io.joute.base.chat.FinishReason.CANCELLED, FinishReason.OTHER);

        reasons.forEach((ours, theirs) -> assertThat(JouteChatModel.of(new RecordingModel(done(ours)))
                        .chat(UserMessage.from("hello"))
                        .finishReason())
                .isEqualTo(theirs));
    }

    @Test
    void aFailureMayBeTriedAgainWhereJouteSaysSo() {
        List<ChatException.Cause> reasons = List.of(
                new ChatException.Cause.ContextFull(10, 5),
                new ChatException.Cause.Refused(),
                new ChatException.Cause.Unavailable(),
                new ChatException.Cause.Interrupted(),
                new ChatException.Cause.Broken());
        for (ChatException.Cause reason : reasons) {
            assertThatThrownBy(() -> JouteChatModel.of(new FailingModel(reason)).chat("hello"))
                    .hasMessageContaining("failing")
                    .hasMessageContaining("no luck today")
                    .hasCauseInstanceOf(ChatException.class)
                    .matches(thrown -> thrown instanceof RetriableException == reason.retryable(), reason.toString());
        }
    }

    @Test
    void aFailureSaysWhatTheCallerCanDo() {
        assertThatThrownBy(() -> JouteChatModel.of(new FailingModel(new ChatException.Cause.ContextFull(10, 5)))
                        .chat("hello"))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> JouteChatModel.of(new FailingModel(new ChatException.Cause.Refused()))
                        .chat("hello"))
                .isInstanceOf(UnsupportedFeatureException.class);
        assertThatThrownBy(() -> JouteChatModel.of(new FailingModel(new ChatException.Cause.Broken()))
                        .chat("hello"))
                .isInstanceOf(NonRetriableException.class);
    }

    @Test
    void anAnswerWithoutAnEndIsAFailure() {
        assertThatThrownBy(() -> JouteChatModel.of(new RecordingModel(new ChatEvent.Delta("It")))
                        .chat("hello"))
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("without a finish reason");
    }

    @Test
    void whatCannotBeHonouredIsRefusedBeforeTheModelIsAsked() {
        var model = new RecordingModel(DONE);
        var chat = JouteChatModel.of(model);
        var strict = ToolSpecification.builder().name("add").strict(true).build();

        assertUnsupported(
                chat,
                asking(ChatRequestParameters.builder().frequencyPenalty(0.5).build()),
                "frequencyPenalty 0.5");
        assertUnsupported(
                chat,
                asking(ChatRequestParameters.builder().presencePenalty(0.5).build()),
                "presencePenalty 0.5");
        assertUnsupported(
                chat, asking(ChatRequestParameters.builder().modelName("other").build()), "'other'");
        assertUnsupported(
                chat,
                asking(ChatRequestParameters.builder()
                        .toolSpecifications(strict)
                        .build()),
                "strict");
        assertUnsupported(chat, asking(UserMessage.from(AudioContent.from("https://example.org/a.wav"))), "audio");
        assertThat(model.requests()).isEmpty();
    }

    private static void assertUnsupported(JouteChatModel chat, ChatRequest request, String named) {
        assertThatThrownBy(() -> chat.chat(request))
                .isExactlyInstanceOf(UnsupportedFeatureException.class)
                .hasMessageContaining(named)
                .hasMessageContaining("not supported");
    }

    @Test
    void itsOwnNameIsNoOtherModel() {
        var model = new RecordingModel(new ChatEvent.Delta("Hello"), DONE);

        assertThat(JouteChatModel.of(model)
                        .chat(asking(ChatRequestParameters.builder()
                                .modelName("recording")
                                .build()))
                        .aiMessage()
                        .text())
                .isEqualTo("Hello");
    }

    @Test
    void aValueOutOfRangeIsAnInvalidRequest() {
        var chat = JouteChatModel.of(new RecordingModel(DONE));

        assertThatThrownBy(() -> chat.chat(
                        asking(ChatRequestParameters.builder().temperature(11.0).build())))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("temperature is 11.0, expected 0 to 10");
        assertThatThrownBy(() -> chat.chat(UserMessage.from("hello"), AiMessage.from("hi")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("expected USER");
    }

    @Test
    void defaultsOutOfRangeAreRefusedAtOnce() {
        var chat = JouteChatModel.of(new RecordingModel(DONE));
        var hot = ChatRequestParameters.builder().temperature(11.0).build();

        assertThatThrownBy(() -> chat.withDefaults(hot)).isInstanceOf(IllegalArgumentException.class);
    }
}
