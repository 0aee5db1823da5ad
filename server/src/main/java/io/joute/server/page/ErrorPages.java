package io.joute.server.page;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.server.http.Refusal;
import io.joute.server.http.Visit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows refusals and failures to people. */
public final class ErrorPages {
    private final Printer printer;

    /** Print with {@code printer}. */
    public ErrorPages(Printer printer) {
        this.printer = printer;
    }

    /**
     * Show why there is no page; in a plain frame when the request was refused before its visit was known.
     *
     * @param reference number of the failure in the log, or null when it is none
     */
    public void show(ServerRequest request, ServerResponse response, Refusal refusal, @Nullable String reference) {
        Optional<Visit> visit = request.context().get(Visit.class);
        if (visit.isEmpty()) {
            Words words = printer.words(request);
            String plain = PlainError.page(words, words.say(refusal.sentence()));
            io.joute.server.http.Reply.text(request, response, io.joute.server.http.Reply.HTML, plain);
            return;
        }
        Shell shell = printer.shell(request, "error.title", "");
        printer.print(
                request,
                response,
                "error",
                new ErrorPage(
                        shell, shell.words().say("error.heading"), shell.words().say(refusal.sentence()), reference));
    }
}
