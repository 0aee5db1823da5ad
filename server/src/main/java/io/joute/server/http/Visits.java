package io.joute.server.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.SetCookie;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Recognises the visitor by an anonymous cookie of 128 random bits, and reads the wished language and theme.
 *
 * <p>The cookie itself stays here: everyone else sees its hash. Language and theme come from the address
 * ({@code ?lang=fr}), then a cookie, then the browser; one given in the address is remembered. Pages that are shown to whoever has their link
 * leave nothing with their reader: they set no cookie.
 */
public final class Visits implements Filter {
    /** Query parameter of the language. */
    public static final String LANGUAGE = "lang";
    /** Query parameter of the theme. */
    public static final String THEME = "theme";

    /** Where reveals are shown to whoever has the link. */
    public static final String SHARED = "/shared/";

    private static final String VISITOR_COOKIE = "joute_visitor";
    private static final String LANGUAGE_COOKIE = "joute_lang";
    private static final String THEME_COOKIE = "joute_theme";
    private static final HeaderName POLICY = HeaderNames.create("Content-Security-Policy");
    private static final Pattern COOKIE_FORM = Pattern.compile("[0-9a-f]{32}");
    private static final Duration A_YEAR = Duration.ofDays(365);

    private final SecureRandom random;

    /** Draw cookies, masks and nonces from {@code random}. */
    public Visits(SecureRandom random) {
        this.random = random;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (!request.path().path().startsWith(StaticAssets.PREFIX) && !ForPrograms.asked(request)) {
            visit(request, response);
        }
        chain.proceed();
    }

    private void visit(RoutingRequest request, RoutingResponse response) {
        String cookie = cookie(request, VISITOR_COOKIE)
                .filter(value -> COOKIE_FORM.matcher(value).matches())
                .orElseGet(() -> fresh(request, response));
        Token token = Token.of(cookie);
        Visit visit = new Visit(
                Secrets.visitorOf(cookie),
                token.masked(random),
                Base64.getEncoder().encodeToString(Secrets.random(random)),
                language(request, response),
                theme(request, response),
                address(request));
        request.context().register(visit);
        request.context().register(token);
        response.header(POLICY, SecurityHeaders.policy(visit.nonce()));
    }

    private String fresh(RoutingRequest request, RoutingResponse response) {
        String cookie = HexFormat.of().formatHex(Secrets.random(random));
        remember(request, response, VISITOR_COOKIE, cookie);
        return cookie;
    }

    private Language language(RoutingRequest request, RoutingResponse response) {
        Optional<Language> asked = asked(request, LANGUAGE).flatMap(Language::ofCode);
        asked.ifPresent(language -> remember(request, response, LANGUAGE_COOKIE, language.code()));
        return asked.or(() -> cookie(request, LANGUAGE_COOKIE).flatMap(Language::ofCode))
                .orElseGet(() -> Language.preferred(
                        request.headers().first(HeaderNames.ACCEPT_LANGUAGE).orElse("")));
    }

    private Theme theme(RoutingRequest request, RoutingResponse response) {
        Optional<Theme> asked = asked(request, THEME).flatMap(Theme::ofCode);
        asked.ifPresent(theme -> remember(request, response, THEME_COOKIE, theme.code()));
        return asked.or(() -> cookie(request, THEME_COOKIE).flatMap(Theme::ofCode))
                .orElse(Theme.SYSTEM);
    }

    private static void remember(RoutingRequest request, RoutingResponse response, String name, String value) {
        if (request.path().path().startsWith(SHARED)) {
            return;
        }
        response.headers()
                .addCookie(SetCookie.builder(name, value)
                        .path("/")
                        .httpOnly(true)
                        .maxAge(A_YEAR)
                        .sameSite(SetCookie.SameSite.LAX)
                        .build());
    }

    private static Optional<String> cookie(ServerRequest request, String name) {
        return request.headers().cookies().first(name).asOptional();
    }

    private static Optional<String> asked(ServerRequest request, String name) {
        return request.query().first(name).asOptional();
    }

    /** Path and query without language and theme: where the switches of a page lead back to. */
    private static String address(ServerRequest request) {
        String query = request.query().names().stream()
                .filter(name -> !name.equals(LANGUAGE) && !name.equals(THEME))
                .map(name -> Encoded.pair(name, request.query().first(name).orElse("")))
                .collect(Collectors.joining("&"));
        String path = request.path().rawPath();
        return query.isEmpty() ? path : path + '?' + query;
    }
}
