package io.joute.cli.hub;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxies that the environment names, as other programs understand it: {@code HTTPS_PROXY} and {@code HTTP_PROXY} by the
 * scheme of what is asked, and {@code NO_PROXY} with hosts that are asked directly, each with its subdomains and perhaps a
 * port; a star stands for all. Small letters win over capitals. This machine is always asked directly.
 */
public final class Proxies extends ProxySelector {
    private static final int USUAL_PORT = 80;
    private static final int MOST_PORT = 65_535;

    private final Optional<InetSocketAddress> http;
    private final Optional<InetSocketAddress> https;
    private final List<String> direct;

    private Proxies(Optional<InetSocketAddress> http, Optional<InetSocketAddress> https, List<String> direct) {
        this.http = http;
        this.https = https;
        this.direct = List.copyOf(direct);
    }

    /**
     * Those of {@code environment}.
     *
     * @throws IllegalArgumentException when one is named in a way that cannot be honoured; what stands there is not told, as
     *     it may have a password
     */
    public static Proxies of(Map<String, String> environment) {
        return new Proxies(
                proxy("HTTP_PROXY", environment),
                proxy("HTTPS_PROXY", environment),
                Arrays.stream(value("NO_PROXY", environment).split(",", -1))
                        .map(host -> host.strip().toLowerCase(Locale.ROOT))
                        .filter(host -> !host.isEmpty())
                        .toList());
    }

    private static String value(String name, Map<String, String> environment) {
        String small = environment.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        return (small.isBlank() ? environment.getOrDefault(name, "") : small).strip();
    }

    private static Optional<InetSocketAddress> proxy(String name, Map<String, String> environment) {
        String value = value(name, environment);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(value.contains("://") ? value : "http://" + value);
            boolean plain = "http".equalsIgnoreCase(uri.getScheme()) && uri.getUserInfo() == null;
            if (plain && uri.getHost() != null && uri.getPort() <= MOST_PORT) {
                int port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
                return Optional.of(InetSocketAddress.createUnresolved(uri.getHost(), port));
            }
        } catch (URISyntaxException e) {
            // Its message would repeat the value.
            throw refused(name);
        }
        throw refused(name);
    }

    private static IllegalArgumentException refused(String name) {
        return new IllegalArgumentException(name
                + " names no proxy that can be used, expected http://HOST:PORT, without a name and password in it; "
                + "or name the hub in NO_PROXY");
    }

    /** The proxy by which {@code uri} is asked, if any. */
    public Optional<InetSocketAddress> proxy(URI uri) {
        return isDirect(uri) ? Optional.empty() : "https".equals(uri.getScheme()) ? https : http;
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost") || host.matches("127(\\.\\d+){3}") || host.equals("[::1]");
    }

    private boolean isDirect(URI uri) {
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        return isThisMachine(host) || direct.stream().anyMatch(entry -> covers(entry, host, port(uri)));
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
    }

    private static boolean covers(String entry, String host, int port) {
        String suffix = ":" + port;
        String wanted = entry.endsWith(suffix) ? entry.substring(0, entry.length() - suffix.length()) : entry;
        String bare = wanted.replaceFirst("^\\*?\\.", "");
        return wanted.equals("*") || host.equals(bare) || host.endsWith("." + bare);
    }

    @Override
    public List<Proxy> select(URI uri) {
        return List.of(proxy(uri).map(at -> new Proxy(Proxy.Type.HTTP, at)).orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // Who asked is told by the exception itself.
    }
}
