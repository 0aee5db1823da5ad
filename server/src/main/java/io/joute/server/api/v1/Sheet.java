package io.joute.server.api.v1;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.base.chat.ChatException;
import io.joute.server.http.Deadlines;
import io.joute.server.http.EventStream;
import io.joute.server.http.Reply;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where the answers of one request are written: whole at the end, or as events. An event stream opens with its first event,
 * so that whatever fails before has the status that it deserves.
 */
final class Sheet {
    private final ServerRequest request;
    private final ServerResponse response;
    private final Deadlines deadlines;
    private Optional<EventStream> stream = Optional.empty();

    Sheet(ServerRequest request, ServerResponse response, Deadlines deadlines, String requestId) {
        response.header("X-Request-Id", requestId);
        this.request = request;
        this.response = response;
        this.deadlines = deadlines;
    }

    ServerResponse response() {
        return response;
    }

    /** Send all at once. */
    void whole(ObjectNode body) {
        Reply.text(request, response, Reply.JSON, body.toString());
    }

    /** Send one event. */
    void event(ObjectNode body) {
        if (stream.isEmpty()) {
            stream = Optional.of(EventStream.begin(response, deadlines));
        }
        stream.get().data(body.toString());
    }

    /** End the events in good order. */
    void end() {
        stream.ifPresent(open -> {
            open.data("[DONE]");
            open.close();
        });
    }

    /** Tell that the model failed: by a status, or as the last event where others were sent. */
    void fail(ChatException failure) {
        Problem problem = Problems.of(failure);
        if (stream.isEmpty()) {
            throw problem;
        }
        stream.get().data(Problems.body(problem).toString());
        stream.get().close();
    }
}
