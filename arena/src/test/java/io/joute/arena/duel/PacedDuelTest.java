package io.joute.arena.duel;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.base.chat.ChatException;
import io.joute.base.chat.FinishReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two models on one clock, which the test moves. */
class PacedDuelTest {
    private static final Duration TICK = Pace.DEFAULT.tick();

    private final ScriptedModel big = ScriptedModel.byHand("big");
    private final ScriptedModel small = ScriptedModel.byHand("small");

    private static List<BlindEvent> seen(Stage stage, DuelId id) {
        List<BlindEvent> events = new ArrayList<>();
        BlindStream stream = stage.duels.events(id, Stage.ANNE, 0);
        long last = stage.view(id).lastEventId();
        while (events.isEmpty() ? last > first(stage, id) : events.getLast().id() < last) {
            events.add(Stage.next(stream));
        }
        return events;
    }

    private static long first(Stage stage, DuelId id) {
        return Views.base(Duel.of(stage.log.read(id).subList(0, 2)));
    }

    private static void tick(Stage stage) {
        stage.pulse.pass(TICK);
        stage.pulse.settle();
    }

    @Test
    void startsBothPanesAtTheSlowerSidesFirstText() {
        try (Stage stage = Stage.paced(big, small)) {
            DuelId id = stage.open("go");
            ScriptedModel.Call fast = big.call().delta("x".repeat(500));
            ScriptedModel.Call slow = small.call();
            for (int i = 0; i < 5; i++) {
                tick(stage);
            }
            assertThat(seen(stage, id))
                    .as("events before the slower side's first text")
                    .isEmpty();
            assertThat(stage.view(id).turns().getFirst().left())
                    .isEqualTo(stage.view(id).turns().getFirst().right())
                    .isEqualTo(new BlindView.Answer(AnswerState.WAITING, "", false));

            slow.delta("abc");
            tick(stage);
            List<BlindEvent> events = seen(stage, id);
            assertThat(events).hasSize(3);
            assertThat(events.getFirst()).isInstanceOf(BlindEvent.Started.class);
            assertThat(Stage.page(events).values()).containsExactlyInAnyOrder("xxx", "abc");
            fast.done(FinishReason.STOP);
            slow.done(FinishReason.STOP);
        }
    }

    @Test
    void showsAsManyCharactersOnBothSidesInEveryTick() {
        try (Stage stage = Stage.paced(big, small)) {
            DuelId id = stage.open("go");
            ScriptedModel.Call fast = big.call().delta("x".repeat(500));
            ScriptedModel.Call slow = small.call();
            for (int chunk : new int[] {3, 17, 1, 24, 24}) {
                slow.delta("y".repeat(chunk));
                tick(stage);
            }
            List<Integer> left = lengths(seen(stage, id), Side.LEFT);
            assertThat(left).isEqualTo(lengths(seen(stage, id), Side.RIGHT)).containsExactly(3, 17, 1, 24, 24);
            fast.done(FinishReason.STOP);
            slow.done(FinishReason.STOP);
        }
    }

    @Test
    void tellsNothingBetweenTicks() {
        try (Stage stage = Stage.paced(big, small)) {
            DuelId id = stage.open("go");
            ScriptedModel.Call one = big.call().delta("one");
            ScriptedModel.Call other = small.call().delta("two");
            tick(stage);
            long shown = stage.view(id).lastEventId();
            one.delta(" up").done(FinishReason.STOP);
            other.fail(new ChatException.Cause.Broken());
            assertThat(stage.view(id).lastEventId()).isEqualTo(shown);
            stage.pulse.pass(TICK);
            assertThat(stage.events(id, shown)).isNotEmpty();
        }
    }

    @Test
    void tellsAFailureOnlyWhenTheOtherSideHasSomethingToShow() {
        try (Stage stage = Stage.paced(big, small)) {
            DuelId id = stage.open("go");
            big.call().fail(new ChatException.Cause.Unavailable());
            ScriptedModel.Call other = small.call();
            tick(stage);
            assertThat(seen(stage, id)).isEmpty();
            other.delta("text");
            tick(stage);
            assertThat(seen(stage, id))
                    .extracting(BlindEvent::getClass)
                    .isEqualTo(List.of(BlindEvent.Started.class, BlindEvent.Delta.class, BlindEvent.Failed.class));
            other.done(FinishReason.STOP);
        }
    }

    @Test
    void keepsOnStoppingWhatWasShownAndMarksItCut() throws Exception {
        try (Stage stage = Stage.paced(big, small)) {
            DuelId id = stage.open("go");
            big.call().delta("x".repeat(500)).done(FinishReason.STOP);
            small.call().delta("abcde");
            tick(stage);
            stage.duels.stop(id, Stage.ANNE);

            BlindView.Turn turn = stage.view(id).turns().getFirst();
            Side side = stage.sideOf(id, "big");
            assertThat(turn.answer(side)).isEqualTo(new BlindView.Answer(AnswerState.CUT, "xxxxx", false));
            assertThat(turn.answer(side.other())).isEqualTo(new BlindView.Answer(AnswerState.CUT, "abcde", false));
            assertThat(stage.view(id).state()).isEqualTo(DuelState.ANSWERED);
            DuelEvent.Answered whole = Duel.of(stage.log.read(id))
                    .turns()
                    .getFirst()
                    .answered(side)
                    .orElseThrow();
            assertThat(whole.finishReason()).isEqualTo(FinishReason.CANCELLED);
            assertThat(whole.usage()).as("what was really spent").isEqualTo(ScriptedModel.usage(1));
        }
    }

    @Test
    void letsBothBeAskedAgainWhenStoppedBeforeAnythingWasShown() {
        try (Stage stage = Stage.paced(big, small)) {
            DuelId id = stage.open("go");
            big.call().delta("x");
            small.call();
            stage.duels.stop(id, Stage.ANNE);
            assertThat(stage.view(id).state()).isEqualTo(DuelState.FAILED);
            assertThat(stage.view(id).turns().getFirst().left())
                    .isEqualTo(stage.view(id).turns().getFirst().right())
                    .isEqualTo(new BlindView.Answer(AnswerState.FAILED, "", true));
        }
    }

    @Test
    void givesUpOnAModelThatDoesNotStop() throws Exception {
        try (Stage stage = Stage.paced(big, small)) {
            DuelId id = stage.open("go");
            ScriptedModel.Call deaf = big.call().delta("abc").goDeaf();
            small.call().delta("abc");
            tick(stage);
            Thread stopping = Thread.ofVirtual().start(() -> stage.duels.stop(id, Stage.ANNE));
            while (stopping.isAlive()) {
                stage.pulse.pass(TimeLimits.DEFAULT.stop().plus(TICK));
                stopping.join(Duration.ofMillis(20));
            }
            Side side = stage.sideOf(id, "big");
            assertThat(stage.view(id).turns().getFirst().answer(side).state()).isEqualTo(AnswerState.FAILED);
            assertThat(stage.view(id).turns().getFirst().answer(side.other()).state())
                    .isEqualTo(AnswerState.CUT);
            deaf.done(FinishReason.STOP);
            assertThat(stage.view(id).turns().getFirst().answer(side).state()).isEqualTo(AnswerState.FAILED);
        }
    }

    private static List<Integer> lengths(List<BlindEvent> events, Side side) {
        return events.stream()
                .filter(event -> event instanceof BlindEvent.Delta delta && delta.side() == side)
                .map(event -> ((BlindEvent.Delta) event).text().length())
                .toList();
    }
}
