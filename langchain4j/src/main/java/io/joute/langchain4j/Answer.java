package io.joute.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatException;
import io.joute.base.chat.ToolCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the events of one answer together. For one thread, once. */
final class Answer {
    private final String modelName;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();
    private @Nullable ChatEvent end;

    Answer(String modelName) {
        this.modelName = modelName;
    }

    void accept(ChatEvent event) {
        switch (event) {
            case ChatEvent.Delta delta -> text.append(delta.text());
            case ChatEvent.Thinking thought -> thinking.append(thought.text());
            case ChatEvent.Done done -> end = done;
            case ChatEvent.Failed failed -> end = failed;
        }
    }

    /**
     * The whole, once the model has returned.
     *
     * @throws LangChain4jException when it failed
     */
    ChatResponse response() {
        return switch (end) {
            case ChatEvent.Done done -> response(done);
            case ChatEvent.Failed failed -> throw Failures.of(failed.failure(), modelName);
            case null, default ->
                throw Failures.of(
                        new ChatException(
                                "the answer ended without a finish reason", new ChatException.Cause.Interrupted()),
                        modelName);
        };
    }

    private ChatResponse response(ChatEvent.Done done) {
        return ChatResponse.builder()
                .aiMessage(message(done))
                .metadata(ChatResponseMetadata.builder()
                        .modelName(modelName)
                        .tokenUsage(new TokenUsage(
                                done.usage().promptTokens(), done.usage().outputTokens()))
                        .finishReason(finishReason(done))
                        .build())
                .build();
    }

    private AiMessage message(ChatEvent.Done done) {
        List<ToolExecutionRequest> calls =
                done.toolCalls().stream().map(Answer::toolRequest).toList();
        return AiMessage.builder()
                .text(text.isEmpty() && !calls.isEmpty() ? null : text.toString())
                .thinking(thinking.isEmpty() ? null : thinking.toString())
                .toolExecutionRequests(calls)
                .build();
    }

    private static ToolExecutionRequest toolRequest(ToolCall call) {
        return ToolExecutionRequest.builder()
                .id(call.id())
                .name(call.name())
                .arguments(call.arguments())
                .build();
    }

    private static FinishReason finishReason(ChatEvent.Done done) {
        if (!done.toolCalls().isEmpty()) {
            return FinishReason.TOOL_EXECUTION;
        }
        return switch (done.finishReason()) {
            case STOP -> FinishReason.STOP;
            case LENGTH -> FinishReason.LENGTH;
            case CANCELLED -> FinishReason.OTHER;
        };
    }
}
