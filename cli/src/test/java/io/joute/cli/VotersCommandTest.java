package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code joute voters}, on a table and on an arena. */
final class VotersCommandTest {
    private static String votes() {
        Random random = new Random(3);
        StringBuilder table = new StringBuilder("voter_id,model_a,model_b,outcome\n");
        for (int vote = 0; vote < 600; vote++) {
            boolean turned = random.nextBoolean();
            boolean better = random.nextInt(4) > 0;
            table.append('v').append(vote % 30).append(turned ? ",big,small," : ",small,big,");
            table.append(turned == better ? "model_a\n" : "model_b\n");
            if (vote < 25) {
                table.append(turned ? "lazy,big,small,model_a\n" : "lazy,small,big,model_a\n");
            }
        }
        return table.toString();
    }

    @Test
    void namesWhoAlwaysTakesTheLeftAnswer(@TempDir Path folder) throws IOException {
        Path table = Files.writeString(folder.resolve("votes.csv"), votes());

        Run run = Run.of("voters", table.toString());

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("lazy", "25", "always the left answer").doesNotContain("v1 ");
        assertThat(Run.of("voters", table.toString(), "--json").out()).contains("\"voter\"", "\"evidence\"");
    }

    @Test
    void saysWhatATableLacks(@TempDir Path folder) throws IOException {
        Path table = Files.writeString(folder.resolve("votes.csv"), "model_a,model_b,outcome\na,b,tie\n");

        Run run = Run.of("voters", table.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("votes.csv: has votes without a voter, expected a column voter_id");
    }

    @Test
    void refusesARateThatIsNone(@TempDir Path folder) throws IOException {
        Path table = Files.writeString(folder.resolve("votes.csv"), votes());

        assertThat(Run.of("voters", table.toString(), "--rate", "2").code()).isEqualTo(2);
    }

    @Test
    void findsNobodyInAnEmptyArena(@TempDir Path folder) {
        Run run = Run.of("voters", "--data", folder.toString());

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("No voter's votes look like a habit.");
    }
}
