package io.joute.langchain4j;

import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RetriableException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import io.joute.base.chat.ChatException;
import io.joute.base.chat.ChatException.Cause;

/** Joute's failures as LangChain4j's; whether to try again is the failure's to say, in both. */
final class Failures {
    private Failures() {}

    /** The exception for a failure of the model of this id. */
    static LangChain4jException of(ChatException failure, String id) {
        String message = id + ": " + failure.getMessage();
        return switch (failure.reason()) {
            case Cause.ContextFull _ -> new InvalidRequestException(message, failure);
            case Cause.Refused _ -> unsupported(id + ": not supported by this model: " + failure.getMessage(), failure);
            case Cause.Unavailable _, Cause.Interrupted _ -> new RetriableException(message, failure);
            case Cause.Broken _ -> new NonRetriableException(message, failure);
        };
    }

    private static UnsupportedFeatureException unsupported(String message, ChatException failure) {
        var exception = new UnsupportedFeatureException(message);
        exception.initCause(failure);
        return exception;
    }
}
