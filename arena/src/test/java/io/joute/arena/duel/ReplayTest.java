package io.joute.arena.duel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.base.chat.ChatException;
import io.joute.base.chat.FinishReason;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReplayTest {
    /** Says its seed and how long the conversation is: the same only when it is asked the same. */
    private static ScriptedModel seeded(String id) {
        return ScriptedModel.playing(
                id,
                8192,
                request -> ScriptedModel.says(
                        FinishReason.STOP, "  " + request.settings().seed() + " ", String.valueOf(request.messages())));
    }

    private static void reveal(Stage stage, DuelId id, int turn) {
        stage.duels.vote(id, Stage.ANNE, new Vote(turn, Choice.A, Map.of()));
        stage.duels.reveal(id, Stage.ANNE);
    }

    @Test
    void givesTheSameTextOfEveryTurn() {
        try (Stage stage = Stage.unpaced(seeded("big"), seeded("small"))) {
            DuelId id = stage.play("go");
            stage.duels.ask(id, Stage.ANNE, "and?");
            stage.events(id, 0);
            reveal(stage, id, 1);
            int before = stage.log.events().size();
            for (int turn = 0; turn < 2; turn++) {
                for (Side side : Side.values()) {
                    String then = stage.view(id).turns().get(turn).answer(side).text();
                    assertThat(stage.duels.replay(id, Stage.ANNE, turn, side)).isEqualTo(new Replay.Same(then));
                }
            }
            assertThat(stage.log.events()).as("nothing is recorded").hasSize(before);
        }
    }

    @Test
    void asksWithTheSeedOfTheAttemptThatWasAnswered() {
        AtomicInteger attempts = new AtomicInteger();
        ScriptedModel moody = ScriptedModel.playing(
                "big",
                8192,
                request -> attempts.getAndIncrement() == 0
                        ? events -> events.accept(ScriptedModel.failed("no", new ChatException.Cause.Unavailable()))
                        : ScriptedModel.says(
                                FinishReason.STOP, "seed " + request.settings().seed()));
        try (Stage stage = Stage.unpaced(moody, seeded("small"))) {
            DuelId id = stage.play("go");
            Side side = stage.sideOf(id, "big");
            stage.duels.retry(id, Stage.ANNE, side);
            stage.events(id, 0);
            reveal(stage, id, 0);
            assertThat(stage.duels.replay(id, Stage.ANNE, 0, side)).isInstanceOf(Replay.Same.class);
        }
    }

    @Test
    void asksTheModelThatCameIn() {
        ScriptedModel out = ScriptedModel.failing("big", new ChatException.Cause.Unavailable());
        try (Stage stage = new Stage(
                DuelSettings.DEFAULT.unpaced(),
                Stage.contestant(out, 1),
                Stage.contestant(seeded("small"), 1),
                Stage.contestant(seeded("spare"), 1))) {
            DuelId id = stage.play("go");
            while (Duel.of(stage.log.read(id)).swapped().isEmpty()) {
                id = stage.play("go");
            }
            reveal(stage, id, 0);
            for (Side side : Side.values()) {
                assertThat(stage.duels.replay(id, Stage.ANNE, 0, side)).isInstanceOf(Replay.Same.class);
            }
        }
    }

    @Test
    void saysWhenTheTextDiffersOrTheModelIsGone() {
        AtomicInteger calls = new AtomicInteger();
        ScriptedModel fickle = ScriptedModel.playing(
                "big", 8192, request -> ScriptedModel.says(FinishReason.STOP, "call " + calls.getAndIncrement()));
        try (Stage stage = Stage.unpaced(fickle, seeded("small"))) {
            DuelId id = stage.play("go");
            reveal(stage, id, 0);
            Side side = stage.sideOf(id, "big");
            assertThat(stage.duels.replay(id, Stage.ANNE, 0, side)).isEqualTo(new Replay.Different("call 1"));
            stage.contestants.removeFirst();
            assertThat(stage.duels.replay(id, Stage.ANNE, 0, side)).isEqualTo(new Replay.Unavailable());
        }
    }

    @Test
    void isForRevealedDuelsOfTheVisitorOnly() {
        try (Stage stage = Stage.unpaced(seeded("big"), seeded("small"))) {
            DuelId id = stage.play("go");
            assertThatThrownBy(() -> stage.duels.replay(id, Stage.ANNE, 0, Side.LEFT))
                    .extracting(FailureTest::reason)
                    .isEqualTo(new DuelException.Reason.WrongState(DuelState.ANSWERED));
            reveal(stage, id, 0);
            assertThatThrownBy(() -> stage.duels.replay(id, Stage.BOB, 0, Side.LEFT))
                    .extracting(FailureTest::reason)
                    .isEqualTo(new DuelException.Reason.Unknown());
            assertThatThrownBy(() -> stage.duels.replay(id, Stage.ANNE, 7, Side.LEFT))
                    .extracting(FailureTest::reason)
                    .isEqualTo(new DuelException.Reason.Invalid("turn"));
        }
    }
}
