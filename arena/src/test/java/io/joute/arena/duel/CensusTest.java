package io.joute.arena.duel;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.base.chat.ChatException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What who runs an arena is told of it. */
class CensusTest {
    private static final ChatException.Cause OUT = new ChatException.Cause.Unavailable();

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final InstantSource clock = now::get;

    private static Stage stage() {
        return new Stage(
                DuelSettings.DEFAULT.unpaced(),
                Stage.contestant(ScriptedModel.failing("out", OUT), 1),
                Stage.contestant(ScriptedModel.saying("one", "I have something to say"), 2),
                Stage.contestant(ScriptedModel.saying("two", "I have something to say"), 3));
    }

    /** Plays until the failing model was drawn, and replaced. */
    private static DuelId playedWithASwap(Stage stage) {
        for (int i = 0; i < 60; i++) {
            DuelId id = stage.play("go");
            if (stage.log.read(id).stream().anyMatch(DuelEvent.Swapped.class::isInstance)) {
                return id;
            }
            stage.duels.erase(id, Stage.ANNE);
        }
        throw new AssertionError("the failing model was never drawn");
    }

    @Test
    void listsDuelsThatAreNeitherRevealedNorErased() {
        try (Stage stage = stage()) {
            DuelId open = stage.play("go");
            DuelId erased = stage.play("go");
            DuelId revealed = stage.play("go");
            stage.duels.erase(erased, Stage.ANNE);
            stage.duels.vote(revealed, Stage.ANNE, Stage.vote(0, Choice.A));
            assertThat(Census.of(stage.log, clock).open())
                    .extracting(Census.Open::duel, Census.Open::voted)
                    .contains(org.assertj.core.groups.Tuple.tuple(revealed, true));
            stage.duels.reveal(revealed, Stage.ANNE);

            assertThat(Census.of(stage.log, clock).open())
                    .singleElement()
                    .satisfies(duel -> assertThat(duel.duel()).isEqualTo(open))
                    .satisfies(duel -> assertThat(duel.turns()).isEqualTo(1))
                    .satisfies(duel -> assertThat(duel.voted()).isFalse());
        }
    }

    @Test
    void countsAFailureForTheModelThatFailedAndNotForItsSubstitute() {
        try (Stage stage = stage()) {
            DuelId id = playedWithASwap(stage);
            stage.duels.vote(id, Stage.ANNE, Stage.vote(0, Choice.A));
            stage.duels.reveal(id, Stage.ANNE);

            var outcomes = Census.of(stage.log, clock).outcomes();

            assertThat(outcomes.get("out")).isEqualTo(new Census.Outcomes(0, 1));
            assertThat(outcomes.getOrDefault("one", new Census.Outcomes(0, 9)).failures())
                    .isZero();
            assertThat(outcomes.getOrDefault("one", new Census.Outcomes(0, 9)).answers())
                    .isPositive();
        }
    }

    @Test
    void keepsFailuresOfAnOpenDuelToItselfForADay() {
        try (Stage stage = stage()) {
            DuelId id = playedWithASwap(stage);
            Instant last = stage.log.read(id).getLast().at();
            Census census = Census.of(stage.log, clock);

            now.set(last.plus(Census.STILL));
            assertThat(census.outcomes()).doesNotContainKey("out");
            now.set(last.plus(Census.STILL).plusSeconds(1));
            assertThat(census.outcomes().get("out")).isEqualTo(new Census.Outcomes(0, 1));
        }
    }

    @Test
    void anyDuelIsErasedForWhoRunsTheArena() {
        try (Stage stage = stage()) {
            DuelId id = stage.play("go");

            assertThat(stage.duels.erase(id)).isTrue();

            assertThat(stage.duels.erase(id)).isFalse();
            assertThat(stage.log.read(id).toString()).doesNotContain("I have something to say");
        }
    }
}
