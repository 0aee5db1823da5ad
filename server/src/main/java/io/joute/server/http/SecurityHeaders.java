package io.joute.server.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;

/** Headers on every answer that tell the browser to do nothing that a page of ours does not need. */
public final class SecurityHeaders implements Filter {
    /** What every answer carries, also one made before any filter ran. */
    public static final List<Header> ALWAYS = List.of(
            HeaderValues.create("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
            HeaderValues.create("X-Content-Type-Options", "nosniff"),
            // Not no-referrer: Chromium then sends "Origin: null" with our own forms.
            HeaderValues.create("Referrer-Policy", "same-origin"),
            HeaderValues.create("Cross-Origin-Opener-Policy", "same-origin"),
            HeaderValues.create("Cross-Origin-Resource-Policy", "same-origin"),
            HeaderValues.create("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
            HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-store"));

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        ALWAYS.forEach(response::header);
        chain.proceed();
    }

    /** The policy of a page whose scripts carry {@code nonce}. */
    static String policy(String nonce) {
        return "default-src 'none'; script-src 'nonce-" + nonce + "'; style-src 'self'; img-src 'self' data:; "
                + "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
                + "frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; "
                + "trusted-types joute";
    }
}
