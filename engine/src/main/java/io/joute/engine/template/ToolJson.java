package io.joute.engine.template;

import io.joute.base.chat.Message;
import io.joute.base.chat.Tool;
import io.joute.base.chat.ToolCall;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tools, calls and answers as the maps that templates write in JSON. */
final class ToolJson {
    private ToolJson() {}

    static Map<String, Object> described(Tool tool) {
        Map<String, Object> function = new LinkedHashMap<>();
        function.put("name", tool.name());
        function.put("description", tool.description());
        function.put("parameters", object("parameters of tool '" + tool.name() + "'", tool.parameters()));
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("type", "function");
        described.put("function", function);
        return described;
    }

    static Map<String, Object> called(ToolCall call) {
        Map<String, Object> called = new LinkedHashMap<>();
        called.put("name", call.name());
        called.put("arguments", arguments(call));
        called.put("id", call.id());
        return called;
    }

    static Map<?, ?> arguments(ToolCall call) {
        return object("arguments of the call of '" + call.name() + "'", call.arguments());
    }

    static Map<String, Object> answered(Message answer) {
        Map<String, Object> answered = new LinkedHashMap<>();
        answered.put("content", answer.text());
        answered.put("call_id", answer.answers().orElseThrow());
        return answered;
    }

    private static Map<?, ?> object(String what, String json) {
        try {
            return PythonJson.object(json);
        } catch (IllegalArgumentException e) {
            throw new RefusedPromptException(what + ": " + e.getMessage());
        }
    }
}
