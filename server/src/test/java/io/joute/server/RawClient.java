package io.joute.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends requests byte by byte over a socket and keeps every byte that comes back. */
final class RawClient {
    private static final Pattern COOKIE = Pattern.compile("(?im)^set-cookie: ([^=]+)=([^;\\r]*)");
    private static final int READ_TIMEOUT_MILLIS = 30_000;

    private final int port;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final ByteArrayOutputStream tap = new ByteArrayOutputStream();

    RawClient(int port) {
        this.port = port;
    }

    /** Everything that came back so far, headers included. */
    String tapped() {
        return tap.toString(StandardCharsets.UTF_8);
    }

    /** Ask for a page of ours as a browser does. */
    Answer get(String path, String... headers) {
        return exchange("GET", path, "", headers);
    }

    /** Send a form as a page of ours does. */
    Answer post(String path, String body) {
        return exchange(
                "POST", path, body, "Content-Type: application/x-www-form-urlencoded", "Sec-Fetch-Site: same-origin");
    }

    /** Send JSON as a program does, with a token. */
    Answer json(String method, String path, String body, String token) {
        return exchange(
                method,
                path,
                body,
                "Content-Type: application/json",
                "Sec-Fetch-Site: same-origin",
                "X-Joute-Token: " + token);
    }

    /** Send a request with its own headers beside host, length and cookies. */
    Answer exchange(String method, String path, String body, String... headers) {
        StringBuilder request =
                new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        if (!cookies.isEmpty()) {
            request.append("Cookie: ")
                    .append(String.join(
                            "; ",
                            cookies.entrySet().stream()
                                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                    .toList()))
                    .append("\r\n");
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 || method.equals("POST") || method.equals("PUT")) {
            request.append("Content-Length: ").append(bytes.length).append("\r\n");
        }
        return send(request + "Connection: close\r\n\r\n" + body);
    }

    /** Send these very bytes and read to the end of the connection. */
    Answer send(String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(READ_TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            byte[] bytes = socket.getInputStream().readAllBytes();
            tap.write(bytes);
            Answer answer = new Answer(new String(bytes, StandardCharsets.UTF_8));
            Matcher cookie = COOKIE.matcher(answer.head());
            while (cookie.find()) {
                cookies.put(cookie.group(1), cookie.group(2));
            }
            return answer;
        } catch (IOException failed) {
            throw new IllegalStateException(
                    "no answer to " + request.lines().findFirst().orElse(""), failed);
        }
    }

    /** What came back. */
    record Answer(String text) {
        int status() {
            return Integer.parseInt(text.substring(9, 12));
        }

        String head() {
            int end = text.indexOf("\r\n\r\n");
            return end < 0 ? text : text.substring(0, end);
        }

        /** The body, chunks put together. */
        String body() {
            int end = text.indexOf("\r\n\r\n");
            String raw = end < 0 ? "" : text.substring(end + 4);
            return head().toLowerCase(java.util.Locale.ROOT).contains("transfer-encoding: chunked")
                    ? unchunked(raw)
                    : raw;
        }

        /** The value of a header; empty when there is none. */
        String header(String name) {
            Matcher matcher =
                    Pattern.compile("(?im)^" + name + ": ([^\\r\\n]*)").matcher(head());
            return matcher.find() ? matcher.group(1) : "";
        }

        /** The token of the page's forms. */
        String token() {
            Matcher matcher =
                    Pattern.compile("name=\"token\" value=\"([^\"]+)\"").matcher(body());
            if (!matcher.find()) {
                throw new IllegalStateException("no form in " + text);
            }
            return matcher.group(1);
        }

        private static String unchunked(String raw) {
            byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            int at = 0;
            while (at < bytes.length) {
                int line = at;
                while (bytes[line] != '\r') {
                    line++;
                }
                int size = Integer.parseInt(new String(bytes, at, line - at, StandardCharsets.US_ASCII), 16);
                out.write(bytes, line + 2, size);
                at = line + 2 + size + 2;
            }
            return out.toString(StandardCharsets.UTF_8);
        }
    }
}
