package io.joute.arena.duel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is acknowledged is in the log; what is not in the log is not acknowledged. */
class DurabilityTest {
    private final ScriptedModel big = ScriptedModel.saying("big", "Bonjour");
    private final ScriptedModel small = ScriptedModel.saying("small", "Hello");

    @Test
    void doesNotThankForAVoteThatWasNotStored() {
        try (Stage stage = Stage.unpaced(big, small)) {
            DuelId id = stage.play("go");
            stage.log.refuse(event -> event instanceof DuelEvent.VoteCast);
            assertThatThrownBy(() -> stage.duels.vote(id, Stage.ANNE, Stage.vote(0, Choice.A)))
                    .isInstanceOf(DuelLogException.class);
            assertThat(stage.view(id).state()).isEqualTo(DuelState.ANSWERED);
            assertThatThrownBy(() -> stage.duels.reveal(id, Stage.ANNE)).isInstanceOf(DuelException.class);

            stage.log.refuse(event -> false);
            stage.duels.vote(id, Stage.ANNE, Stage.vote(0, Choice.A));
            assertThat(stage.view(id).state()).isEqualTo(DuelState.VOTED);
        }
    }

    @Test
    void revealsNothingWhenTheRevealWasNotStored() {
        try (Stage stage = Stage.unpaced(big, small)) {
            DuelId id = stage.play("go");
            stage.duels.vote(id, Stage.ANNE, Stage.vote(0, Choice.A));
            stage.log.refuse(event -> event instanceof DuelEvent.Revealed);
            assertThatThrownBy(() -> stage.duels.reveal(id, Stage.ANNE)).isInstanceOf(DuelLogException.class);
            assertThat(stage.view(id).state()).isEqualTo(DuelState.VOTED);
        }
    }

    @Test
    void startsNoModelWhenTheQuestionWasNotStored() {
        try (Stage stage = Stage.unpaced(big, small)) {
            stage.log.refuse(event -> event instanceof DuelEvent.Asked);
            assertThatThrownBy(() -> stage.open("go")).isInstanceOf(DuelLogException.class);
            assertThat(big.requests()).isEmpty();
            assertThat(stage.duels.history(Stage.ANNE)).isEmpty();
        }
    }

    @Test
    void takesAnAnswerThatWasNotStoredForAFailureThatMayBeAskedAgain() {
        try (Stage stage = Stage.unpaced(big, small)) {
            stage.log.refuse(event -> event instanceof DuelEvent.Answered);
            DuelId id = stage.play("go");
            assertThat(stage.view(id).state()).isEqualTo(DuelState.FAILED);
            assertThat(stage.view(id).turns().getFirst().left().retryable()).isTrue();

            stage.log.refuse(event -> false);
            stage.duels.retry(id, Stage.ANNE, Side.LEFT);
            stage.events(id, 0);
            assertThat(stage.view(id).state()).isEqualTo(DuelState.ANSWERED);
        }
    }

    /** Fails the Nth append, before or after it stores, for N = 1, 2, … until a whole duel needs fewer. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void comesToTheSameEndWhicheverAppendFails(boolean stored) {
        for (int failing = 1; failing < 100; failing++) {
            try (Stage stage = Stage.unpaced(big, small)) {
                AtomicInteger left = new AtomicInteger(failing);
                if (stored) {
                    stage.log.doubt(event -> left.decrementAndGet() == 0);
                } else {
                    stage.log.refuse(event -> left.decrementAndGet() == 0);
                }
                DuelId id = playPatiently(stage);
                assertThat(votes(stage, id))
                        .as("votes when append %d fails", failing)
                        .hasSize(1);
                assertThat(Duel.of(stage.log.read(id)).revealed()).isTrue();
                assertThat(Duel.of(stage.log.read(id)).turns()).hasSize(1);
                if (left.get() > 0) {
                    assertThat(failing).as("appends of a whole duel").isGreaterThan(5);
                    return;
                }
            }
        }
        throw new AssertionError("a duel never needed fewer appends than were to fail");
    }

    /** A whole duel by someone who tries again whatever fails. */
    private static DuelId playPatiently(Stage stage) {
        DuelId id = patiently(() -> stage.open("go"));
        stage.events(id, 0);
        if (stage.view(id).state() == DuelState.FAILED) {
            Side lacking = stage.view(id).turns().getFirst().left().retryable() ? Side.LEFT : Side.RIGHT;
            patiently(() -> {
                stage.duels.retry(id, Stage.ANNE, lacking);
                return id;
            });
            stage.events(id, 0);
        }
        patiently(() -> {
            stage.duels.vote(id, Stage.ANNE, Stage.vote(0, Choice.A));
            return id;
        });
        patiently(() -> stage.duels.reveal(id, Stage.ANNE));
        return id;
    }

    private static <T> T patiently(Supplier<T> call) {
        try {
            return call.get();
        } catch (DuelLogException e) {
            return call.get();
        }
    }

    @Test
    void givesItsPlaceBackWhenATurnCannotStart() {
        DuelSettings one = DuelSettings.DEFAULT.unpaced().withMaxRunning(1);
        try (Stage stage = new Stage(one, Stage.contestant(big, 4), Stage.contestant(small, 1))) {
            stage.log.refuse(event -> true);
            assertThatThrownBy(() -> stage.open("go")).isInstanceOf(DuelLogException.class);
            stage.log.refuse(event -> false);
            assertThat(stage.view(stage.play("go")).state()).isEqualTo(DuelState.ANSWERED);
        }
    }

    @Test
    void storesOneOfAHundredEqualVotesAndAnswersThemAll() throws Exception {
        try (Stage stage = Stage.unpaced(big, small)) {
            DuelId id = stage.play("go");
            atOnce(100, number -> stage.duels.vote(id, Stage.ANNE, Stage.vote(0, Choice.BOTH_GOOD)));
            assertThat(votes(stage, id)).hasSize(1);
        }
    }

    @Test
    void countsTheLastOfManyDifferentVotes() throws Exception {
        try (Stage stage = Stage.unpaced(big, small)) {
            DuelId id = stage.play("go");
            Choice[] choices = Choice.values();
            atOnce(100, number -> stage.duels.vote(id, Stage.ANNE, Stage.vote(0, choices[number % choices.length])));
            List<DuelEvent> votes = votes(stage, id);
            Reveal reveal = stage.duels.reveal(id, Stage.ANNE);
            assertThat(reveal.votes()).containsExactly(((DuelEvent.VoteCast) votes.getLast()).vote());
            assertThat(Comparisons.of(stage.log).votedTurns()).hasSize(1);
        }
    }

    @Test
    void revealsOnceHoweverManyAsk() throws Exception {
        try (Stage stage = Stage.unpaced(big, small)) {
            DuelId id = stage.play("go");
            stage.duels.vote(id, Stage.ANNE, Stage.vote(0, Choice.A));
            Reveal reveal = stage.duels.reveal(id, Stage.ANNE);
            atOnce(20, number -> assertThat(stage.duels.reveal(id, Stage.ANNE)).isEqualTo(reveal));
            assertThat(stage.log.read(id))
                    .filteredOn(event -> event instanceof DuelEvent.Revealed)
                    .hasSize(1);
        }
    }

    @Test
    void asksOnceWhenTwoTabsAskAtOnce() throws Exception {
        try (Stage stage = Stage.unpaced(big, ScriptedModel.byHand("small"))) {
            DuelId id = stage.open("go");
            stage.duels.stop(id, Stage.ANNE);
            stage.duels.retry(id, Stage.ANNE, stage.sideOf(id, "small"));
            atOnce(
                    20,
                    number -> assertThatThrownBy(() -> stage.duels.ask(id, Stage.ANNE, "n" + number))
                            .extracting(FailureTest::reason)
                            .isEqualTo(new DuelException.Reason.WrongState(DuelState.ANSWERING)));
            assertThat(stage.log.events())
                    .filteredOn(event -> event instanceof DuelEvent.Asked)
                    .hasSize(1);
        }
    }

    private static List<DuelEvent> votes(Stage stage, DuelId id) {
        return stage.log.read(id).stream()
                .filter(event -> event instanceof DuelEvent.VoteCast)
                .toList();
    }

    /** Something that many threads do. */
    private interface Numbered {
        void run(int number);
    }

    private static void atOnce(int times, Numbered call) throws Exception {
        List<Future<?>> calls = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < times; i++) {
                int number = i;
                calls.add(threads.submit(() -> call.run(number)));
            }
        }
        for (Future<?> each : calls) {
            each.get();
        }
    }
}
