package io.joute.connect.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.webclient.api.DnsAddressLookup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing leads where the operator did not say: forms of addresses, names that lie, and a canary that must hear nothing. */
final class AddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.org/v1",
                "https://api.example.org",
                "HTTPS://API.Example.ORG/v1/",
                "https://api.example.org:8443/openai/v1",
                "https://93.184.215.14/v1",
                "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/v1"
            })
    void takesPlainAddresses(String text) {
        assertThat(Address.parse(text, false).toString()).startsWith("https://").doesNotEndWith("/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api.example.org/v1",
                "//api.example.org/v1",
                "ftp://api.example.org/",
                "file:///etc/passwd",
                "gopher://127.0.0.1:70/",
                "jar:https://a.org!/x",
                "http://api.example.org/v1",
                "https://user@api.example.org/v1",
                "https://user:password@api.example.org/v1",
                "https://api.example.org@127.0.0.1/v1",
                "https://127.0.0.1\\@api.example.org/v1",
                "https:\\\\api.example.org/v1",
                "https://api.example.org\\.evil.org/",
                "https://api.example.org/v1?key=1",
                "https://api.example.org/v1#x",
                "https://api.example.org/../admin",
                "https://api.example.org/%2e%2e/admin",
                "https://api.example.org/v1;x=1",
                "https://api.example.org/v1 ",
                " https://api.example.org/v1",
                "https://api.example.org/v1\n",
                "https://api.example.org:0/",
                "https://api.example.org:99999/",
                "https://api.example.org:-1/",
                "https://api.example.org:abc/",
                "https:///v1",
                "https://",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.0.0.1/",
                "https://0177.0.0.1/",
                "https://127.1/",
                "https://127.0.1/",
                "https://0/",
                "https://127.0.0.1.1/",
                "https://127.0.0.256/",
                "https://127.0.0.0x1/",
                "https://１２７.0.0.1/",
                "https://127。0。0。1/",
                "https://ⓛocalhost/",
                "https://ex\u0430mple.org/",
                "https://example.org./",
                "https://localhost./",
                "https://-example.org/",
                "https://exa_mple.org/",
                "https://[::1%25lo]/",
                "https://[fe80::1%25eth0]/",
                "https://[::1]@example.org/",
                "https://[v1.fe80::a+en1]/",
                "https://[::ffff:127.0.0.1/",
                "https://169.254.169.254:80:80/",
                "https://example.org:443:80/"
            })
    void refusesWhatCanBeReadInTwoWays(String text) {
        assertThatThrownBy(() -> Address.parse(text, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("address is '");
    }

    /** None of these may reach a listener of this machine, nor anything else. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.10",
                "0.0.0.0",
                "0.1.2.3",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "100.100.100.200",
                "168.63.129.16",
                "169.254.169.254",
                "192.0.0.192",
                "198.18.0.1",
                "192.0.2.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "64:ff9b::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "64:ff9b:1::101:101",
                "64:ff9b::1:0:101:101",
                "64:ff9b:0:1::101:101",
                "2002:7f00:1::1",
                "2002:a9fe:a9fe::1",
                "2001:db8::1",
                "2001::1",
                "fc00::1",
                "fd12:3456::1",
                "fd00:ec2::254",
                "fd20:ce::254",
                "3fff::1",
                "3fff:fff::1",
                "2002:6464:64c8::1",
                "2002:a83f:8110::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "100::1"
            })
    void aNameThatLeadsInsideIsNotCalled(String inside) throws IOException {
        AtomicInteger heard = new AtomicInteger();
        try (ServerSocket canary = new ServerSocket(0)) {
            Thread.ofVirtual().start(() -> listen(canary, heard));
            Names names = host -> List.of(address(inside));
            boolean answers = client(names, "https://api.example.org:" + canary.getLocalPort(), false)
                    .answers("models", Map.of());

            assertThat(answers).isFalse();
            assertThat(Reach.of(address(inside))).isNotEqualTo(Reach.PUBLIC);
            assertThat(heard).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "100.100.100.200",
                "168.63.129.16",
                "fd00:ec2::254",
                "fd20:ce::254",
                "fe80::1",
                "0.0.0.0",
                "224.0.0.1",
                "::ffff:169.254.169.254",
                "::ffff:100.100.100.200",
                "64:ff9b::100.100.100.200",
                "64:ff9b::168.63.129.16",
                "64:ff9b:1::10.1.2.3",
                "64:ff9b:1::1.1.1.1",
                "64:ff9b:0:0:0:1:101:101",
                "3fff::1",
                "3fff:fff:ffff::1"
            })
    void metadataAndTheLikeStayOutOfReachEvenOfPrivateEndpoints(String address) throws IOException {
        assertThat(Reach.of(address(address))).isEqualTo(Reach.NEVER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "93.184.215.14",
                "172.32.0.1",
                "100.128.0.1",
                "168.63.129.17",
                "2606:4700::1111",
                "3fff:1000::1",
                "64:ff9b::101:101"
            })
    void theRestIsPublic(String address) throws IOException {
        assertThat(Reach.of(address(address))).isEqualTo(Reach.PUBLIC);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100.100.100.199", "100.100.100.201", "fd20:cd::254", "fd20:ce:0:1::254", "fd12:3456::1"})
    void whatIsNextToMetadataIsPrivate(String address) throws IOException {
        assertThat(Reach.of(address(address))).isEqualTo(Reach.PRIVATE);
    }

    @Test
    void aNameWithOneAddressInsideIsRefusedWhole() throws IOException {
        InetAddress outside = address("1.1.1.1");
        InetAddress inside = address("127.0.0.1");
        var names = new CheckedNames(host -> List.of(outside, inside), false);

        assertThatThrownBy(() -> names.resolveAddress("api.example.org", DnsAddressLookup.IPV4))
                .isInstanceOfSatisfying(
                        HttpFailure.class, failure -> assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.FORBIDDEN))
                .hasMessageContaining("127.0.0.1");
    }

    /** A name server that answers differently the second time has no second time. */
    @Test
    void aNameIsLookedUpOnceForEachCall() throws IOException {
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        try (ServerSocket server = new ServerSocket(0)) {
            Names names = host -> {
                asked.add(host);
                return List.of(InetAddress.getLoopbackAddress());
            };
            Thread.ofVirtual().start(() -> answerOnce(server));

            boolean answers = client(names, "http://rebinding.example:" + server.getLocalPort() + "/v1", true)
                    .answers("models", Map.of());

            assertThat(answers).isTrue();
            assertThat(asked).containsExactly("rebinding.example");
        }
    }

    private static InetAddress address(String literal) throws UnknownHostException {
        return InetAddress.getAllByName(literal)[0];
    }

    private static GuardedClient client(Names names, String address, boolean inside) {
        Duration second = Duration.ofSeconds(2);
        return new GuardedClient(Address.parse(address, inside), names, second, second);
    }

    private static void listen(ServerSocket canary, AtomicInteger heard) {
        while (!canary.isClosed()) {
            try (Socket call = canary.accept()) {
                heard.addAndGet(call.isConnected() ? 1 : 0);
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void answerOnce(ServerSocket server) {
        try (Socket call = server.accept()) {
            call.getInputStream().read(new byte[4096]);
            call.getOutputStream().write("HTTP/1.1 204 None\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }
}
