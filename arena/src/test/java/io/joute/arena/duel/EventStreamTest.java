package io.joute.arena.duel;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.base.chat.ChatException;
import io.joute.base.chat.FinishReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static final DuelSettings UNPACED = DuelSettings.DEFAULT.unpaced();

    private final ScriptedModel big = ScriptedModel.byHand("big");
    private final ScriptedModel small = ScriptedModel.byHand("small");

    private void answer() {
        ScriptedModel.Call one = big.call();
        ScriptedModel.Call other = small.call();
        for (String word : List.of("Il ", "était ", "une ", "fois 🦌")) {
            one.delta(word);
            other.delta(word.toUpperCase(Locale.ROOT));
        }
        one.done(FinishReason.STOP);
        other.done(FinishReason.LENGTH);
    }

    @Test
    void resumesAfterEveryIdWithNeitherLossNorRepeat() {
        try (Stage stage = Stage.unpaced(big, small)) {
            DuelId id = stage.open("go");
            answer();
            List<BlindEvent> all = stage.events(id, 0);
            assertThat(all).extracting(BlindEvent::id).isSorted().doesNotHaveDuplicates();
            for (int i = 0; i < all.size(); i++) {
                assertThat(stage.events(id, all.get(i).id())).isEqualTo(all.subList(i + 1, all.size()));
            }
        }
    }

    @Test
    void givesEveryReaderTheSameWhileTheTurnRuns() throws Exception {
        try (Stage stage = Stage.unpaced(big, small);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            DuelId id = stage.open("go");
            List<Future<List<BlindEvent>>> readers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                readers.add(threads.submit(() -> stage.events(id, 0)));
            }
            answer();
            List<BlindEvent> all = stage.events(id, 0);
            for (Future<List<BlindEvent>> reader : readers) {
                assertThat(reader.get()).isEqualTo(all);
            }
        }
    }

    @Test
    void continuesAViewExactlyWhereItEnds() {
        try (Stage stage = Stage.unpaced(big, small)) {
            DuelId id = stage.open("go");
            ScriptedModel.Call one = big.call().delta("one ");
            ScriptedModel.Call other = small.call().delta("uno ");
            BlindView half = stage.view(id);
            one.delta("two").done(FinishReason.STOP);
            other.delta("due").done(FinishReason.STOP);
            var rest = Stage.page(stage.events(id, half.lastEventId()));
            BlindView whole = stage.view(id);
            for (Side side : Side.values()) {
                assertThat(half.turns().getFirst().answer(side).text() + rest.get(side))
                        .isEqualTo(whole.turns().getFirst().answer(side).text());
            }
            assertThat(stage.events(id, whole.lastEventId())).isEmpty();
        }
    }

    @Test
    void endsWhenNoTurnRunsAndWaitsWhileOneDoes() throws Exception {
        try (Stage stage = Stage.unpaced(big, small)) {
            DuelId id = stage.open("go");
            BlindStream stream = stage.duels.events(id, Stage.ANNE, 0);
            assertThat(stream.next(Duration.ZERO)).isEmpty();
            assertThat(stream.ended()).isFalse();
            answer();
            BlindEvent last = Stage.next(stream);
            while (!(last instanceof BlindEvent.Answered)) {
                last = Stage.next(stream);
            }
            stage.events(id, 0);
            assertThat(stream.next(Duration.ofSeconds(20))).isEmpty();
            assertThat(stream.ended()).isTrue();
        }
    }

    @Test
    void isOverOnceClosed() throws Exception {
        try (Stage stage = Stage.unpaced(big, small)) {
            DuelId id = stage.open("go");
            BlindStream stream = stage.duels.events(id, Stage.ANNE, 0);
            stream.close();
            assertThat(stream.ended()).isTrue();
            assertThat(stream.next(Duration.ofSeconds(20))).isEmpty();
        }
    }

    @Test
    void givesAReaderOfAnEarlierTurnTheNewOneFromItsStart() {
        try (Stage stage = Stage.unpaced(big, small)) {
            DuelId id = stage.open("go");
            answer();
            List<BlindEvent> first = stage.events(id, 0);
            stage.duels.ask(id, Stage.ANNE, "more");
            answer();
            List<BlindEvent> second = stage.events(id, first.get(3).id());
            assertThat(second.getFirst()).isInstanceOf(BlindEvent.Started.class);
            assertThat(second).extracting(BlindEvent::turn).containsOnly(1);
            assertThat(second.getFirst().id()).isGreaterThan(first.getLast().id());
        }
    }

    @Test
    void replaysAFinishedTurnToAReaderThatARestartCutOff() {
        try (Stage stage = Stage.unpaced(big, small)) {
            DuelId id = stage.open("go");
            answer();
            List<BlindEvent> before = stage.events(id, 0);
            stage.restart(UNPACED);
            for (BlindEvent seen : before) {
                List<BlindEvent> after = stage.events(id, seen.id());
                assertThat(after.getFirst()).isInstanceOf(BlindEvent.Started.class);
                assertThat(after.getLast()).isInstanceOf(BlindEvent.Answered.class);
                assertThat(Stage.page(after)).isEqualTo(Stage.page(before));
                assertThat(stage.events(id, after.getLast().id())).isEmpty();
            }
            assertThat(stage.view(id).lastEventId())
                    .isEqualTo(stage.events(id, 0).getLast().id());
        }
    }

    @Test
    void tellsAReaderThatARestartLostTheTurn() {
        try (Stage stage = Stage.unpaced(big, small)) {
            DuelId id = stage.open("go");
            big.call().delta("half");
            small.call().delta("whole").done(FinishReason.STOP);
            long seen = stage.view(id).lastEventId();
            Duels lost = stage.duels;
            stage.restart(UNPACED);

            Side side = stage.sideOf(id, "big");
            assertThat(stage.view(id).state()).isEqualTo(DuelState.FAILED);
            assertThat(stage.view(id).turns().getFirst().answer(side))
                    .isEqualTo(new BlindView.Answer(AnswerState.FAILED, "", true));
            assertThat(stage.view(id).turns().getFirst().answer(side.other()))
                    .isEqualTo(new BlindView.Answer(AnswerState.DONE, "whole", false));
            List<BlindEvent> replayed = stage.events(id, seen);
            assertThat(replayed)
                    .anySatisfy(event -> assertThat(event)
                            .isInstanceOfSatisfying(
                                    BlindEvent.Failed.class,
                                    failed -> assertThat(failed.canRetry()).isTrue()));

            stage.duels.retry(id, Stage.ANNE, side);
            big.call().delta("at last").done(FinishReason.STOP);
            List<BlindEvent> retried = stage.events(id, replayed.getLast().id());
            assertThat(Stage.page(retried)).containsEntry(side, "at last").containsEntry(side.other(), "whole");
            assertThat(retried.getLast()).isInstanceOf(BlindEvent.Answered.class);
            assertThat(stage.log.read(id))
                    .as("the lost attempt is on record")
                    .filteredOn(event -> event instanceof DuelEvent.Failed)
                    .hasSize(1);
            lost.close();
        }
    }

    @Test
    void recordsOnClosingWhatCanBeAskedAgain() {
        Stage stage = Stage.unpaced(big, small);
        DuelId id = stage.open("go");
        big.call().delta("half");
        small.call();
        stage.close();
        Duel duel = Duel.of(stage.log.read(id));
        for (Side side : Side.values()) {
            assertThat(duel.turns().getFirst().failed(side)).hasValueSatisfying(failed -> {
                assertThat(failed.retryable()).isTrue();
                assertThat(failed.cause()).contains("closed");
            });
        }
        assertThat(duel.turns()
                        .getFirst()
                        .failed(stage.sideOf(id, "big"))
                        .orElseThrow()
                        .partial())
                .isEqualTo("half");
    }

    @Test
    void tellsTheSideThatFailedAndTheOneThatAnswered() {
        try (Stage stage = Stage.unpaced(big, small)) {
            DuelId id = stage.open("go");
            small.call().delta("Hello").done(FinishReason.STOP);
            big.call().fail(new ChatException.Cause.Unavailable());
            List<BlindEvent> events = stage.events(id, 0);
            assertThat(events)
                    .extracting(BlindEvent::getClass)
                    .isEqualTo(List.of(
                            BlindEvent.Started.class,
                            BlindEvent.Delta.class,
                            BlindEvent.Done.class,
                            BlindEvent.Failed.class));
        }
    }
}
