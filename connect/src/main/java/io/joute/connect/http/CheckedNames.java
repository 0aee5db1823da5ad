package io.joute.connect.http;

import io.helidon.webclient.api.DnsAddressLookup;
import io.helidon.webclient.spi.DnsResolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Looks a host up once and lets the connection go to the very address that was checked.
 *
 * <p>A name with one forbidden address among others is refused whole: which one is used must not depend on luck.
 */
final class CheckedNames implements DnsResolver {
    private final Names names;
    private final boolean privateAllowed;

    CheckedNames(Names names, boolean privateAllowed) {
        this.names = names;
        this.privateAllowed = privateAllowed;
    }

    @Override
    public InetAddress resolveAddress(String host, DnsAddressLookup ignored) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        List<InetAddress> found;
        try {
            found = names.resolve(bare);
        } catch (UnknownHostException e) {
            throw new HttpFailure(HttpFailure.Kind.CONNECT, "no name server knows '" + bare + "'");
        }
        found.forEach(address -> check(bare, address));
        return named(bare, found.getFirst());
    }

    private void check(String host, InetAddress address) {
        boolean allowed = switch (Reach.of(address)) {
            case PUBLIC -> true;
            case PRIVATE -> privateAllowed;
            case NEVER -> false;
        };
        if (!allowed) {
            throw new HttpFailure(
                    HttpFailure.Kind.FORBIDDEN,
                    "'" + host + "' leads to " + address.getHostAddress() + ", where endpoints may not be"
                            + (Reach.of(address) == Reach.PRIVATE ? " unless private addresses are allowed" : ""));
        }
    }

    /** With the name that certificates are checked against. */
    private static InetAddress named(String host, InetAddress address) {
        try {
            return InetAddress.getByAddress(host, address.getAddress());
        } catch (UnknownHostException e) {
            throw new HttpFailure(HttpFailure.Kind.CONNECT, "'" + host + "' has an address of an unknown kind");
        }
    }
}
