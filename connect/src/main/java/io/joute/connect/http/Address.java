package io.joute.connect.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The base address of an endpoint, parsed once for both check and call.
 *
 * <p>Only the plain form is taken: scheme, host name or address in its usual notation, port, path. What parsers read in
 * different ways (user names, backslashes, octal or hexadecimal numbers, zone ids, queries, fragments) is refused.
 *
 * @param uri canonical, without a slash at its end
 * @param privateAllowed whether it may lead to this machine or its network
 */
public record Address(URI uri, boolean privateAllowed) {
    private static final Pattern NAME = Pattern.compile(
            "(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern FOUR =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)");
    private static final Pattern SIX = Pattern.compile("\\[[0-9a-f:.]{2,45}]");
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)*/?");
    private static final Pattern NUMERIC_LABEL = Pattern.compile("(0x[0-9a-f]*|\\d+)");
    private static final Set<String> SCHEMES = Set.of("https", "http");
    private static final int MAX_PORT = 65_535;

    /**
     * Parse the base address that an operator wrote.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static Address parse(String text, boolean privateAllowed) {
        URI uri = uri(text);
        String scheme = lower(uri.getScheme());
        require(SCHEMES.contains(scheme), text, "https://, or http:// to a private address");
        require(
                scheme.equals("https") || privateAllowed,
                text,
                "https://; http:// only where private addresses are allowed");
        require(uri.getRawUserInfo() == null, text, "no user name: keys are set apart");
        require(uri.getRawQuery() == null && uri.getRawFragment() == null, text, "no query and no fragment");
        String host = lower(uri.getHost());
        require(isHost(host), text, "a host name, or an address in its usual notation");
        require(uri.getPort() >= -1 && uri.getPort() != 0 && uri.getPort() <= MAX_PORT, text, "a port of 1 to 65535");
        String path = uri.getRawPath();
        require(PATH.matcher(path).matches() && !path.contains("/.."), text, "a plain path");
        String port = uri.getPort() == -1 ? "" : ":" + uri.getPort();
        return new Address(URI.create(scheme + "://" + host + port + path.replaceFirst("/$", "")), privateAllowed);
    }

    /** Where {@code path} below this address is. */
    public String resolve(String path) {
        return uri + "/" + path;
    }

    @Override
    public String toString() {
        return uri.toString();
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "address is '" + text + "', expected an address such as https://host/v1", e);
        }
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    /** A name whose last label is a number is an address in an unusual notation. */
    private static boolean isHost(String host) {
        if (FOUR.matcher(host).matches() || SIX.matcher(host).matches()) {
            return true;
        }
        String last = host.substring(host.lastIndexOf('.') + 1);
        return NAME.matcher(host).matches() && !NUMERIC_LABEL.matcher(last).matches();
    }

    private static void require(boolean holds, String found, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("address is '" + found + "', expected " + expected);
        }
    }
}
