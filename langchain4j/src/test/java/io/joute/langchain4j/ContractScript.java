package io.joute.langchain4j;

import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.Message;
import io.joute.base.chat.Role;
import io.joute.base.chat.Tool;
import io.joute.base.chat.ToolCall;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a capable model would answer to the questions of LangChain4j's contract. Each answer is made of what reached the
 * model: without the system message there is no translation, without the tool no call.
 */
final class ContractScript {
    private ContractScript() {}

    static ScriptedModel model() {
        return new ScriptedModel("scripted", ContractScript::reply);
    }

    private static ScriptedModel.Reply reply(ChatRequest request) {
        Message last = request.messages().getLast();
        if (request.form().isPresent() && last.text().contains("capital of Germany")) {
            return ScriptedModel.Reply.saying("{\"city\": \"Berlin\"}");
        }
        if (last.role() == Role.TOOL) {
            return ScriptedModel.Reply.saying("The tools say " + toolAnswers(request.messages()));
        }
        List<ToolCall> calls = calls(last.text(), request.tools());
        return calls.isEmpty()
                ? ScriptedModel.Reply.saying(text(request.messages()))
                : new ScriptedModel.Reply("", calls);
    }

    private static String text(List<Message> messages) {
        return switch (messages.getLast().text()) {
            case "What is the capital of Germany?" -> "It is Berlin";
            case "Translate: 'I love you'" -> has(messages, Role.SYSTEM, "into German") ? "Ich liebe dich" : "What?";
            case "What is my favorite color?" -> has(messages, Role.USER, "green") ? "It is green" : "I forgot";
            case "Say 'Hello World'" -> "Hello World";
            case "What is the capital of Germany? How much is 2 + 2?" -> "It is Berlin, and it is 4";
            case "hello" -> "Hello to you";
            default -> "I do not know";
        };
    }

    private static boolean has(List<Message> messages, Role role, String text) {
        return messages.stream()
                .anyMatch(message -> message.role() == role && message.text().contains(text));
    }

    private static String toolAnswers(List<Message> messages) {
        return messages.stream()
                .filter(message -> message.role() == Role.TOOL)
                .map(Message::text)
                .collect(Collectors.joining(" and "));
    }

    private static List<ToolCall> calls(String question, List<Tool> tools) {
        return tools.stream()
                .filter(tool -> question.contains(topic(tool)))
                .map(tool -> new ToolCall("call-" + tool.name(), tool.name(), arguments(tool)))
                .toList();
    }

    private static String topic(Tool tool) {
        return tool.name().toLowerCase(Locale.ROOT).contains("time") ? "time" : "weather";
    }

    private static String arguments(Tool tool) {
        if (tool.parameters().contains("\"city\"")) {
            return "{\"city\":\"Munich\"}";
        }
        return tool.parameters().contains("\"country\"") ? "{\"country\":\"France\"}" : "{}";
    }
}
