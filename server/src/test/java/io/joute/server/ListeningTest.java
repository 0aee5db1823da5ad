package io.joute.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.arena.duel.DuelSettings;
import io.joute.server.http.ServerSettings;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class ListeningTest {
    @Test
    void refusesAPortThatAnotherProgramHas() {
        try (TestArena arena = new TestArena(DemoServer.models(), DuelSettings.DEFAULT.unpaced(), new SecureRandom());
                JouteServer first = JouteServer.start(ServerSettings.DEFAULT.withPort(0), arena.served())) {
            ServerSettings taken = ServerSettings.DEFAULT.withPort(first.port());

            assertThatThrownBy(() -> JouteServer.start(taken, arena.served()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("port " + first.port() + " of 127.0.0.1");
            assertThat(new Browser(first.port(), "en").get("/health/live").statusCode())
                    .isEqualTo(200);
        }
    }
}
