package io.joute.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Serves only requests that name this server: the defence against DNS rebinding, where a foreign site's name is made to
 * point at this machine and its page then reads our answers as its own.
 */
public final class AllowedHosts implements Filter {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> named;
    private final IntSupplier port;

    /** Allow the local names with {@code port} (known once the server runs), and {@code named} with any port. */
    public AllowedHosts(Set<String> named, IntSupplier port) {
        this.named = new LinkedHashSet<>();
        named.forEach(name -> this.named.add(name.toLowerCase(Locale.ROOT)));
        this.port = port;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        List<String> hosts = request.headers().all(HeaderNames.HOST, List::of);
        if (hosts.size() != 1 || !allows(hosts.getFirst())) {
            response.header(HeaderValues.CONNECTION_CLOSE);
            throw new Refusal(Fault.MISDIRECTED);
        }
        chain.proceed();
    }

    /** Whether {@code host}, as a {@code Host} header has it, is this server. */
    boolean allows(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        int colon = lower.lastIndexOf(':');
        boolean hasPort = colon > lower.lastIndexOf(']');
        String name = hasPort ? lower.substring(0, colon) : lower;
        if (named.contains(name)) {
            return true;
        }
        String wanted = hasPort ? lower.substring(colon + 1) : "80";
        return LOCAL.contains(name) && wanted.equals(Integer.toString(port.getAsInt()));
    }
}
