package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.duel.BlindStream;
import io.joute.arena.duel.Choice;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.Duels;
import io.joute.arena.duel.Mode;
import io.joute.arena.duel.OpenDuel;
import io.joute.arena.duel.Replay;
import io.joute.arena.duel.Side;
import io.joute.arena.duel.Vote;
import io.joute.arena.moderation.HourlyLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo models write the same again, at the temperature and with the seed of their duel. */
class DemoReplayTest {
    private static final String ANNE = "hash of anne";

    @TempDir
    Path data;

    @ParameterizedTest
    @ValueSource(strings = {"none", "lookup", "joute-demo-240k"})
    void writesTheSameAgainInEveryTurn(String drafting) throws IOException, InterruptedException {
        DraftPlan plan = DraftPlan.parse(drafting).orElseThrow();
        Settings settings = new Settings(
                data,
                "127.0.0.1",
                0,
                Set.of(),
                false,
                2,
                OptionalDouble.empty(),
                plan,
                LogFormat.TEXT,
                HourlyLimits.NONE,
                List.of());
        try (Arena arena = Arena.open(settings)) {
            Duels duels = arena.duels();
            DuelId id = duels.open(new OpenDuel(ANNE, "Conjugue le verbe finir au futur.", Mode.RANDOM, "fr")
                    .accepting(duels.terms()));
            await(duels, id);
            duels.ask(id, ANNE, "Raconte-moi une histoire de chevaliers.");
            await(duels, id);
            duels.vote(id, ANNE, new Vote(1, Choice.A, Map.of()));
            assertThat(duels.reveal(id, ANNE).settings().temperature()).isPositive();
            for (int turn = 0; turn < 2; turn++) {
                for (Side side : Side.values()) {
                    String then =
                            duels.view(id, ANNE).turns().get(turn).answer(side).text();
                    assertThat(then).isNotBlank();
                    assertThat(duels.replay(id, ANNE, turn, side))
                            .as("turn %d, side %s", turn, side)
                            .isEqualTo(new Replay.Same(then));
                }
            }
        }
    }

    private static void await(Duels duels, DuelId id) throws InterruptedException {
        try (BlindStream events = duels.events(id, ANNE, 0)) {
            while (!events.ended()) {
                events.next(Duration.ofSeconds(1));
            }
        }
    }
}
