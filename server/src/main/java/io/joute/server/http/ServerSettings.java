package io.joute.server.http;

import java.time.Duration;
import java.util.Set;

/**
 * Where the server listens.
 *
 * @param host address to bind; {@code 127.0.0.1} unless told otherwise
 * @param port port to bind; 0 takes a free one
 * @param hostNames further names that may stand in a {@code Host} header, without port
 * @param maxStreams event streams open at once; the next one is told to come back
 * @param patience how long headers, a body, or the next request of a connection may take to come
 */
public record ServerSettings(String host, int port, Set<String> hostNames, int maxStreams, Duration patience) {
    /** This machine only, port 7337, 512 streams, 10 s. */
    public static final ServerSettings DEFAULT =
            new ServerSettings("127.0.0.1", 7337, Set.of(), 512, Duration.ofSeconds(10));

    public ServerSettings {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host is '" + host + "', expected an address such as 127.0.0.1");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port is " + port + ", expected 0 (any) to 65535");
        }
        if (maxStreams < 1) {
            throw new IllegalArgumentException("maxStreams is " + maxStreams + ", expected 1 or more");
        }
        if (!patience.isPositive()) {
            throw new IllegalArgumentException("patience is " + patience + ", expected above 0");
        }
        hostNames = Set.copyOf(hostNames);
    }

    /** Copy with another address. */
    public ServerSettings withHost(String other) {
        return new ServerSettings(other, port, hostNames, maxStreams, patience);
    }

    /** Copy with another port. */
    public ServerSettings withPort(int other) {
        return new ServerSettings(host, other, hostNames, maxStreams, patience);
    }

    /** Copy with further host names. */
    public ServerSettings withHostNames(Set<String> others) {
        return new ServerSettings(host, port, others, maxStreams, patience);
    }

    /** Copy with another patience. */
    public ServerSettings withPatience(Duration other) {
        return new ServerSettings(host, port, hostNames, maxStreams, other);
    }
}
