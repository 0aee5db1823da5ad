package io.joute.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.duel.DuelSettings;
import io.joute.server.http.ServerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that do not come are not waited for; streams that have nothing to say are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowRequestTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int READ_TIMEOUT_MILLIS = 20_000;

    private final TestArena arena =
            new TestArena(DemoServer.models(), DuelSettings.DEFAULT.unpaced(), new SecureRandom());
    private JouteServer server;

    @BeforeAll
    void start() {
        server = JouteServer.start(ServerSettings.DEFAULT.withPort(0).withPatience(PATIENCE), arena.served());
    }

    @AfterAll
    void stop() {
        server.close();
        arena.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /",
                "GET / HTTP/1.1\r\nHost: 127",
                "POST /duel HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 50\r\n\r\na=",
                "POST /duel HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nTransfer-Encoding: chunked\r\n\r\n5\r\na=",
                "POST /duel HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\na="
            })
    void endsAConnectionOnWhichNothingComes(String beginning) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(READ_TIMEOUT_MILLIS);
            String request = beginning.replace("{port}", Integer.toString(server.port()));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .satisfiesAnyOf(
                            text -> assertThat(text).isEmpty(),
                            text -> assertThat(text).startsWith("HTTP/1.1 400"));
        }
    }

    @Test
    void keepsAStreamOpenThatHasNothingToSay() {
        try (Browser browser = new Browser(server.port(), "en");
                Browser other = new Browser(server.port(), "en")) {
            String path = browser.open("please hang");
            Thread stopper = Thread.ofVirtual().start(() -> {
                // Several pages later, each of them longer than an idle connection lives.
                for (int i = 0; i < 3; i++) {
                    endsAConnection();
                }
                browser.get(path);
                browser.post(path + "/stop");
            });

            assertThat(browser.follow(path)).contains("event: started", "event: answered");
            assertThat(other.get(path).statusCode()).isEqualTo(404);
            assertThat(stopper.isInterrupted()).isFalse();
        }
    }

    private void endsAConnection() {
        try {
            endsAConnectionOnWhichNothingComes("GET /");
        } catch (IOException failed) {
            throw new IllegalStateException("no connection", failed);
        }
    }
}
