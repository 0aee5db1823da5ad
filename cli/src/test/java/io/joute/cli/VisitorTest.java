package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who plays at a terminal. */
final class VisitorTest {
    @Test
    void isTheSameForOneUserAndAnotherForTheNext() {
        assertThat(Visitor.ofThisTerminal(of("ada", Map.of())))
                .isEqualTo(Visitor.ofThisTerminal(of("ada", Map.of("LANG", "fr"))))
                .isNotEqualTo(Visitor.ofThisTerminal(of("grace", Map.of())))
                .doesNotContain("ada");
    }

    @Test
    void speaksTheLanguageOfTheSystem() {
        assertThat(Visitor.locale(of("ada", Map.of("LANG", "fr_FR.UTF-8")))).isEqualTo("fr");
        assertThat(Visitor.locale(of("ada", Map.of("LANG", "fr_FR.UTF-8", "LC_ALL", "C"))))
                .isEqualTo("en");
        assertThat(Visitor.locale(of("ada", Map.of()))).isEqualTo("en");
    }

    private static Surroundings of(String user, Map<String, String> environment) {
        return new Surroundings(
                environment,
                Map.of("user.name", user),
                InputStream.nullInputStream(),
                System.out,
                System.err,
                false,
                false);
    }
}
