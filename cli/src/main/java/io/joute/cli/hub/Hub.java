package io.joute.cli.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A hub of models that speaks Hugging Face's interface. The token goes to the hub's own address and to no other: large files
 * are redirected to another host, and that one is asked without it. For one thread.
 */
public final class Hub implements AutoCloseable {
    /** Hugging Face's own address. */
    public static final String USUAL = "https://huggingface.co";

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int MOST_REDIRECTS = 5;
    private static final int MOST_WAITS = 3;
    private static final long LONGEST_WAIT_SECONDS = 60;
    private static final int MOST_JSON_BYTES = 64 << 20;

    private final URI endpoint;
    private final Optional<String> token;
    private final Waiting waiting;
    private final Proxies proxies;
    private final HttpClient client;

    /** How to wait. */
    public interface Waiting {
        /** Return after so long. */
        void pause(Duration duration) throws InterruptedException;
    }

    /**
     * Speak to the hub at {@code endpoint}.
     *
     * @param token proves who asks, where repositories want to know
     * @param proxies by which it and where it redirects to are asked
     * @param waiting how to wait when the hub is busy
     * @throws IllegalArgumentException when the address is none, or would carry the token in the clear
     */
    public Hub(String endpoint, Optional<String> token, Proxies proxies, Waiting waiting) {
        this.endpoint = address(endpoint);
        this.token = token;
        this.waiting = waiting;
        this.proxies = proxies;
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .proxy(proxies)
                .build();
        if (token.isPresent() && !isSecret(this.endpoint)) {
            throw new IllegalArgumentException(
                    "the hub's address is " + endpoint + ": a token may only go to an https address");
        }
    }

    private static URI address(String text) {
        try {
            URI uri = new URI(text.replaceFirst("/+$", ""));
            boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the hub's address is '" + text + "', expected one such as " + USUAL, e);
        }
        throw new IllegalArgumentException("the hub's address is '" + text + "', expected one such as " + USUAL);
    }

    /** Whether nobody on the way can read what is sent there. */
    private static boolean isSecret(URI uri) {
        return "https".equals(uri.getScheme())
                || List.of("127.0.0.1", "localhost", "[::1]").contains(uri.getHost());
    }

    /**
     * Ask what is in a repository.
     *
     * @param revision a branch, a tag or a commit
     * @throws HubException when the hub refuses
     * @throws IOException when it cannot be reached
     */
    public HubModel model(HubAddress address, String revision) throws IOException, InterruptedException {
        URI uri = at("/api/models/" + address.repository() + "/revision/" + revision + "?blobs=true");
        HttpResponse<InputStream> response = get(uri, Whence.START);
        try (InputStream in = response.body();
                StallWatch watch = new StallWatch(in, ANSWER)) {
            require(response, 200, address, address.repository());
            byte[] bytes = in.readNBytes(MOST_JSON_BYTES);
            watch.moved();
            return model(address, new JsonMapper().readTree(bytes));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new HubException(
                    endpoint.getHost() + " describes " + address.repository()
                            + " in a way that Joute does not understand: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }

    private static HubModel model(HubAddress address, JsonNode node) {
        List<HubFile> files = new ArrayList<>();
        node.path("siblings").forEach(each -> file(each).ifPresent(files::add));
        String commit = node.path("sha").stringValue("");
        if (!commit.matches("[0-9a-f]{40,64}")) {
            throw new IllegalArgumentException("no commit");
        }
        return new HubModel(
                address,
                commit,
                licence(node.path("cardData")),
                Optional.of(node.path("createdAt").stringValue(""))
                        .filter(day -> day.matches("\\d{4}-\\d\\d-\\d\\dT.*"))
                        .map(day -> day.substring(0, 10)),
                base(node.path("cardData").path("base_model")),
                gated(node.path("gated")),
                files);
    }

    private static Optional<HubFile> file(JsonNode node) {
        String path = node.path("rfilename").stringValue("");
        long sizeBytes =
                node.path("size").longValue(node.path("lfs").path("size").longValue(-1));
        return HubFile.isPlain(path) && sizeBytes >= 0
                ? digest(node).map(sum -> new HubFile(path, sizeBytes, sum))
                : Optional.empty();
    }

    /** Where it is none of the usual ones it has a name beside. */
    private static Optional<String> licence(JsonNode card) {
        String usual = card.path("license").stringValue("");
        String own = card.path("license_name").stringValue("");
        return Optional.of(usual.equals("other") && !own.isBlank() ? own : usual)
                .filter(name -> !name.isBlank());
    }

    /** One repository, as a text or as a list of one; what was merged of several has none. */
    private static Optional<String> base(JsonNode node) {
        JsonNode one = node.size() == 1 ? node.path(0) : node;
        return Optional.of(one.stringValue("")).filter(name -> name.matches("[\\w.-]+/[\\w.-]+"));
    }

    /** False, or how one gets in. */
    private static boolean gated(JsonNode node) {
        return node.isString() || node.booleanValue(false);
    }

    private static Optional<HubDigest> digest(JsonNode file) {
        String large = file.path("lfs").path("sha256").stringValue("");
        String small = file.path("blobId").stringValue("");
        if (!large.isEmpty()) {
            return Optional.of(new HubDigest(HubDigest.Algorithm.SHA_256, large.toLowerCase(Locale.ROOT)));
        }
        return small.isEmpty()
                ? Optional.empty()
                : Optional.of(new HubDigest(HubDigest.Algorithm.GIT_BLOB, small.toLowerCase(Locale.ROOT)));
    }

    /**
     * Ask for the rest of a file, or all of it where the hub cannot go on or has another version now: {@link Part#fromByte}
     * says which.
     *
     * @throws HubException when the hub refuses
     * @throws IOException when it cannot be reached
     */
    Part open(HubModel model, HubFile file, Whence whence) throws IOException, InterruptedException {
        URI uri = at("/" + model.address().repository() + "/resolve/" + model.commit() + "/" + escaped(file.path()));
        HttpResponse<InputStream> response = get(uri, whence);
        boolean partial = response.statusCode() == 206;
        String tag = response.headers().firstValue("ETag").orElse("");
        if (whence.fromByte() > 0 && (response.statusCode() == 416 || (partial && !goesOn(response, file, whence)))) {
            response.body().close();
            return open(model, file, Whence.START);
        }
        if (!partial) {
            require(response, 200, model.address(), file.path());
        }
        return new Part(partial ? whence.fromByte() : 0, strong(tag), response.body());
    }

    /** Whether what comes is the rest of the very version that was begun. */
    private static boolean goesOn(HttpResponse<InputStream> response, HubFile file, Whence whence) {
        String range = response.headers().firstValue("Content-Range").orElse("");
        String tag = response.headers().firstValue("ETag").orElse("");
        return range.matches("bytes " + whence.fromByte() + "-\\d+/" + file.sizeBytes())
                && (whence.tag().isEmpty() || whence.tag().equals(tag));
    }

    /** A weak tag says only that two versions mean the same. */
    private static String strong(String tag) {
        return tag.startsWith("\"") ? tag : "";
    }

    /**
     * Where to begin in a file.
     *
     * @param fromByte first byte wanted
     * @param tag of the version that the bytes before were of, as its server named it; empty where it did not
     */
    record Whence(long fromByte, String tag) {
        static final Whence START = new Whence(0, "");
    }

    /**
     * Some bytes of a file on their way.
     *
     * @param fromByte where they begin
     * @param tag of the version that they are of; empty where it has none
     * @param in them
     */
    record Part(long fromByte, String tag, InputStream in) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private URI at(String path) {
        return URI.create(endpoint + path);
    }

    private static String escaped(String path) {
        try {
            return new URI(null, null, "/" + path, null).getRawPath().substring(1);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no address for '" + path + "'", e);
        }
    }

    /** Ask, wait where the hub says so, and follow where it leads. */
    private HttpResponse<InputStream> get(URI first, Whence whence) throws IOException, InterruptedException {
        URI uri = first;
        int waits = 0;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; ) {
            HttpResponse<InputStream> response = send(uri, whence);
            int status = response.statusCode();
            if ((status == 429 || status == 503) && waits < MOST_WAITS) {
                response.body().close();
                waiting.pause(pause(response, waits));
                waits++;
            } else if (status == 301 || status == 302 || status == 303 || status == 307 || status == 308) {
                response.body().close();
                uri = next(uri, response);
                redirects++;
            } else {
                return response;
            }
        }
        throw new HubException(first.getHost() + " redirects more than " + MOST_REDIRECTS + " times");
    }

    private static Duration pause(HttpResponse<InputStream> response, int waits) {
        String told = response.headers().firstValue("Retry-After").orElse("");
        long seconds = told.matches("\\d{1,6}") ? Long.parseLong(told) : 1L << waits;
        return Duration.ofSeconds(Math.min(LONGEST_WAIT_SECONDS, seconds));
    }

    private URI next(URI from, HttpResponse<InputStream> response) throws HubException {
        String location = response.headers().firstValue("Location").orElse("");
        try {
            URI to = from.resolve(new URI(location));
            boolean http = "https".equals(to.getScheme())
                    || ("http".equals(to.getScheme()) && "http".equals(endpoint.getScheme()));
            if (http && to.getHost() != null) {
                return to;
            }
        } catch (URISyntaxException e) {
            throw new HubException(from.getHost() + " redirects to no https address", e);
        }
        throw new HubException(from.getHost() + " redirects to no https address");
    }

    private HttpResponse<InputStream> send(URI uri, Whence whence) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(ANSWER)
                .header("User-Agent", "joute")
                .header("Accept-Encoding", "identity");
        if (whence.fromByte() > 0) {
            request.header("Range", "bytes=" + whence.fromByte() + "-");
            if (!whence.tag().isEmpty()) {
                request.header("If-Range", whence.tag());
            }
        }
        if (isHub(uri)) {
            token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        }
        try {
            return client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (HttpTimeoutException e) {
            throw new IOException(uri.getHost() + " did not answer in time", e);
        } catch (ConnectException | NoRouteToHostException | UnknownHostException | UnresolvedAddressException e) {
            throw new IOException(unreachable(uri), e);
        }
    }

    private String unreachable(URI uri) {
        return proxies.proxy(uri)
                .map(
                        proxy -> "the proxy " + proxy.getHostString() + ":" + proxy.getPort()
                                + " cannot be reached (HTTPS_PROXY and HTTP_PROXY name it, NO_PROXY names hosts to ask without)")
                .orElse(uri.getHost()
                        + " cannot be reached: this machine is offline, or that host is (HF_ENDPOINT names a mirror)");
    }

    private boolean isHub(URI uri) {
        return uri.getScheme().equals(endpoint.getScheme())
                && uri.getHost().equals(endpoint.getHost())
                && uri.getPort() == endpoint.getPort();
    }

    private void require(HttpResponse<InputStream> response, int expected, HubAddress address, String what)
            throws IOException {
        int status = response.statusCode();
        if (status == expected) {
            return;
        }
        response.body().close();
        String message = what + ": "
                + switch (status) {
                    case 401 ->
                        "the hub wants a token, or does not know it: set HF_TOKEN, or --token-file; or there is no such "
                                + "repository";
                    case 403 ->
                        "not allowed: accept its licence at " + endpoint + "/" + address.repository()
                                + " with the account of your token (HF_TOKEN, --token-file)";
                    case 404 -> "the hub has no such thing: check owner, name and revision";
                    case 429 -> "the hub is asked too often: try again later";
                    default -> "the hub answers " + status;
                };
        if (status >= 500) {
            throw new IOException(message);
        }
        throw new HubException(message);
    }

    @Override
    public void close() {
        client.close();
    }
}
