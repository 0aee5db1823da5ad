package io.joute.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Refuses requests whose end two servers could see in different places, and methods that no route takes.
 *
 * <p>The server library accepts a length beside a transfer coding, two lengths and unknown codings, and waits for ever
 * for a negative length. The connection is closed: what follows on it cannot be trusted.
 */
public final class Framing implements Filter {
    private static final Pattern LENGTH = Pattern.compile("\\d{1,10}");
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE");

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        String method = request.prologue().method().text();
        ServerRequestHeaders headers = request.headers();
        List<String> lengths = headers.all(HeaderNames.CONTENT_LENGTH, List::of);
        List<String> codings = headers.all(HeaderNames.TRANSFER_ENCODING, List::of);
        boolean bodyOnReading = READING.contains(method) && (!codings.isEmpty() || hasBody(lengths));
        if (!sound(lengths, codings) || bodyOnReading) {
            response.header(HeaderValues.CONNECTION_CLOSE);
            throw new Refusal(Fault.INVALID);
        }
        if (!METHODS.contains(method)) {
            response.header(HeaderValues.CONNECTION_CLOSE);
            throw new Refusal(Fault.METHOD);
        }
        chain.proceed();
    }

    private static boolean hasBody(List<String> lengths) {
        return lengths.stream().anyMatch(length -> !length.equals("0"));
    }

    private static boolean sound(List<String> lengths, List<String> codings) {
        if (!codings.isEmpty()) {
            return lengths.isEmpty()
                    && codings.size() == 1
                    && codings.getFirst().equals("chunked");
        }
        return lengths.size() <= 1
                && lengths.stream().allMatch(length -> LENGTH.matcher(length).matches());
    }
}
