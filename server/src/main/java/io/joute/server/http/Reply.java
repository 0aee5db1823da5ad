package io.joute.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Ways to answer. */
public final class Reply {
    /** Media type of pages. */
    public static final String HTML = "text/html; charset=utf-8";
    /** Media type of data. */
    public static final String JSON = "application/json";

    private static final int WORTH_COMPRESSING_BYTES = 1024;

    private Reply() {}

    /** Send a text of type {@code mediaType}, compressed when the browser can read that. */
    public static void text(ServerRequest request, ServerResponse response, String mediaType, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        response.header(HeaderNames.CONTENT_TYPE, mediaType);
        response.header(HeaderNames.VARY, "Accept-Encoding, Accept-Language, Cookie");
        if (bytes.length >= WORTH_COMPRESSING_BYTES && readsGzip(request)) {
            response.header(HeaderNames.CONTENT_ENCODING, "gzip");
            bytes = gzip(bytes);
        }
        bytes(request, response, bytes);
    }

    /** Send the browser on to {@code address} by a GET, after a form did its work. */
    public static void seeOther(ServerResponse response, String address) {
        response.status(Status.SEE_OTHER_303);
        response.header(HeaderNames.LOCATION, address);
        response.send();
    }

    /** Send {@code bytes}, or only their length when only the headers were asked for. */
    public static void bytes(ServerRequest request, ServerResponse response, byte[] bytes) {
        if (request.prologue().method().text().equals("HEAD")) {
            response.header(HeaderNames.CONTENT_LENGTH, Integer.toString(bytes.length));
            response.send();
        } else {
            response.send(bytes);
        }
    }

    static boolean readsGzip(ServerRequest request) {
        return request.headers().first(HeaderNames.ACCEPT_ENCODING).orElse("").contains("gzip");
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return out.toByteArray();
    }
}
