package io.joute.connect.http;

import dev.langchain4j.http.client.HttpClientBuilder;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webclient.api.HttpClientRequest;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.Proxy;
import io.helidon.webclient.api.WebClient;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Calls one address under the rules for endpoints: names checked, TLS verified, no redirects, no proxy of the environment,
 * no cookies, one connection a call. Blocks; interrupting a virtual thread closes its connection. Safe for any number of
 * threads.
 */
public final class GuardedClient {
    private static final int MULTIPLE_CHOICES = 300;
    private static final int BAD_REQUEST = 400;
    private static final int SERVER = 500;
    private static final Set<Integer> CLOSED_DOORS = Set.of(401, 402, 403, 429);

    private final Address address;
    private final WebClient client;

    /** Call {@code address}; a silence of {@code read} ends a call. */
    public GuardedClient(Address address, Names names, Duration connect, Duration read) {
        this.address = address;
        this.client = WebClient.builder()
                .servicesDiscoverServices(false)
                .dnsResolver(new CheckedNames(names, address.privateAllowed()))
                .proxy(Proxy.noProxy())
                .followRedirects(false)
                .keepAlive(false)
                .shareConnectionCache(false)
                .sendExpectContinue(false)
                .connectTimeout(connect)
                .readTimeout(read)
                .build();
    }

    /** The address. */
    public Address address() {
        return address;
    }

    /** A client for LangChain4j's models that shows one call to {@code tap}, and fails there alone. */
    public HttpClientBuilder tapped(Tap tap) {
        return new TappedClient.Builder(new TappedClient(this, tap));
    }

    /** Whether the server answers a plain GET of {@code path}, be it that it knows no such path. */
    public boolean answers(String path, Map<String, String> headers) {
        HttpClientRequest request = request(Method.GET, address.resolve(path));
        headers.forEach((name, value) -> request.header(HeaderNames.create(name), value));
        try (HttpClientResponse response = request.request()) {
            int status = response.status().code();
            boolean redirect = status >= MULTIPLE_CHOICES && status < BAD_REQUEST;
            return !redirect && status < SERVER && !CLOSED_DOORS.contains(status);
        } catch (RuntimeException unreachable) {
            return false;
        }
    }

    /** Send a request; the answer must be closed. */
    HttpClientResponse send(String method, String url, Map<String, List<String>> headers, byte[] body) {
        if (!url.startsWith(address.uri() + "/")) {
            throw new HttpFailure(HttpFailure.Kind.FORBIDDEN, "a call to another address than " + address);
        }
        HttpClientRequest request = request(Method.create(method), url);
        headers.forEach((name, values) -> request.header(HeaderNames.create(name), values));
        return request.submit(body);
    }

    private HttpClientRequest request(Method method, String url) {
        return client.method(method).uri(URI.create(url)).skipUriEncoding(true);
    }
}
