package io.joute.server.api.v1;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.base.chat.ChatException;
import io.joute.server.http.Fault;
import io.joute.server.http.Refusal;
import io.joute.server.http.Reply;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tells programs what is wrong, in OpenAI's shape. */
public final class Problems {
    /** Where the addresses begin whose errors have this shape. */
    public static final String PREFIX = "/v1/";

    private static final String RETRY_SECONDS = "5";

    private Problems() {}

    /** Tell {@code problem}. */
    public static void tell(ServerRequest request, ServerResponse response, Problem problem) {
        response.status(problem.status());
        if (problem.status() == 429 || problem.status() == 503) {
            response.header(HeaderNames.RETRY_AFTER, RETRY_SECONDS);
        }
        if (problem.status() == 401) {
            response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        Reply.text(request, response, Reply.JSON, body(problem).toString());
    }

    /** The problem that a refusal of the server itself is to a program. */
    public static Problem of(Refusal refusal, Optional<String> reference) {
        OptionalLong retry = refusal.retryAfterSeconds();
        return retry.isPresent()
                ? Problem.busy("No room at the moment: try again later.")
                : of(refusal.fault(), reference);
    }

    private static Problem of(Fault fault, Optional<String> reference) {
        String code = fault.code();
        return switch (fault) {
            case INVALID -> Problem.request(400, code, "The request cannot be read: the body is to be JSON.");
            case SIGN_IN -> Problem.request(401, code, "Only for who is signed in.");
            case FORBIDDEN -> Problem.request(403, code, "Pages of other sites may not use this interface.");
            case UNKNOWN, UNPUBLISHED -> Problem.request(404, "unknown_url", "There is nothing at this address.");
            case METHOD -> Problem.request(405, code, "This address does not take that method.");
            case STATE -> Problem.request(409, code, "Not in this state.");
            case TOO_LONG -> Problem.request(413, code, "The body is longer than 512 KiB.");
            case UNSUPPORTED -> Problem.request(415, code, "The body is to be of type application/json.");
            case MISDIRECTED -> Problem.request(421, code, "This server is not known by the name in the Host header.");
            case CONSENT -> Problem.request(428, code, "The terms of this arena are to be accepted first.");
            case BLOCKED -> Problem.request(403, code, "This arena does not take that question.");
            case PERSONAL -> Problem.request(428, code, "The question seems to have personal data in it.");
            case LIMIT -> Problem.request(429, code, "Too many duels within the hour.");
            case WAIT -> Problem.request(429, code, "Wait before the next try.");
            case BROKEN ->
                Problem.server(
                        500,
                        "Something failed here"
                                + reference
                                        .map(it -> ", number " + it + " in the log")
                                        .orElse("") + ".");
            case BUSY -> Problem.server(503, "No room at the moment: try again later.");
        };
    }

    /** The problem that a model's failure is. */
    static Problem of(ChatException failure) {
        String message = String.valueOf(failure.getMessage());
        return switch (failure.reason()) {
            case ChatException.Cause.ContextFull _ -> Problem.request(400, "context_length_exceeded", message);
            case ChatException.Cause.Refused _ -> Problem.request(400, "refused", message);
            case ChatException.Cause.Unavailable _ -> Problem.server(503, message);
            case ChatException.Cause.Interrupted _ -> Problem.server(503, message);
            case ChatException.Cause.Broken _ -> Problem.server(500, message);
        };
    }

    /** {@code problem} as JSON. */
    static ObjectNode body(Problem problem) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode error = body.putObject("error");
        error.put("message", problem.sentence());
        error.put("type", problem.type());
        error.put("param", problem.field().orElse(null));
        error.put("code", problem.code().orElse(null));
        return body;
    }

    /** What is told when a request is refused before it is read. */
    public static String early(Fault fault) {
        return body(of(fault, Optional.empty())).toString();
    }
}
