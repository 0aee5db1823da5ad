package io.joute.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A proxy that passes on to the stub of a hub, whatever host it is asked for, and refuses tunnels. */
final class ProxyStub implements AutoCloseable {
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final ServerSocket socket;
    private final URI hub;

    ProxyStub(HubStub hub) throws IOException {
        this.hub = URI.create(hub.address());
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::serve);
    }

    String address() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** Methods and targets, in order. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                pass(client);
            } catch (IOException ended) {
                // The next one may do better; a closed socket ends it.
            }
        }
    }

    private void pass(Socket client) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        String first = String.valueOf(in.readLine());
        String target = first.substring(0, Math.max(0, first.lastIndexOf(' ')));
        asked.add(target);
        StringBuilder headers = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            headers.append(line.startsWith("Connection:") ? "" : line + "\r\n");
        }
        if (target.startsWith("CONNECT")) {
            client.getOutputStream()
                    .write("HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            return;
        }
        URI wanted = URI.create(target.substring(target.indexOf(' ') + 1));
        String path = wanted.getRawPath() + (wanted.getRawQuery() == null ? "" : "?" + wanted.getRawQuery());
        try (Socket server = new Socket(hub.getHost(), hub.getPort())) {
            server.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            server.getInputStream().transferTo(client.getOutputStream());
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
