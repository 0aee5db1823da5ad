package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Help, versions, and what is said of failures. */
final class CommandTreeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve",
                "duel",
                "chat",
                "models",
                "models add",
                "models remove",
                "settings",
                "endpoints",
                "endpoints list",
                "endpoints test",
                "endpoints cards",
                "train",
                "train demo",
                "bench",
                "rank",
                "energy",
                "tokenize",
                "logits",
                "check",
                "convert"
            })
    void everyCommandExplainsItself(String command) {
        Run run = Run.of((command + " --help").split(" ", -1));

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Usage: joute " + command, "Exit codes:", "Examples:", "  joute ");
    }

    @Test
    void theRootListsTheCommandsButNotTheHiddenOne() {
        String help = Run.of("--help").out();

        assertThat(help).contains("serve", "duel", "chat", "models", "train", "bench", "rank", "energy");
        assertThat(help).doesNotContain("warm-up");
    }

    @Test
    void tellsItsVersion() {
        assertThat(Run.of("--version").out()).startsWith("joute ").contains("on Java ");
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        Run run = Run.of("bnech");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("joute: unknown argument 'bnech'; did you mean")
                .contains("bench");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void sortsOutAMissingOption() {
        Run run = Run.of("energy", "--tokens", "3");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo(
                        "joute energy: missing required option: '--active=B'\njoute energy: try: joute energy --help\n");
    }

    @Test
    void showsAStackTraceOnlyWhenAsked(@TempDir Path folder) {
        String missing = folder.resolve("votes.csv").toString();

        assertThat(Run.of("rank", missing).err()).isEqualTo("joute rank: " + missing + ": there is no such file\n");
        assertThat(Run.of("rank", missing, "--verbose").err()).contains("at io.joute.cli.RankCommand");
    }
}
