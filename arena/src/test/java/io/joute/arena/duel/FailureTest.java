package io.joute.arena.duel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatException;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {
    private final ScriptedModel small = ScriptedModel.saying("small", "Hello");

    /** A way to fail, whether it may be tried again, and what the operator reads of it. */
    record Case(String name, ScriptedModel.Script script, boolean retryable, String cause) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> failures() {
        return List.of(
                new Case("unavailable", failing(new ChatException.Cause.Unavailable()), true, "Unavailable"),
                new Case("interrupted", failing(new ChatException.Cause.Interrupted()), true, "Interrupted"),
                new Case("refused", failing(new ChatException.Cause.Refused()), false, "Refused"),
                new Case("broken", failing(new ChatException.Cause.Broken()), false, "Broken"),
                new Case("empty", ScriptedModel.says(FinishReason.STOP), true, "empty answer"),
                new Case("blank", ScriptedModel.says(FinishReason.STOP, " ", "\n"), true, "empty answer"),
                new Case("no end", events -> {}, true, "without a finish reason"),
                new Case("cancelled", ScriptedModel.says(FinishReason.CANCELLED, "A"), true, "something else"),
                new Case("exception", FailureTest::throwing, false, "tensor lost"));
    }

    private static ScriptedModel.Script failing(ChatException.Cause cause) {
        return events -> events.accept(ScriptedModel.failed("model big at 10.0.0.7 failed", cause));
    }

    private static void throwing(java.util.function.Consumer<? super ChatEvent> events) {
        throw new IllegalStateException("tensor lost");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void isTheSameOnTheWireWhateverTheCause(Case failure) {
        ScriptedModel big = ScriptedModel.playing("big", 8192, request -> failure.script());
        try (Stage stage = Stage.unpaced(big, small)) {
            DuelId id = stage.play("go");
            Side side = stage.sideOf(id, "big");
            assertThat(stage.events(id, 0))
                    .filteredOn(event -> event instanceof BlindEvent.Failed)
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(((BlindEvent.Failed) event).side()).isEqualTo(side);
                        assertThat(((BlindEvent.Failed) event).canRetry()).isEqualTo(failure.retryable());
                    });
            assertThat(stage.view(id).state()).isEqualTo(DuelState.FAILED);
            assertThat(stage.view(id).turns().getFirst().answer(side).retryable())
                    .isEqualTo(failure.retryable());
            assertThat(stage.view(id).turns().getFirst().answer(side.other()))
                    .isEqualTo(new BlindView.Answer(AnswerState.DONE, "Hello", false));
            assertThat(recorded(stage, id, side).cause()).contains(failure.cause());
        }
    }

    @Test
    void keepsWhatCameBeforeAFailureForTheRecord() {
        ScriptedModel big = ScriptedModel.playing("big", 8192, request -> events -> {
            events.accept(new ChatEvent.Delta("The capital of"));
            events.accept(ScriptedModel.failed("gone", new ChatException.Cause.Unavailable()));
        });
        try (Stage stage = Stage.unpaced(big, small)) {
            DuelId id = stage.play("go");
            assertThat(recorded(stage, id, stage.sideOf(id, "big")).partial()).isEqualTo("The capital of");
        }
    }

    @Test
    void asksOnlyTheFailedSideAgainWithAnotherSeed() {
        AtomicInteger calls = new AtomicInteger();
        ScriptedModel big = ScriptedModel.playing(
                "big",
                8192,
                request -> calls.getAndIncrement() == 0
                        ? failing(new ChatException.Cause.Unavailable())
                        : ScriptedModel.says(FinishReason.STOP, "At last"));
        try (Stage stage = Stage.unpaced(big, small)) {
            DuelId id = stage.play("go");
            Side side = stage.sideOf(id, "big");
            long failed = stage.view(id).lastEventId();
            stage.duels.retry(id, Stage.ANNE, side);
            List<BlindEvent> events = stage.events(id, failed);

            assertThat(events.getFirst()).isInstanceOf(BlindEvent.Started.class);
            assertThat(events.getLast()).isInstanceOf(BlindEvent.Answered.class);
            assertThat(Stage.page(events)).containsEntry(side, "At last").containsEntry(side.other(), "Hello");
            assertThat(stage.view(id).state()).isEqualTo(DuelState.ANSWERED);
            assertThat(small.requests()).hasSize(1);
            assertThat(big.requests()).hasSize(2);
            assertThat(big.requests().getLast().messages()).containsExactly(Message.user("go"));
            assertThat(big.requests().getLast().settings().seed())
                    .isEqualTo(big.requests().getFirst().settings().seed() + 1);
        }
    }

    @Test
    void asksBothAgainWhenBothFailed() {
        AtomicInteger calls = new AtomicInteger();
        ScriptedModel big = failingFirst("big", calls);
        ScriptedModel little = failingFirst("small", calls);
        try (Stage stage = Stage.unpaced(big, little)) {
            DuelId id = stage.play("go");
            stage.duels.retry(id, Stage.ANNE, Side.LEFT);
            stage.events(id, 0);
            assertThat(stage.view(id).state()).isEqualTo(DuelState.ANSWERED);
            assertThat(big.requests()).hasSize(2);
            assertThat(little.requests()).hasSize(2);
        }
    }

    private static ScriptedModel failingFirst(String id, AtomicInteger calls) {
        return ScriptedModel.playing(
                id,
                8192,
                request -> calls.getAndIncrement() < 2
                        ? failing(new ChatException.Cause.Unavailable())
                        : ScriptedModel.says(FinishReason.STOP, "At last"));
    }

    @Test
    void cannotAskAgainWhenTheOtherSideFailedForGood() {
        ScriptedModel big = ScriptedModel.failing("big", new ChatException.Cause.Unavailable());
        ScriptedModel broken = ScriptedModel.failing("small", new ChatException.Cause.Broken());
        try (Stage stage = Stage.unpaced(big, broken)) {
            DuelId id = stage.play("go");
            for (Side side : Side.values()) {
                assertThat(stage.view(id).turns().getFirst().answer(side).retryable())
                        .isFalse();
                assertThatThrownBy(() -> stage.duels.retry(id, Stage.ANNE, side))
                        .extracting(FailureTest::reason)
                        .isEqualTo(new DuelException.Reason.WrongState(DuelState.FAILED));
            }
        }
    }

    @Test
    void endsBothSidesAlikeWhenOneContextIsFull() {
        ScriptedModel big = ScriptedModel.byHand("big");
        ScriptedModel little = ScriptedModel.byHand("small");
        try (Stage stage = Stage.paced(big, little)) {
            DuelId id = stage.open("go");
            little.call().delta("already writing");
            big.call().fail(new ChatException.Cause.ContextFull(9000, 8192));
            stage.pulse.pass(Pace.DEFAULT.tick());
            List<BlindEvent> events = stage.events(id, 0);
            assertThat(events).hasSize(3);
            assertThat(events.subList(1, 3))
                    .allSatisfy(event -> assertThat(event)
                            .isInstanceOfSatisfying(
                                    BlindEvent.Failed.class,
                                    failed -> assertThat(failed.canRetry()).isFalse()));
            assertThat(stage.view(id).turns().getFirst().left())
                    .isEqualTo(stage.view(id).turns().getFirst().right());
        }
    }

    @Test
    void failsASideWithoutAFirstToken() {
        ScriptedModel big = ScriptedModel.byHand("big");
        try (Stage stage = Stage.unpaced(big, small)) {
            DuelId id = stage.open("go");
            big.call();
            stage.pulse.pass(TimeLimits.DEFAULT.firstToken());
            stage.pulse.settle();
            assertThat(stage.view(id).state()).as("at the limit").isEqualTo(DuelState.ANSWERING);
            stage.pulse.pass(Duration.ofMillis(100));
            stage.events(id, 0);
            assertThat(recorded(stage, id, stage.sideOf(id, "big")).cause()).contains("no token within PT30S");
        }
    }

    @Test
    void failsASideThatStallsAndTakesThinkingForLife() {
        ScriptedModel big = ScriptedModel.byHand("big");
        try (Stage stage = Stage.unpaced(big, small)) {
            DuelId id = stage.open("go");
            ScriptedModel.Call call = big.call();
            for (int i = 0; i < 3; i++) {
                call.think("hm");
                stage.pulse.pass(TimeLimits.DEFAULT.betweenTokens());
                stage.pulse.settle();
            }
            call.delta("Hm");
            stage.pulse.pass(TimeLimits.DEFAULT.betweenTokens().plusMillis(100));
            stage.events(id, 0);
            DuelEvent.Failed failed = recorded(stage, id, stage.sideOf(id, "big"));
            assertThat(failed.cause()).contains("no further token within PT15S");
            assertThat(failed.partial()).isEqualTo("Hm");
            assertThat(failed.retryable()).isTrue();
        }
    }

    @Test
    void failsASideThatDoesNotEnd() {
        ScriptedModel big = ScriptedModel.byHand("big");
        try (Stage stage = Stage.unpaced(big, small)) {
            DuelId id = stage.open("go");
            ScriptedModel.Call call = big.call();
            for (int seconds = 0; seconds < 120; seconds += 10) {
                call.delta("la ");
                stage.pulse.pass(Duration.ofSeconds(10));
                stage.pulse.settle();
            }
            call.delta("la");
            stage.pulse.pass(Duration.ofMillis(100));
            stage.events(id, 0);
            assertThat(recorded(stage, id, stage.sideOf(id, "big")).cause()).contains("no end within PT2M");
        }
    }

    @Test
    void failsASideWhoseModelIsNotHereAnyMore() {
        ScriptedModel big = ScriptedModel.saying("big", "Bonjour");
        try (Stage stage = Stage.unpaced(big, small)) {
            DuelId id = stage.play("go");
            stage.contestants.removeFirst();
            stage.duels.ask(id, Stage.ANNE, "again");
            stage.events(id, 0);
            assertThat(stage.view(id).turns().getLast().answer(stage.sideOf(id, "big")))
                    .isEqualTo(new BlindView.Answer(AnswerState.FAILED, "", true));
        }
    }

    @Test
    void isVotedOnTheLastAnsweredTurnWhenALaterOneFailed() {
        AtomicInteger calls = new AtomicInteger();
        ScriptedModel big = ScriptedModel.playing(
                "big",
                8192,
                request -> calls.getAndIncrement() == 0
                        ? ScriptedModel.says(FinishReason.STOP, "Bonjour")
                        : failing(new ChatException.Cause.Broken()));
        try (Stage stage = Stage.unpaced(big, small)) {
            DuelId id = stage.play("go");
            stage.duels.ask(id, Stage.ANNE, "again");
            stage.events(id, 0);
            assertThatThrownBy(() -> stage.duels.vote(id, Stage.ANNE, Stage.vote(1, Choice.A)))
                    .extracting(FailureTest::reason)
                    .isEqualTo(new DuelException.Reason.WrongState(DuelState.FAILED));
            stage.duels.vote(id, Stage.ANNE, Stage.vote(0, Choice.A));
            Reveal reveal = stage.duels.reveal(id, Stage.ANNE);
            assertThat(reveal.contender(stage.sideOf(id, "big"))
                            .lastTurn()
                            .usage()
                            .outputTokens())
                    .isEqualTo(1);
        }
    }

    private static DuelEvent.Failed recorded(Stage stage, DuelId id, Side side) {
        return Duel.of(stage.log.read(id)).turns().getLast().failed(side).orElseThrow();
    }

    static DuelException.Reason reason(Throwable thrown) {
        return ((DuelException) thrown).reason();
    }
}
