package io.joute.connect;

import io.joute.base.chat.ChatException;
import io.joute.base.chat.ChatException.Cause;
import io.joute.connect.http.HttpFailure;
import io.joute.connect.wire.Events;
import io.joute.connect.wire.Words;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Failures of calls in Joute's terms; what a provider wrote is quoted short, and never where keys are spoken of. */
final class Failures {
    private static final int UNAUTHORIZED = 401;
    private static final int PAYMENT = 402;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TIMEOUT = 408;
    private static final int CONFLICT = 409;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;
    private static final Pattern LONG_PROMPT = Pattern.compile(
            "context.?length|maximum context|prompt is too long|too many tokens|exceeds the maximum number of tokens"
                    + "|exceed_context_size|context window",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("\\d{2,9}");

    private final Endpoint endpoint;
    private final Words words;

    Failures(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.words = new Words(endpoint.target().key());
    }

    /** A failure with the endpoint's name, and without its key. */
    ChatException named(ChatException failure) {
        return of(String.valueOf(failure.getMessage()), failure.reason());
    }

    ChatException of(String message, Cause cause) {
        return new ChatException("endpoint '" + endpoint.name() + "': " + words.hidden(message), cause);
    }

    /** The failure of a call; {@code spoke} tells whether a part of the answer had come. */
    ChatException of(HttpFailure failure, boolean spoke) {
        String message = String.valueOf(failure.getMessage());
        return switch (failure.kind()) {
            case FORBIDDEN -> of(message, new Cause.Broken());
            case CONNECT -> of(message, new Cause.Unavailable());
            case REDIRECT -> of(message + ": give the address where it leads", new Cause.Broken());
            case CONTENT -> of(message, spoke ? new Cause.Interrupted() : new Cause.Broken());
            case CUT, SIZE -> of(message, spoke ? new Cause.Interrupted() : new Cause.Unavailable());
            case STATUS -> ofStatus(failure);
        };
    }

    private ChatException ofStatus(HttpFailure failure) {
        int status = failure.status();
        return switch (status) {
            case UNAUTHORIZED, FORBIDDEN ->
                of("status " + status + ": the key is not accepted, or not for this model", new Cause.Broken());
            case PAYMENT -> of("status " + status + ": the account has no money left", new Cause.Broken());
            case NOT_FOUND ->
                of(
                        "status " + status + ": no model '" + endpoint.target().model()
                                + "' there, or the address is wrong: " + words(failure),
                        new Cause.Broken());
            case TIMEOUT, CONFLICT, TOO_EARLY, TOO_MANY ->
                of("status " + status + ": " + words(failure), new Cause.Unavailable());
            default ->
                status >= SERVER
                        ? of("status " + status + ": " + words(failure), new Cause.Unavailable())
                        : ofRequest(failure);
        };
    }

    private ChatException ofRequest(HttpFailure failure) {
        String quoted = words(failure);
        return LONG_PROMPT.matcher(failure.body()).find()
                ? of("the prompt does not fit: " + quoted, contextFull(quoted))
                : of("status " + failure.status() + ": " + quoted, new Cause.Refused());
    }

    /** Providers write both numbers in their sentence, in either order. */
    private Cause contextFull(String quoted) {
        long context = endpoint.contextLength();
        long needed = context + 1;
        Matcher numbers = NUMBER.matcher(quoted);
        while (numbers.find()) {
            needed = Math.max(needed, Long.parseLong(numbers.group()));
        }
        return new Cause.ContextFull(needed, context);
    }

    /** OpenAI, Mistral, Anthropic and Google put a message into {@code error}; some servers beside it. */
    private String words(HttpFailure failure) {
        Optional<JsonNode> body = Events.objectOrNothing(failure.body());
        String inside =
                body.map(node -> Events.text(node.path("error"), "message")).orElse("");
        String beside = body.map(node -> Events.text(node, "message")).orElse("");
        String told = inside.isEmpty() ? beside : inside;
        return told.isEmpty() ? "no reason given" : words.quoted(told);
    }
}
