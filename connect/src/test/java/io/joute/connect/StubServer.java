package io.joute.connect;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** A provider in this process that plays scripts byte by byte, so that it can do everything wrong. */
public final class StubServer implements AutoCloseable {
    private final ServerSocket socket;
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    private final Deque<Script> scripts = new ArrayDeque<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** What was asked. */
    public record Request(String method, String path, Map<String, String> headers, String body) {}

    /** How a request is answered. */
    public interface Script {
        void play(Request request, Reply reply) throws IOException, InterruptedException;
    }

    /** Listen on a free port of the loopback, and answer every request by {@code script}. */
    public StubServer(Script script) {
        try {
            socket = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        scripts.add(script);
        Thread.ofVirtual().name("stub").start(this::accept);
    }

    /** Answer the requests to come by these in turn, the last of them for ever. */
    public StubServer then(Script... next) {
        synchronized (scripts) {
            scripts.clear();
            scripts.addAll(List.of(next));
        }
        return this;
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Its address, with this path. */
    public String address(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** What was asked so far, probes included. */
    public List<Request> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** The last call. */
    public Request last() {
        return requests().getLast();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread.ofVirtual().name("stub-call").start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            Request request = read(new BufferedInputStream(connection.getInputStream()));
            requests.add(request);
            next().play(request, new Reply(connection, closing));
        } catch (IOException gone) {
            // The client hung up, as some tests want.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Script next() {
        synchronized (scripts) {
            return scripts.size() > 1 ? scripts.removeFirst() : scripts.getFirst();
        }
    }

    private static Request read(InputStream in) throws IOException {
        String[] first = line(in).split(" ", -1);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return new Request(first[0], first.length > 1 ? first[1] : "", headers, body);
    }

    private static String line(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int value = in.read(); value != '\n'; value = in.read()) {
            if (value < 0) {
                throw new IOException("the client hung up");
            }
            bytes.write(value);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One answer, written as a script says. */
    public static final class Reply {
        private final Socket connection;
        private final OutputStream out;
        private final CountDownLatch closing;

        Reply(Socket connection, CountDownLatch closing) throws IOException {
            this.connection = connection;
            this.out = connection.getOutputStream();
            this.closing = closing;
        }

        /** The head of a stream of events. */
        public Reply stream() throws IOException {
            return raw(String.join(
                    "\r\n",
                    "HTTP/1.1 200 OK",
                    "Content-Type: text/event-stream; charset=utf-8",
                    "Transfer-Encoding: chunked",
                    "",
                    ""));
        }

        /** A whole answer of another kind. */
        public Reply answer(int status, String type, String body, String... headers) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            return raw("HTTP/1.1 " + status + " Status\r\nContent-Type: " + type + "\r\nContent-Length: " + bytes.length
                            + "\r\n"
                            + String.join(
                                    "",
                                    List.of(headers).stream()
                                            .map(header -> header + "\r\n")
                                            .toList())
                            + "\r\n")
                    .raw(bytes);
        }

        /** A chunk of these bytes. */
        public Reply chunk(byte[] bytes) throws IOException {
            return raw(Integer.toHexString(bytes.length) + "\r\n").raw(bytes).raw("\r\n");
        }

        public Reply chunk(String text) throws IOException {
            return chunk(text.getBytes(StandardCharsets.UTF_8));
        }

        /** The regular end of a stream. */
        public Reply end() throws IOException {
            return raw("0\r\n\r\n");
        }

        /** Break the connection at once. */
        public void cut() throws IOException {
            connection.setSoLinger(true, 0);
            connection.close();
        }

        /** Say nothing more until the test is over or the client has hung up. */
        public void hang() throws InterruptedException {
            closing.await();
        }

        public Reply raw(String text) throws IOException {
            return raw(text.getBytes(StandardCharsets.UTF_8));
        }

        private Reply raw(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
            return this;
        }
    }
}
