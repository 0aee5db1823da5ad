package io.joute.server.api.v1;

import io.joute.base.chat.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads the tools that a model may ask for. */
final class ToolFields {
    private static final int MOST = 128;
    private static final String NO_PARAMETERS = "{\"type\":\"object\",\"properties\":{}}";

    private ToolFields() {}

    static List<Tool> tools(Fields fields) {
        List<Tool> tools = new ArrayList<>();
        for (Fields.Element element : fields.elements("tools")) {
            tools.add(tool(Fields.of(element.node(), element.path())));
        }
        if (tools.size() > MOST) {
            throw fields.wrong("tools", "at most " + MOST + " tools");
        }
        Optional<JsonNode> choice = fields.node("tool_choice");
        if (choice.isPresent()) {
            String chosen =
                    choice.filter(JsonNode::isString).map(JsonNode::stringValue).orElse("a tool by name");
            return switch (chosen) {
                case "auto" -> tools;
                case "none" -> List.of();
                default ->
                    throw Problem.unsupported(
                            "tool_choice", "A model cannot be made to call: expected 'auto' or 'none'.");
            };
        }
        return tools;
    }

    private static Tool tool(Fields fields) {
        if (!fields.requiredText("type").equals("function")) {
            throw fields.wrong("type", "function");
        }
        Fields function = Fields.of(
                fields.node("function").orElseThrow(() -> fields.missing("function")), fields.path("function"));
        function.neutral("strict");
        String name = function.requiredText("name");
        String description = function.text("description").orElse("");
        String parameters = function.node("parameters").map(JsonNode::toString).orElse(NO_PARAMETERS);
        function.refuseOthers();
        fields.refuseOthers();
        try {
            return new Tool(name, description, parameters);
        } catch (IllegalArgumentException e) {
            throw Problem.field(function.path("name"), String.valueOf(e.getMessage()));
        }
    }
}
