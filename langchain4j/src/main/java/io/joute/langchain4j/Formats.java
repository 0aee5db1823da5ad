package io.joute.langchain4j;

import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.internal.Json;
import dev.langchain4j.internal.JsonSchemaElementUtils;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import io.joute.base.chat.ChatModel;
import io.joute.base.chat.JsonForm;
import io.joute.base.chat.TokenModel;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** LangChain4j's response formats as Joute's forms, which the engine holds each token of an answer to. */
final class Formats {
    private Formats() {}

    /**
     * What an answer of {@code model} is to be held to.
     *
     * @throws UnsupportedFeatureException naming the keyword and its place, when the model says that it cannot be
     */
    static Optional<JsonForm> form(@Nullable ResponseFormat format, ChatModel model) {
        if (format == null || format.type() != ResponseFormatType.JSON) {
            return Optional.empty();
        }
        JsonForm form = format.jsonSchema() == null
                ? JsonForm.ANY_OBJECT
                : new JsonForm(Json.toJson(
                        JsonSchemaElementUtils.toMap(format.jsonSchema().rootElement())));
        if (model instanceof TokenModel holding) {
            holding.objection(form).ifPresent(objection -> {
                throw new UnsupportedFeatureException("this JSON response format is not supported: " + objection);
            });
        }
        return Optional.of(form);
    }

    /** What LangChain4j's services may count on. */
    static Set<Capability> capabilities(ChatModel model) {
        return model instanceof TokenModel ? Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA) : Set.of();
    }
}
