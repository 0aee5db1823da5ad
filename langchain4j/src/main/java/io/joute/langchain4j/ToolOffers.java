package io.joute.langchain4j;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.internal.Json;
import dev.langchain4j.internal.JsonSchemaElementUtils;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import io.joute.base.chat.Tool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** LangChain4j's tools as Joute's. */
final class ToolOffers {
    private ToolOffers() {}

    /** What the model may ask for; nothing when it is told not to. */
    static List<Tool> of(ChatRequestParameters parameters) {
        if (parameters.toolChoice() == ToolChoice.NONE) {
            return List.of();
        }
        return parameters.toolSpecifications().stream().map(ToolOffers::tool).toList();
    }

    private static Tool tool(ToolSpecification tool) {
        if (Boolean.TRUE.equals(tool.strict())) {
            throw new UnsupportedFeatureException("strict tool '" + tool.name()
                    + "' is not supported: arguments are as the model writes them, check them");
        }
        return new Tool(tool.name(), tool.description() == null ? "" : tool.description(), schema(tool.parameters()));
    }

    /** As JSON text, the way LangChain4j's own providers write it. */
    private static String schema(@Nullable JsonObjectSchema parameters) {
        return Json.toJson(JsonSchemaElementUtils.toMap(
                parameters == null ? JsonObjectSchema.builder().build() : parameters));
    }
}
