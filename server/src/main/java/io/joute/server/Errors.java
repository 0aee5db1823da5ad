package io.joute.server;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ErrorHandler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.duel.DuelException;
import io.joute.arena.duel.DuelLogException;
import io.joute.server.api.ErrorBody;
import io.joute.server.api.Json;
import io.joute.server.api.v1.Problem;
import io.joute.server.api.v1.Problems;
import io.joute.server.http.Fault;
import io.joute.server.http.Refusal;
import io.joute.server.http.Refusals;
import io.joute.server.http.Visit;
import io.joute.server.page.ErrorPages;
import io.joute.server.page.Printer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What is told when a request is refused or fails: one of our sentences, and for a failure a number under which the
 * operator finds it in the log. No word of an exception crosses the wire: it could name a model.
 */
final class Errors implements ErrorHandler<Throwable> {
    private static final Logger LOG = System.getLogger(Errors.class.getName());
    private static final Fault DEFAULT = Fault.BROKEN;

    private final Printer printer;
    private final ErrorPages pages;
    private final Json json;

    Errors(Printer printer, Json json) {
        this.printer = printer;
        this.pages = new ErrorPages(printer);
        this.json = json;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response, Throwable thrown) {
        switch (thrown) {
            case Problem problem -> {
                closeUnread(request, response);
                Problems.tell(request, response, problem);
            }
            case Refusal refusal -> tell(request, response, refusal, Optional.empty());
            case DuelException refused -> tell(request, response, Refusals.of(refused), Optional.empty());
            case DuelLogException failed -> {
                String reference = note(request, failed);
                tell(request, response, Refusals.of(failed), Optional.of(reference));
            }
            default -> tell(request, response, new Refusal(DEFAULT), Optional.of(note(request, thrown)));
        }
    }

    private void tell(ServerRequest request, ServerResponse response, Refusal refusal, Optional<String> reference) {
        response.status(refusal.fault().status());
        refusal.retryAfterSeconds()
                .ifPresent(seconds -> response.header(HeaderNames.RETRY_AFTER, Long.toString(seconds)));
        closeUnread(request, response);
        if (request.path().path().startsWith(Problems.PREFIX)) {
            Problems.tell(request, response, Problems.of(refusal, reference));
        } else if (request.path().path().startsWith("/api/")) {
            String sentence = printer.words(Visit.languageOf(request)).told(refusal);
            OptionalLong retryAfter = refusal.retryAfterSeconds();
            json.send(request, response, new ErrorBody(refusal.fault().code(), sentence, retryAfter, reference));
        } else {
            pages.show(request, response, refusal, reference.orElse(null));
        }
    }

    private static void closeUnread(ServerRequest request, ServerResponse response) {
        if (!request.content().consumed()) {
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
    }

    private static String note(ServerRequest request, Throwable failure) {
        String reference = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        LOG.log(Level.ERROR, reference + ": " + request.prologue().method().text() + " failed", failure);
        return reference;
    }
}
