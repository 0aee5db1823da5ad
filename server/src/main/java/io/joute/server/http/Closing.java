package io.joute.server.http;

import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ErrorHandler;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/**
 * The outermost filter: answers for what the others refuse, and closes the connection where that was asked for or
 * promised. The server library sends {@code Connection: close} but then waits for another request until it is idle.
 */
public final class Closing implements Filter {
    private final ErrorHandler<Throwable> errors;

    /** Answer refusals by {@code errors}. */
    public Closing(ErrorHandler<Throwable> errors) {
        this.errors = errors;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        try {
            chain.proceed();
        } catch (CloseConnectionException gone) {
            throw gone;
        } catch (RequestException refused) {
            response.header(HeaderValues.CONNECTION_CLOSE);
            answer(
                    request,
                    response,
                    new Refusal(Fault.ofStatus(refused.status().code())));
        } catch (RuntimeException refused) {
            answer(request, response, refused);
        }
        if (closes(request, response)) {
            response.commit();
            throw new CloseConnectionException("closed after the answer, as asked for or promised");
        }
    }

    private void answer(RoutingRequest request, RoutingResponse response, RuntimeException refused) {
        if (!response.resetStream()) {
            throw new CloseConnectionException("failed after the answer had begun", refused);
        }
        try {
            errors.handle(request, response, refused);
            // The library's handler declares every exception.
        } catch (Exception failed) {
            throw new CloseConnectionException("failed while an error was being told", failed);
        }
    }

    private static boolean closes(RoutingRequest request, RoutingResponse response) {
        return request.headers().contains(HeaderValues.CONNECTION_CLOSE)
                || response.headers().contains(HeaderValues.CONNECTION_CLOSE);
    }
}
