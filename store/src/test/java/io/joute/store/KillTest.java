package io.joute.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.duel.DuelEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
    private static final int KILLS = 20;
    /** More votes than one process can cast before it is killed. */
    private static final int NUMBERS_EACH = 1_000_000;

    @TempDir
    Path directory;

    @Test
    void keepsEveryAcknowledgedVoteWhenTheProcessIsKilled() throws Exception {
        Random random = new Random(20260102);
        Set<Integer> acknowledged = new HashSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            int before = acknowledged.size();
            acknowledged.addAll(votesUntilKilled(kill * NUMBERS_EACH, 1 + random.nextInt(300)));
            assertThat(acknowledged.size())
                    .as("acknowledged after kill %d", kill)
                    .isGreaterThan(before);
        }

        List<DuelEvent> stored = new ArrayList<>();
        try (Database database = Database.open(directory)) {
            new SqliteDuelLog(database).readAll(stored::add);
        }
        assertThat(stored).doesNotHaveDuplicates();
        assertThat(stored).containsAll(acknowledged.stream().map(Voter::vote).toList());
        assertThat(stored.size() - acknowledged.size())
                .as("votes stored and not yet acknowledged: at most one a voter and kill")
                .isBetween(0, KILLS * 4);
    }

    /** Starts a voter, kills it once it has acknowledged {@code votes}, and gives all it acknowledged. */
    private List<Integer> votesUntilKilled(int from, int votes) throws IOException, InterruptedException {
        Process voter = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Voter.class.getName(),
                        directory.toString(),
                        Integer.toString(from))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<Integer> acknowledged = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(voter.getInputStream(), StandardCharsets.US_ASCII))) {
            String line = lines.readLine();
            while (line != null) {
                acknowledged.add(Integer.parseInt(line));
                if (acknowledged.size() == votes) {
                    // Through its handle: killing the Process itself would close the pipe and lose what was said in it.
                    voter.toHandle().destroyForcibly();
                }
                line = lines.readLine();
            }
        }
        assertThat(voter.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(voter.exitValue()).as("killed, not ended by itself").isEqualTo(137);
        return acknowledged;
    }
}
