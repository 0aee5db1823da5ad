package io.joute.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.UnsupportedFeatureException;
import io.joute.base.chat.Message;
import io.joute.base.chat.Role;
import io.joute.base.chat.ToolCall;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** LangChain4j's messages as Joute's: text and tools, nothing to look at or to hear. */
final class Messages {
    private Messages() {}

    /** All of them, in order. */
    static List<Message> of(List<ChatMessage> messages) {
        return messages.stream().map(Messages::message).toList();
    }

    private static Message message(ChatMessage message) {
        return switch (message) {
            case SystemMessage system -> Message.system(system.text());
            case UserMessage user -> Message.user(text(user.contents()));
            case AiMessage answer -> answer(answer);
            case ToolExecutionResultMessage result ->
                Message.toolAnswer(id(result.id(), result.toolName()), text(result.contents()));
            default ->
                throw new UnsupportedFeatureException("a message of type " + message.type() + " is not supported");
        };
    }

    private static Message answer(AiMessage answer) {
        if (!answer.images().isEmpty()) {
            throw new UnsupportedFeatureException("images in an answer are not supported, expected text");
        }
        List<ToolCall> calls =
                answer.toolExecutionRequests().stream().map(Messages::call).toList();
        return new Message(Role.ASSISTANT, answer.text() == null ? "" : answer.text(), calls, Optional.empty());
    }

    private static ToolCall call(ToolExecutionRequest request) {
        return new ToolCall(
                id(request.id(), request.name()),
                request.name(),
                request.arguments() == null ? "{}" : request.arguments());
    }

    /** Some providers give calls no id; call and answer then share the tool's name. */
    private static String id(@Nullable String id, String toolName) {
        return id == null ? toolName : id;
    }

    private static String text(List<Content> contents) {
        return contents.stream().map(Messages::text).collect(Collectors.joining("\n"));
    }

    private static String text(Content content) {
        if (content instanceof TextContent text) {
            return text.text();
        }
        throw new UnsupportedFeatureException(
                content.type().name().toLowerCase(Locale.ROOT) + " content is not supported, expected text");
    }
}
