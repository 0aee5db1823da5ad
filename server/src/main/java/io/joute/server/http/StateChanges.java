package io.joute.server.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a state change through only when a page of ours asked for it, by two walls: where the browser says it comes
 * from, and a token that only the visitor's own pages know. Reads the body, within its limits of size and time.
 */
public final class StateChanges implements Filter {
    /** Header of the token, for programs; forms have it in the field {@link Form#TOKEN}. */
    public static final HeaderName TOKEN = HeaderNames.create("X-Joute-Token");

    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");

    private final AllowedHosts hosts;
    private final Deadlines deadlines;
    private final Duration patience;

    /** Check origins against {@code hosts}; end bodies that take longer than {@code patience}. */
    public StateChanges(AllowedHosts hosts, Deadlines deadlines, Duration patience) {
        this.hosts = hosts;
        this.deadlines = deadlines;
        this.patience = patience;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        String method = request.prologue().method().text();
        if (method.equals("POST") || method.equals("PUT") || method.equals("DELETE")) {
            Body body = Body.read(request, deadlines, patience);
            request.context().register(body);
            boolean allowed = ForPrograms.posted(request)
                    ? !fromForeignPage(request)
                    : fromOurPage(request) && carriesToken(request, body);
            if (!allowed) {
                throw new Refusal(Fault.FORBIDDEN);
            }
        }
        chain.proceed();
    }

    private boolean fromOurPage(ServerRequest request) {
        Optional<String> site = request.headers().first(FETCH_SITE);
        Optional<String> origin = request.headers().first(HeaderNames.ORIGIN);
        if (site.isPresent()) {
            return site.get().equals("same-origin") && origin.map(this::isOurs).orElse(true);
        }
        return origin.map(this::isOurs).orElse(false);
    }

    /** Whether a browser says that a page of another site asks; a program says nothing. */
    private boolean fromForeignPage(ServerRequest request) {
        Optional<String> site = request.headers().first(FETCH_SITE);
        Optional<String> origin = request.headers().first(HeaderNames.ORIGIN);
        boolean foreignSite = site.filter(from -> !Set.of("same-origin", "none").contains(from))
                .isPresent();
        return foreignSite || origin.filter(from -> !isOurs(from)).isPresent();
    }

    private boolean isOurs(String origin) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority != null && hosts.allows(authority);
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    private static boolean carriesToken(ServerRequest request, Body body) {
        Token token = request.context()
                .get(Token.class)
                .orElseThrow(() -> new IllegalStateException("the filter of visits must come before this one"));
        Optional<String> header = request.headers().first(TOKEN);
        return header.or(() -> body.isForm() ? body.form().first(Form.TOKEN) : Optional.empty())
                .filter(token::matches)
                .isPresent();
    }
}
