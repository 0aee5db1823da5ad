package io.joute.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.arena.duel.DuelSettings;
import io.joute.server.http.Body;
import io.joute.server.http.ServerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecurityTest {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    private final TestArena arena =
            new TestArena(DemoServer.models(), DuelSettings.DEFAULT.unpaced(), new SecureRandom());
    private JouteServer server;

    @BeforeAll
    void start() {
        server = JouteServer.start(
                ServerSettings.DEFAULT.withPort(0).withHostNames(Set.of("arena.example")), arena.served());
    }

    @AfterAll
    void stop() {
        server.close();
        arena.close();
    }

    @Test
    void tellsTheBrowserToDoNothingElse() {
        RawClient.Answer home = client().get("/");

        assertThat(home.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'nonce-", "frame-ancestors 'none'", "base-uri 'none'")
                .contains("require-trusted-types-for 'script'", "trusted-types joute")
                .doesNotContain("unsafe");
        assertThat(home.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(home.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(home.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(home.header("Cache-Control")).isEqualTo("no-store");
        assertThat(home.head()).containsPattern("Set-Cookie: joute_visitor=[0-9a-f]{32}; .*HttpOnly; SameSite=Lax");
        assertThat(home.body()).doesNotContain("style=\"", " onclick", "javascript:", "http://", "https://");
    }

    @Test
    void drawsANonceForEachPage() {
        assertThat(client().get("/").header("Content-Security-Policy"))
                .isNotEqualTo(client().get("/").header("Content-Security-Policy"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1",
                "127.0.0.1:1",
                "localhost:1",
                "[::1]:1",
                "0.0.0.0"
            })
    void servesOnlyUnderItsOwnNames(String host) {
        RawClient.Answer answer = client().send("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

        assertThat(answer.status()).isEqualTo(421);
        assertThat(answer.head()).doesNotContain("Set-Cookie");
    }

    @Test
    void servesUnderANameItWasGiven() {
        assertThat(client().send("GET / HTTP/1.1\r\nHost: arena.example\r\nConnection: close\r\n\r\n")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void takesNoFormThatIsNotItsOwn() {
        RawClient client = client();
        String token = client.get("/").token();
        String body = "prompt=a&mode=random&token=" + token;
        String own = "Origin: http://127.0.0.1:" + server.port();

        List<String[]> forged = List.of(
                new String[] {FORM},
                new String[] {FORM, "Sec-Fetch-Site: cross-site"},
                new String[] {FORM, "Sec-Fetch-Site: same-site"},
                new String[] {FORM, "Sec-Fetch-Site: none"},
                new String[] {FORM, "Origin: null"},
                new String[] {FORM, "Origin: http://evil.example"},
                new String[] {FORM, "Origin: http://127.0.0.1:1"},
                new String[] {FORM, "Sec-Fetch-Site: same-origin", "Origin: http://evil.example"},
                new String[] {FORM, "Sec-Fetch-Site: cross-site", own});
        for (String[] headers : forged) {
            assertThat(client.exchange("POST", "/duel", body, headers).status())
                    .as(String.join(", ", headers))
                    .isEqualTo(403);
        }
        assertThat(client.exchange("POST", "/duel", body, FORM, own).status()).isEqualTo(303);
        assertThat(client.exchange("POST", "/duel", body, FORM, "Sec-Fetch-Site: same-origin")
                        .status())
                .isEqualTo(303);
    }

    @Test
    void takesNoFormWithoutTheVisitorsToken() {
        RawClient client = client();
        client.get("/");
        String stranger = client().get("/").token();

        for (String token : List.of("", "x", stranger)) {
            assertThat(client.post("/duel", "prompt=a&mode=random&token=" + token)
                            .status())
                    .isEqualTo(403);
        }
        assertThat(client.post("/duel", "prompt=a&mode=random").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATCH", "TRACE", "OPTIONS", "PROPFIND"})
    void refusesMethodsThatNothingTakes(String method) {
        assertThat(client().exchange(method, "/", "").status()).isEqualTo(405);
    }

    @Test
    void refusesAMethodThatAnAddressDoesNotTakeAndNamesThoseItDoes() {
        RawClient client = client();
        String token = client.get("/").token();
        RawClient.Answer answer = client.post("/learn", "token=" + token);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
        assertThat(client.get("/duel").status()).isEqualTo(405);
        assertThat(client.exchange("GET", "/duel", "", "X-HTTP-Method-Override: POST")
                        .status())
                .isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: -5",
                "Content-Length: 5x",
                "Transfer-Encoding: gzip",
                "Transfer-Encoding: chunked, gzip",
                "Transfer-Encoding: xchunked"
            })
    void refusesAmbiguousFraming(String headers) {
        RawClient.Answer answer = client().send(
                        "POST /duel HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n" + headers + "\r\n\r\nhello");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.head().toLowerCase(java.util.Locale.ROOT)).contains("connection: close");
    }

    @Test
    void refusesABodyBeyondHalfAMebibyteBeforeReadingIt() {
        String head = "POST /duel HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n" + FORM + "\r\n";
        long start = System.nanoTime();

        assertThat(client().send(head + "Content-Length: 104857600\r\n\r\n").status())
                .isEqualTo(413);
        assertThat(client().send(head + "Content-Length: 2147483648\r\n\r\n").status())
                .isEqualTo(413);
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        assertThat(client().send(head + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(9))
                        .status())
                .isEqualTo(413);
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }

    @Test
    void readsABodyThatIsTooLongToItsEndBeforeItRefusesIt() throws IOException {
        byte[] body = "x".repeat(Body.MOST_READ).getBytes(StandardCharsets.US_ASCII);
        int most = Body.MOST_BYTES + 100_000;
        String head = "POST /duel HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n" + FORM + "\r\nContent-Length: "
                + body.length + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body, 0, most);
            socket.setSoTimeout(300);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

            socket.getOutputStream().write(body, most, body.length - most);
            socket.setSoTimeout(30_000);
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void takesOnlyFormsAndJson() {
        RawClient client = client();
        client.get("/");

        for (String type : List.of("multipart/form-data; boundary=x", "text/plain", "application/xml", "")) {
            String header = type.isEmpty() ? "X-Nothing: 1" : "Content-Type: " + type;
            assertThat(client.exchange("POST", "/duel", "a=b", header, "Sec-Fetch-Site: same-origin")
                            .status())
                    .as(type)
                    .isEqualTo(415);
        }
    }

    @Test
    void servesFilesFromAListOnly() {
        RawClient client = client();
        for (String path : List.of(
                "/assets/../messages_fr.properties",
                "/assets/%2e%2e/x",
                "/assets/joute.css",
                "/assets/%00",
                "/assets//",
                "/assets/..%2fmessages",
                "/assets/tokens.css",
                "/etc/passwd",
                "/assets/%2fetc%2fpasswd")) {
            assertThat(client.get(path).status()).as(path).isIn(404, 400);
        }
    }

    @Test
    void keepsAVisitorsDuelFromOthersInTheWordsOfAnUnknownOne() {
        RawClient owner = client();
        String path = owner.post(
                        "/duel", "prompt=a&mode=random&token=" + owner.get("/").token())
                .header("Location");
        RawClient stranger = client();
        String token = stranger.get("/", "Accept-Language: en").token();
        String unknown = "/duel/" + "0".repeat(32);

        for (String under : List.of("", "/vote", "/reveal", "/stop", "/retry", "/turns")) {
            String body = "turn=0&choice=a&side=a&prompt=a&token=" + token;
            RawClient.Answer other = under.isEmpty() ? stranger.get(path) : stranger.post(path + under, body);
            RawClient.Answer none = under.isEmpty() ? stranger.get(unknown) : stranger.post(unknown + under, body);
            assertThat(other.status()).as(under).isEqualTo(404);
            assertThat(sentence(other)).isEqualTo(sentence(none));
        }
        assertThat(stranger.get("/api" + path.replace("duel", "duels") + "/events")
                        .status())
                .isEqualTo(404);
    }

    private static String sentence(RawClient.Answer answer) {
        return answer.body().replaceAll("(?s).*<p class=\"lede\">([^<]*)<.*", "$1");
    }

    private RawClient client() {
        return new RawClient(server.port());
    }
}
