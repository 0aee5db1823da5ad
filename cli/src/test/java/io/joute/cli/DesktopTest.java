package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When a browser is opened, and how. */
final class DesktopTest {
    @Test
    void opensNothingWithoutADesktop() {
        assertThat(Desktop.browser(on("Linux", Map.of()))).isEmpty();
    }

    @Test
    void opensNothingForSomeoneFarAway() {
        assertThat(Desktop.browser(on("Linux", Map.of("DISPLAY", ":0", "SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22"))))
                .isEmpty();
    }

    @Test
    void asksEachSystemInItsOwnWay() {
        assertThat(Desktop.browser(on("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0"))))
                .hasValueSatisfying(command -> assertThat(command).containsExactly("xdg-open"));
        assertThat(Desktop.browser(on("Mac OS X", Map.of())))
                .hasValueSatisfying(command -> assertThat(command).containsExactly("open"));
        assertThat(Desktop.browser(on("Windows 11", Map.of())))
                .hasValueSatisfying(command -> assertThat(command).startsWith("rundll32"));
    }

    private static Surroundings on(String system, Map<String, String> environment) {
        return new Surroundings(
                environment,
                Map.of("os.name", system),
                InputStream.nullInputStream(),
                System.out,
                System.err,
                false,
                false);
    }
}
