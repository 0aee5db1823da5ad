package io.joute.connect.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Where host names are looked up. */
public interface Names {
    /** All addresses of a host, at least one. */
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /** As the system does. */
    static Names system() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
