package io.joute.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    @Test
    void endAReadThatLastsTooLong() throws IOException, InterruptedException {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        try (Deadlines deadlines = new Deadlines();
                ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = new Socket(silent.getInetAddress(), silent.getLocalPort())) {
            Thread reader = Thread.ofVirtual().start(() -> outcome.complete(read(deadlines, socket)));
            reader.join(Duration.ofSeconds(20));

            assertThat(outcome.getNow("still reading")).isEqualTo("closed, interrupted: false");
            assertThat(socket.isClosed()).isTrue();
        }
    }

    @Test
    void leaveWorkThatEndsInTimeAlone() {
        try (Deadlines deadlines = new Deadlines()) {
            try (Deadlines.Guard guard = deadlines.guard(Duration.ofHours(1))) {
                assertThat(guard).isNotNull();
            }
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    private static String read(Deadlines deadlines, Socket socket) {
        String outcome;
        try (Deadlines.Guard _ = deadlines.guard(Duration.ofMillis(50))) {
            outcome = "read " + socket.getInputStream().read();
        } catch (IOException closed) {
            outcome = "closed";
        }
        return outcome + ", interrupted: " + Thread.currentThread().isInterrupted();
    }
}
