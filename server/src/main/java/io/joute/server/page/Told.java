package io.joute.server.page;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import io.joute.server.http.Fault;
import io.joute.server.http.Form;
import io.joute.server.http.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What a page tells of a question that it just got and that was refused.
 *
 * @param error why, or null when nothing was refused
 * @param personal whether it may be sent anyway
 */
public record Told(@Nullable String error, boolean personal) {
    /** Nothing was refused. */
    public static final Told NOTHING = new Told(null, false);

    private static final String ANYWAY = "anyway";

    /** Tell of a refusal: the status and the time to wait go into {@code response}. */
    static Told of(Words words, Refusal refusal, ServerResponse response) {
        response.status(refusal.fault().status());
        refusal.retryAfterSeconds()
                .ifPresent(seconds -> response.header(HeaderNames.RETRY_AFTER, Long.toString(seconds)));
        return new Told(words.told(refusal), refusal.fault() == Fault.PERSONAL);
    }

    /** Whether a form was sent by the button that sends it anyway. */
    static boolean anyway(Form form) {
        return form.first(ANYWAY).isPresent();
    }
}
