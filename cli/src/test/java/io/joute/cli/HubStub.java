package io.joute.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;

/** A hub on this machine, and the host that it redirects large files to; both can misbehave. */
final class HubStub implements AutoCloseable {
    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private final HttpServer hub = server("127.0.0.1");
    /** Another host by its port. */
    private final HttpServer store = server("127.0.0.1");

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Integer> refusals = Collections.synchronizedList(new ArrayList<>());
    private int cutAfter = Integer.MAX_VALUE;
    private int cuts;
    private boolean ranges = true;
    private boolean stalling;
    private long arrived;
    private long claimed = -1;
    private String sumOf = "";
    private String location = "";

    private final Map<String, byte[]> changed = new LinkedHashMap<>();
    private Tags tags = Tags.HONOURED;

    /** What the store says of versions. */
    enum Tags {
        /** Each has its tag, and what changed is sent whole. */
        HONOURED,
        /** Each has its tag, and the rest of whatever is there now is sent. */
        TOLD,
        /** Nothing. */
        NONE
    }

    HubStub() {
        hub.createContext("/api/models/owner/repo/revision/main", this::describe);
        hub.createContext("/owner/repo/resolve/" + COMMIT + "/", this::redirect);
        store.createContext("/blob/", this::send);
    }

    private static HttpServer server(String host) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String address() {
        return "http://127.0.0.1:" + hub.getAddress().getPort();
    }

    HubStub with(String path, byte[] bytes) {
        files.put(path, bytes);
        return this;
    }

    /** Answer the next requests so. */
    HubStub refusing(Integer... statuses) {
        refusals.addAll(Arrays.asList(statuses));
        return this;
    }

    /** End the next {@code times} answers of the store after so many bytes. */
    HubStub cutting(int bytes, int times) {
        cutAfter = bytes;
        cuts = times;
        return this;
    }

    /** Keep the connections that are to be cut, and send nothing more. */
    HubStub stalling() {
        stalling = true;
        return this;
    }

    /** Say that every file has this size. */
    HubStub claiming(long bytes) {
        claimed = bytes;
        return this;
    }

    /** Have other bytes there after a cut, until someone asks for the whole file. */
    HubStub changing(String path, byte[] bytes) {
        changed.put(path, bytes);
        return this;
    }

    HubStub tagging(Tags how) {
        tags = how;
        return this;
    }

    /** Always send a file from its start. */
    HubStub withoutRanges() {
        ranges = false;
        return this;
    }

    /** Say a wrong sum of this file. */
    HubStub wrongSumOf(String path) {
        sumOf = path;
        return this;
    }

    /** Redirect there. */
    HubStub redirecting(String to) {
        location = to;
        return this;
    }

    /** What was asked: host, path, range and whether a token came. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void note(String host, HttpExchange exchange) {
        asked.add(host + " " + exchange.getRequestURI().getPath() + " "
                + exchange.getRequestHeaders().getFirst("Range") + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private boolean refused(HttpExchange exchange) throws IOException {
        if (refusals.isEmpty()) {
            return false;
        }
        exchange.getResponseHeaders().add("Retry-After", "0");
        exchange.sendResponseHeaders(refusals.removeFirst(), -1);
        exchange.close();
        return true;
    }

    private void describe(HttpExchange exchange) throws IOException {
        note("hub", exchange);
        if (refused(exchange)) {
            return;
        }
        StringBuilder siblings = new StringBuilder();
        files.forEach((path, bytes) -> siblings.append(siblings.isEmpty() ? "" : ",")
                .append("{\"rfilename\":\"" + path + "\",\"size\":" + (claimed < 0 ? bytes.length : claimed)
                        + ",\"blobId\":\"" + blob(bytes) + "\"")
                .append(
                        large(path)
                                ? ",\"lfs\":{\"sha256\":\"" + sum(path, bytes) + "\",\"size\":" + bytes.length + "}"
                                : "")
                .append("}"));
        byte[] body = ("{\"sha\":\"" + COMMIT + "\",\"gated\":\"manual\",\"createdAt\":\"2024-09-25T01:02:03.000Z\","
                        + "\"cardData\":{\"license\":\"llama3.2\",\"base_model\":[\"maker/base\"]},\"siblings\":["
                        + siblings + "]}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static boolean large(String path) {
        return path.endsWith(".gguf") || path.endsWith(".safetensors");
    }

    private String sum(String path, byte[] bytes) {
        return path.equals(sumOf) ? "f".repeat(64) : hex("SHA-256", bytes);
    }

    private static String blob(byte[] bytes) {
        byte[] head = ("blob " + bytes.length + '\0').getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(head, head.length + bytes.length);
        System.arraycopy(bytes, 0, whole, head.length, bytes.length);
        return hex("SHA-1", whole);
    }

    private static String hex(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void redirect(HttpExchange exchange) throws IOException {
        note("hub", exchange);
        if (refused(exchange)) {
            return;
        }
        String path = exchange.getRequestURI().getPath().substring(("/owner/repo/resolve/" + COMMIT + "/").length());
        String to = location.isEmpty()
                ? "http://127.0.0.1:" + store.getAddress().getPort() + "/blob/" + path + "?signed=1"
                : location;
        exchange.getResponseHeaders().add("Location", to);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void send(HttpExchange exchange) throws IOException {
        note("store", exchange);
        String path = exchange.getRequestURI().getPath().substring("/blob/".length());
        String range = exchange.getRequestHeaders().getFirst("Range");
        byte[] first = files.getOrDefault(path, new byte[0]);
        byte[] bytes = range == null ? first : changed.getOrDefault(path, first);
        String tag = '"' + hex("SHA-1", bytes) + '"';
        if (tags != Tags.NONE) {
            exchange.getResponseHeaders().add("ETag", tag);
        }
        String begun = exchange.getRequestHeaders().getFirst("If-Range");
        boolean whole = range == null || !ranges || (tags == Tags.HONOURED && begun != null && !begun.equals(tag));
        int from = 0;
        if (!whole) {
            from = Integer.parseInt(range.replaceAll("\\D", ""));
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
        }
        exchange.sendResponseHeaders(whole ? 200 : 206, bytes.length - from);
        boolean cut = cuts > 0 && from + cutAfter < bytes.length;
        int to = cut ? from + cutAfter : bytes.length;
        exchange.getResponseBody().write(bytes, from, to - from);
        exchange.getResponseBody().flush();
        if (cut) {
            cuts--;
            hold(to);
            throw new IOException("cut");
        }
        exchange.close();
    }

    /** Tells it what arrived, so that it cuts only then: a client loses what it has not read yet. */
    LongConsumer arrivals() {
        return bytes -> {
            synchronized (this) {
                arrived = bytes;
                notifyAll();
            }
        };
    }

    private synchronized void awaitArrival(long bytes) throws InterruptedException {
        while (arrived < bytes) {
            wait();
        }
    }

    private void hold(long sent) throws IOException {
        try {
            awaitArrival(sent);
            if (stalling) {
                closing.await();
            }
        } catch (InterruptedException e) {
            throw new IOException("closing", e);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        hub.stop(0);
        store.stop(0);
    }
}
