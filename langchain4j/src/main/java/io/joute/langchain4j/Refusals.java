package io.joute.langchain4j;

import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ToolChoice;
import org.jspecify.annotations.Nullable;

/** What LangChain4j's requests may ask for and no model of Joute's does: better refused than left out. */
final class Refusals {
    private Refusals() {}

    /** Refuse parameters that the model of this id cannot honour. */
    static void check(ChatRequestParameters parameters, String id) {
        String name = parameters.modelName();
        if (name != null && !name.equals(id)) {
            throw new UnsupportedFeatureException(
                    "modelName '" + name + "' is not supported: this model is '" + id + "', wrap another one");
        }
        refuse(parameters.frequencyPenalty(), "frequencyPenalty");
        refuse(parameters.presencePenalty(), "presencePenalty");
        if (parameters.toolChoice() == ToolChoice.REQUIRED) {
            throw new UnsupportedFeatureException(
                    "ToolChoice.REQUIRED is not supported, expected AUTO or NONE: the model decides");
        }
    }

    private static void refuse(@Nullable Double value, String name) {
        if (value != null) {
            throw new UnsupportedFeatureException(name + " " + value + " is not supported, expected none");
        }
    }
}
