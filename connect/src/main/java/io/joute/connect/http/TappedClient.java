package io.joute.connect.http;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.api.HttpClientResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** One call of a LangChain4j model, on the calling thread: events go past the tap, failures to it and nowhere else. */
final class TappedClient implements HttpClient {
    private static final int ERROR_BYTES = 16 << 10;
    private static final int SHOWN_HEADER = 80;
    private static final int OK = 200;
    private static final int MULTIPLE_CHOICES = 300;
    private static final int BAD_REQUEST = 400;

    private final GuardedClient client;
    private final Tap tap;

    TappedClient(GuardedClient client, Tap tap) {
        this.client = client;
        this.tap = tap;
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        throw new UnsupportedOperationException("models are asked for streams only");
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        try (HttpClientResponse response = send(request)) {
            check(response);
            Relay relay = new Relay(listener);
            read(response, parser, relay);
            relay.finish();
        } catch (HttpFailure failure) {
            tap.failed(failure);
        } catch (RuntimeException failure) {
            tap.failed(new HttpFailure(kind(innermost(failure)), "no answer: " + plain(failure)));
        }
    }

    private static void read(HttpClientResponse response, ServerSentEventParser parser, Relay relay) {
        try {
            parser.parse(new BoundedStream(response.inputStream()), relay);
        } catch (HttpFailure tooLarge) {
            throw tooLarge;
        } catch (RuntimeException broken) {
            relay.onError(broken);
        }
    }

    private HttpClientResponse send(HttpRequest request) {
        byte[] body = request.body() == null ? new byte[0] : request.body().getBytes(StandardCharsets.UTF_8);
        return client.send(request.method().name(), request.url(), request.headers(), body);
    }

    private static void check(HttpClientResponse response) {
        int status = response.status().code();
        if (status >= BAD_REQUEST) {
            throw new HttpFailure(
                    HttpFailure.Kind.STATUS, "status " + status, status, beginning(response), retryAfter(response));
        }
        if (status >= MULTIPLE_CHOICES) {
            throw new HttpFailure(HttpFailure.Kind.REDIRECT, "status " + status + ", a redirect that is not followed");
        }
        String type = header(response, "content-type").orElse("none");
        String encoding = header(response, "content-encoding").orElse("identity");
        boolean events = type.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
        if (status != OK || !events || !encoding.equals("identity")) {
            throw new HttpFailure(
                    HttpFailure.Kind.CONTENT,
                    "status " + status + ", content type '" + clean(type) + "', encoding '" + clean(encoding)
                            + "', expected 200, 'text/event-stream', none");
        }
    }

    private static String beginning(HttpClientResponse response) {
        try (InputStream in = response.inputStream()) {
            return new String(in.readNBytes(ERROR_BYTES), StandardCharsets.UTF_8);
        } catch (IOException | RuntimeException unreadable) {
            return "";
        }
    }

    private static Optional<Duration> retryAfter(HttpClientResponse response) {
        return header(response, "retry-after").flatMap(text -> RetryAfter.parse(text, Instant.now()));
    }

    private static Optional<String> header(HttpClientResponse response, String name) {
        return response.headers().first(HeaderNames.create(name));
    }

    /** Whole or not at all: half a key that a header repeats could not be told and taken out any more. */
    private static String clean(String text) {
        return text.length() <= SHOWN_HEADER
                ? text.replaceAll("[^\\x20-\\x7e]", "?")
                : "(" + text.length() + " characters, not shown)";
    }

    /** Whether the request cannot have arrived: then nobody asks money for it. */
    private static HttpFailure.Kind kind(Throwable innermost) {
        boolean never = switch (innermost) {
            case ConnectException _ -> true;
            case NoRouteToHostException _ -> true;
            case SSLException _ -> true;
            case CertificateException _ -> true;
            case SocketTimeoutException late ->
                String.valueOf(late.getMessage()).toLowerCase(Locale.ROOT).contains("connect");
            default -> false;
        };
        return never ? HttpFailure.Kind.CONNECT : HttpFailure.Kind.CUT;
    }

    /** The kind of the innermost failure: messages may quote what was sent. */
    private static String plain(Throwable failure) {
        return innermost(failure).getClass().getSimpleName();
    }

    private static Throwable innermost(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost;
    }

    /** Passes events on while they make sense, and keeps what went wrong with them. */
    private final class Relay implements ServerSentEventListener {
        private final ServerSentEventListener model;
        private Optional<HttpFailure> failure = Optional.empty();
        private boolean stopped;

        Relay(ServerSentEventListener model) {
            this.model = model;
        }

        @Override
        public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
            if (stopped) {
                return;
            }
            try {
                String name = event.event() == null ? "" : event.event();
                switch (tap.event(name, event.data())) {
                    case PASS_ON -> stopped = !tap.seen(understood(event, context));
                    case SKIP -> {}
                    case STOP -> stopped = true;
                }
            } catch (RuntimeException senseless) {
                fail(HttpFailure.Kind.CONTENT, "an event that makes no sense: " + plain(senseless));
            }
            if (stopped) {
                context.parsingHandle().cancel();
            }
        }

        private boolean understood(ServerSentEvent event, ServerSentEventContext context) {
            try {
                model.onEvent(event, context);
                return true;
            } catch (RuntimeException unknown) {
                return false;
            }
        }

        @Override
        public void onError(Throwable broken) {
            if (!stopped) {
                fail(HttpFailure.Kind.CUT, "the stream broke off: " + plain(broken));
            }
        }

        void finish() {
            failure.ifPresentOrElse(tap::failed, tap::ended);
        }

        private void fail(HttpFailure.Kind kind, String message) {
            stopped = true;
            failure = Optional.of(new HttpFailure(kind, message));
        }
    }

    /** Gives the one client; time limits are ours. */
    static final class Builder implements HttpClientBuilder {
        private final TappedClient client;
        private Duration connect = Duration.ofSeconds(5);
        private Duration read = Duration.ofSeconds(60);

        Builder(TappedClient client) {
            this.client = client;
        }

        @Override
        public Duration connectTimeout() {
            return connect;
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration timeout) {
            connect = timeout;
            return this;
        }

        @Override
        public Duration readTimeout() {
            return read;
        }

        @Override
        public HttpClientBuilder readTimeout(Duration timeout) {
            read = timeout;
            return this;
        }

        @Override
        public HttpClient build() {
            return client;
        }
    }
}
