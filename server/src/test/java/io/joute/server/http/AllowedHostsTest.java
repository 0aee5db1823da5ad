package io.joute.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AllowedHostsTest {
    private final AllowedHosts hosts =
            new AllowedHosts(Set.of("arena.example", "192.168.1.7", "[fe80::1]"), () -> 7337);

    @Test
    void allowTheNamesOfThisServer() {
        for (String host : List.of(
                "localhost:7337",
                "127.0.0.1:7337",
                "[::1]:7337",
                "LOCALHOST:7337",
                "arena.example",
                "Arena.Example:443",
                "192.168.1.7:7337",
                "[fe80::1]:7337")) {
            assertThat(hosts.allows(host)).as(host).isTrue();
        }
    }

    @Test
    void refuseAnyOther() {
        for (String host : List.of(
                "evil.example",
                "evil.example:7337",
                "localhost",
                "localhost:80",
                "127.0.0.1",
                "127.0.0.1:1",
                "127.0.0.2:7337",
                "localhost.evil.example:7337",
                "evil.example:7337@localhost:7337",
                "localhost:7337.evil.example",
                "",
                ":7337",
                "[::1]",
                "[::1]:x",
                "arena.example.evil",
                "0.0.0.0:7337",
                "localhost:7337:7337",
                "localhost :7337")) {
            assertThat(hosts.allows(host)).as(host).isFalse();
        }
    }
}
