package io.joute.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Objects;
import java.util.Optional;

/**
 * Who asks, and how the answer should look; made by {@link Visits} for every request that reaches a route.
 *
 * @param visitor hash of the visitor's cookie
 * @param token against forged requests, freshly masked
 * @param nonce of this answer's scripts
 * @param language of the page
 * @param theme of the page
 * @param address path and query of the page, without language and theme
 */
public record Visit(String visitor, String token, String nonce, Language language, Theme theme, String address) {
    public Visit {
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(theme, "theme");
    }

    /** The visit of a request. */
    public static Visit of(ServerRequest request) {
        return request.context()
                .get(Visit.class)
                .orElseThrow(() -> new IllegalStateException("a route was reached without the filter of visits"));
    }

    /** The language to speak to whoever sent {@code request}, even when it was refused before its visit was made. */
    public static Language languageOf(ServerRequest request) {
        Optional<Visit> visit = request.context().get(Visit.class);
        return visit.map(Visit::language)
                .orElseGet(() -> Language.preferred(
                        request.headers().first(HeaderNames.ACCEPT_LANGUAGE).orElse("")));
    }
}
