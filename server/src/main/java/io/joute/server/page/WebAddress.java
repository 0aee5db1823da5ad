package io.joute.server.page;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Addresses that an answer may link to: absolute, http or https, with a host and no user name before it. */
final class WebAddress {
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final int LONGEST = 2_000;

    private WebAddress() {}

    static boolean isAbsolute(String address) {
        return host(address).isPresent();
    }

    /** The host of an address that may be linked to; empty for any other. */
    static Optional<String> host(String address) {
        try {
            if (address.length() > LONGEST) {
                return Optional.empty();
            }
            URI uri = new URI(address);
            boolean web = uri.getScheme() != null
                    && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getRawUserInfo() == null;
            return web ? Optional.ofNullable(uri.getHost()) : Optional.empty();
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }
}
