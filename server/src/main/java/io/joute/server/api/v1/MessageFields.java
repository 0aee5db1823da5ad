package io.joute.server.api.v1;

import io.joute.base.chat.Message;
import io.joute.base.chat.Role;
import io.joute.base.chat.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads the messages of a conversation. */
final class MessageFields {
    private MessageFields() {}

    static List<Message> messages(Fields fields) {
        List<Message> messages = new ArrayList<>();
        for (Fields.Element element : fields.elements("messages")) {
            messages.add(message(Fields.of(element.node(), element.path())));
        }
        if (messages.isEmpty()) {
            throw Problem.field("messages", "'messages' is to be an array of one message or more.");
        }
        return messages;
    }

    private static Message message(Fields fields) {
        Role role = role(fields);
        Optional<String> answers =
                role == Role.TOOL ? Optional.of(fields.requiredText("tool_call_id")) : Optional.empty();
        List<ToolCall> calls = role == Role.ASSISTANT ? calls(fields) : List.of();
        Optional<String> text = content(fields);
        if (text.isEmpty() && calls.isEmpty()) {
            throw fields.missing("content");
        }
        fields.ignore("name", "refusal", "annotations", "reasoning_content", "parsed");
        fields.neutral("audio", "function_call");
        if (role != Role.ASSISTANT) {
            fields.neutral("tool_calls");
        }
        requireText(fields);
        fields.refuseOthers();
        return new Message(role, text.orElse(""), calls, answers);
    }

    /** Not OpenAI's: lm-evaluation-harness writes it beside every message. */
    private static void requireText(Fields fields) {
        if (!fields.text("type").orElse("text").equals("text")) {
            throw Problem.unsupported(fields.path("type"), "These models read text only.");
        }
    }

    private static Role role(Fields fields) {
        return switch (fields.requiredText("role")) {
            case "system", "developer" -> Role.SYSTEM;
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            case "tool" -> Role.TOOL;
            default -> throw fields.wrong("role", "system, developer, user, assistant or tool");
        };
    }

    /** A text, or an array of parts that are texts. */
    private static Optional<String> content(Fields fields) {
        Optional<JsonNode> content = fields.node("content");
        if (content.isEmpty() || content.get().isString()) {
            return content.map(JsonNode::stringValue);
        }
        StringBuilder text = new StringBuilder();
        for (Fields.Element element : fields.elements("content")) {
            Fields part = Fields.of(element.node(), element.path());
            String type = part.requiredText("type");
            if (!type.equals("text")) {
                throw Problem.unsupported(
                        part.path("type"), "A part of type '" + type + "': these models read text only.");
            }
            text.append(part.requiredText("text"));
        }
        return Optional.of(text.toString());
    }

    private static List<ToolCall> calls(Fields fields) {
        List<ToolCall> calls = new ArrayList<>();
        for (Fields.Element element : fields.elements("tool_calls")) {
            Fields call = Fields.of(element.node(), element.path());
            Fields function =
                    Fields.of(call.node("function").orElseThrow(() -> call.missing("function")), call.path("function"));
            calls.add(new ToolCall(
                    call.requiredText("id"), function.requiredText("name"), function.requiredText("arguments")));
        }
        return calls;
    }
}
