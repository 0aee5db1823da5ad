package io.joute.server;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import io.joute.server.api.ErrorBody;
import io.joute.server.api.Json;
import io.joute.server.api.v1.Problems;
import io.joute.server.http.Fault;
import io.joute.server.http.Language;
import io.joute.server.http.Reply;
import io.joute.server.http.SecurityHeaders;
import io.joute.server.page.PlainError;
import io.joute.server.page.Printer;
import io.joute.server.page.Words;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/** What is told when a request is refused before any filter sees it: too long a body, headers that cannot be read. */
final class EarlyErrors implements DirectHandler {
    private final Printer printer;
    private final Json json;

    EarlyErrors(Printer printer, Json json) {
        this.printer = printer;
        this.json = json;
    }

    /** Handlers of every kind of early refusal. */
    DirectHandlers handlers() {
        DirectHandlers.Builder builder = DirectHandlers.builder();
        for (EventType type : EventType.values()) {
            builder.addHandler(type, this);
        }
        return builder.build();
    }

    @Override
    public TransportResponse handle(
            TransportRequest request, EventType type, Status status, ServerResponseHeaders headers, String message) {
        Fault fault = Fault.ofStatus(status.code());
        Language language = Language.preferred(
                request.headers().first(HeaderNames.ACCEPT_LANGUAGE).orElse(""));
        Words words = printer.words(language);
        String sentence = words.say("error." + fault.code());
        boolean models = request.path().startsWith(Problems.PREFIX);
        boolean program = models || request.path().startsWith("/api/");
        String body =
                models ? Problems.early(fault) : program ? told(fault, sentence) : PlainError.page(words, sentence);
        SecurityHeaders.ALWAYS.forEach(headers::set);
        headers.set(HeaderNames.CONTENT_TYPE, program ? Reply.JSON : Reply.HTML);
        return TransportResponse.builder()
                .status(fault.status() == status.code() ? status : Status.create(fault.status()))
                .headers(headers)
                .entity(body.getBytes(StandardCharsets.UTF_8))
                .keepAlive(false)
                .build();
    }

    private String told(Fault fault, String sentence) {
        return json.write(new ErrorBody(fault.code(), sentence, OptionalLong.empty(), Optional.empty()));
    }
}
