package io.joute.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The files of the pages: a list written here, read once from the jar, each under an address that contains its hash,
 * so that browsers may keep it for ever. No path of a request ever reaches a file system.
 */
public final class StaticAssets {
    /** Where they are served. */
    public static final String PREFIX = "/assets/";

    private static final String FOLDER = "/io/joute/server/assets/";
    private static final List<String> LAYERS =
            List.of("tokens.css", "base.css", "layout.css", "components.css", "duel.css", "reveal.css", "pages.css");
    private static final String FONT = "bricolage-grotesque-latin-wght-normal.woff2";

    private final Map<String, Asset> byName = new LinkedHashMap<>();
    private final Map<String, String> addresses = new LinkedHashMap<>();

    /** Read them from the jar. */
    public StaticAssets() {
        add("joute.woff2", "font/woff2", read(FONT));
        add("joute.svg", "image/svg+xml", read("joute.svg"));
        add("joute.js", "text/javascript; charset=utf-8", read("joute.js"));
        String css = LAYERS.stream()
                .map(layer -> new String(read(layer), StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"))
                .replace("{{font}}", address("joute.woff2"));
        add("joute.css", "text/css; charset=utf-8", Compact.css(css).getBytes(StandardCharsets.UTF_8));
    }

    /** The address of a file, such as {@code joute.css}. */
    public String address(String file) {
        String address = addresses.get(file);
        if (address == null) {
            throw new IllegalArgumentException("no asset '" + file + "', there are " + addresses.keySet());
        }
        return address;
    }

    /** Serve one. */
    public void serve(ServerRequest request, ServerResponse response) {
        Asset asset = byName.get(request.path().pathParameters().get("file"));
        if (asset == null) {
            throw new Refusal(Fault.UNKNOWN);
        }
        response.header(HeaderNames.CONTENT_TYPE, asset.type);
        response.header(HeaderNames.CACHE_CONTROL, "public, max-age=31536000, immutable");
        response.header(HeaderNames.VARY, "Accept-Encoding");
        boolean zipped = asset.gzip.length < asset.plain.length && Reply.readsGzip(request);
        if (zipped) {
            response.header(HeaderNames.CONTENT_ENCODING, "gzip");
        }
        Reply.bytes(request, response, zipped ? asset.gzip : asset.plain);
    }

    private void add(String file, String type, byte[] bytes) {
        String hash = HexFormat.of().formatHex(Secrets.sha256(bytes)).substring(0, 12);
        int dot = file.lastIndexOf('.');
        String name = file.substring(0, dot) + '.' + hash + file.substring(dot);
        byName.put(name, new Asset(type, bytes, Reply.gzip(bytes)));
        addresses.put(file, PREFIX + name);
    }

    private static byte[] read(String file) {
        try (InputStream in = StaticAssets.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("the jar has no " + FOLDER + file + ": build it again");
            }
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + FOLDER + file + " from the jar", broken);
        }
    }

    private static final class Asset {
        private final String type;
        private final byte[] plain;
        private final byte[] gzip;

        Asset(String type, byte[] plain, byte[] gzip) {
            this.type = type;
            this.plain = plain;
            this.gzip = gzip;
        }
    }
}
