package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.cli.hub.Proxies;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
    private static final Map<String, String> BOTH =
            Map.of("HTTP_PROXY", "plain.example", "HTTPS_PROXY", "http://secret.example:3128");

    @Test
    void areChosenByTheSchemeOfWhatIsAsked() {
        assertThat(chosen(BOTH, "http://hub.example/x")).isEqualTo("plain.example:80");
        assertThat(chosen(BOTH, "https://hub.example/x")).isEqualTo("secret.example:3128");
        assertThat(chosen(Map.of(), "https://hub.example/x")).isEqualTo("none");
        assertThat(chosen(Map.of("HTTPS_PROXY", " "), "https://hub.example/x")).isEqualTo("none");
        assertThat(chosen(Map.of("HTTPS_PROXY", "http://a:1", "https_proxy", "http://b:2"), "https://hub.example"))
                .isEqualTo("b:2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hub.example | https://hub.example/x | true",
                "hub.example | https://HUB.example/x | true",
                "hub.example | https://cdn.hub.example/x | true",
                ".hub.example | https://cdn.hub.example/x | true",
                "*.hub.example | https://cdn.hub.example/x | true",
                "hub.example | https://myhub.example/x | false",
                "other.example , hub.example | https://hub.example/x | true",
                "hub.example:443 | https://hub.example/x | true",
                "hub.example:8080 | https://hub.example/x | false",
                "hub.example:8080 | http://hub.example:8080/x | true",
                "* | https://hub.example/x | true",
                "nothing | http://localhost:8000/x | true",
                "nothing | http://127.0.0.1:8000/x | true",
                "nothing | http://[::1]:8000/x | true",
            })
    void leaveHostsAloneThatAreAskedDirectly(String none, String address, boolean direct) {
        Map<String, String> environment =
                Map.of("HTTP_PROXY", "http://p:1", "HTTPS_PROXY", "http://p:1", "NO_PROXY", none);
        assertThat(chosen(environment, address)).isEqualTo(direct ? "none" : "p:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://me:canary@p:1", "https://p:1", "socks5://p:1", "http://", "p:99999999", "a b:canary"})
    void areRefusedWithoutRepeatingThemWhereTheyCannotBeUsed(String proxy) {
        assertThatThrownBy(() -> Proxies.of(Map.of("HTTPS_PROXY", proxy)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HTTPS_PROXY")
                .hasMessageContaining("http://HOST:PORT")
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    private static String chosen(Map<String, String> environment, String address) {
        Proxy proxy = Proxies.of(environment).select(URI.create(address)).getFirst();
        return proxy.address() instanceof InetSocketAddress at ? at.getHostString() + ":" + at.getPort() : "none";
    }
}
