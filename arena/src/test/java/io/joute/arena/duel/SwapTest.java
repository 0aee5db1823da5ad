package io.joute.arena.duel;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.base.chat.ChatException;
import io.joute.base.chat.FinishReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A model that fails at the first turn is replaced, and nobody sees which. */
class SwapTest {
    private static final ChatException.Cause OUT = new ChatException.Cause.Unavailable();
    private static final String SAID = "I have something to say";

    private static Stage stage(DuelSettings settings, ScriptedModel... models) {
        List<Contestant> contestants = new ArrayList<>();
        for (ScriptedModel model : models) {
            contestants.add(Stage.contestant(model, contestants.size() + 1));
        }
        return new Stage(settings, contestants.toArray(Contestant[]::new));
    }

    private static <T extends DuelEvent> List<T> logged(Stage stage, DuelId id, Class<T> type) {
        return stage.log.read(id).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @Test
    void anotherModelOfThePoolComesInAndIsTheOneThatIsVotedOn() {
        try (Stage stage = stage(
                DuelSettings.DEFAULT.unpaced(),
                ScriptedModel.failing("out", OUT),
                ScriptedModel.saying("one", SAID),
                ScriptedModel.saying("two", SAID))) {
            int swaps = 0;
            for (int i = 0; i < 20; i++) {
                DuelId id = stage.play("go");
                assertThat(stage.view(id).state()).isEqualTo(DuelState.ANSWERED);
                List<DuelEvent.Swapped> swapped = logged(stage, id, DuelEvent.Swapped.class);
                swaps += swapped.size();
                if (!swapped.isEmpty()) {
                    assertThat(swapped).hasSize(1);
                    assertThat(swapped.getFirst().out()).isEqualTo("out");
                    assertThat(swapped.getFirst().propensity()).isEqualTo(1);
                    assertThat(logged(stage, id, DuelEvent.Failed.class))
                            .singleElement()
                            .satisfies(failed -> assertThat(failed.cause()).contains("out cannot answer"));
                    stage.duels.vote(id, Stage.ANNE, Stage.vote(0, Choice.A));
                    Reveal reveal = stage.duels.reveal(id, Stage.ANNE);
                    assertThat(List.of(reveal.left().modelId(), reveal.right().modelId()))
                            .containsExactlyInAnyOrder("one", "two");
                    assertThat(reveal.contender(swapped.getFirst().side()).swapped())
                            .isTrue();
                    assertThat(reveal.contender(swapped.getFirst().side().other())
                                    .swapped())
                            .isFalse();
                }
            }
            assertThat(swaps).isPositive();
            assertThat(Comparisons.of(stage.log).count("out")).isZero();
        }
    }

    @Test
    void showsTheSameOnTheWireWhicheverSideFailedAndWhenNoneDid() {
        List<BlindEvent> left = eventsWhenFails(Side.LEFT);
        List<BlindEvent> right = eventsWhenFails(Side.RIGHT);
        assertThat(left).isEqualTo(right);
        try (Stage stage = stage(
                DuelSettings.DEFAULT.unpaced(), ScriptedModel.saying("one", SAID), ScriptedModel.saying("two", SAID))) {
            List<String> kinds = kinds(stage.events(stage.open("go"), 0));
            assertThat(kinds(left)).containsExactlyInAnyOrderElementsOf(kinds);
        }
    }

    private static List<String> kinds(List<BlindEvent> events) {
        return events.stream().map(event -> event.getClass().getSimpleName()).toList();
    }

    /** Of a duel in which the first model of this side fails before its first text. */
    private static List<BlindEvent> eventsWhenFails(Side side) {
        while (true) {
            ScriptedModel one = ScriptedModel.byHand("one");
            ScriptedModel two = ScriptedModel.byHand("two");
            ScriptedModel spare = ScriptedModel.byHand("spare");
            try (Stage stage = stage(DuelSettings.DEFAULT, one, two, spare)) {
                DuelId id = stage.open("go");
                Side sideOfOne = stage.sideOf(id, "one");
                if (!stage.opened(id).pool().contains("spare")
                        || List.of(stage.opened(id).left(), stage.opened(id).right())
                                .contains("spare")) {
                    continue;
                }
                ScriptedModel failing = sideOfOne == side ? one : two;
                ScriptedModel whole = sideOfOne == side ? two : one;
                failing.call().fail(OUT);
                whole.call().delta(SAID).done(FinishReason.STOP);
                stage.pulse.pass(Pace.DEFAULT.tick());
                stage.pulse.settle();
                assertThat(stage.view(id)
                                .turns()
                                .getFirst()
                                .answer(side.other())
                                .text())
                        .as("nothing is shown on one side alone")
                        .isEmpty();
                spare.call().delta(SAID).done(FinishReason.STOP);
                stage.pulse.pass(Pace.DEFAULT.tick());
                return stage.events(id, 0);
            }
        }
    }

    @Test
    void clearsBothPanesWhenSomeTextWasShownAndShowsTheOtherSideWhole() {
        ScriptedModel one = ScriptedModel.byHand("one");
        ScriptedModel two = ScriptedModel.byHand("two");
        ScriptedModel three = ScriptedModel.byHand("three");
        Map<String, ScriptedModel> models = Map.of("one", one, "two", two, "three", three);
        try (Stage stage = stage(DuelSettings.DEFAULT.unpaced(), one, two, three)) {
            DuelId id = stage.open("go");
            DuelEvent.Opened opened = stage.opened(id);
            ScriptedModel left = model(models, opened.left());
            ScriptedModel right = model(models, opened.right());
            right.call().delta("whole answer").done(FinishReason.STOP);
            ScriptedModel.Call broken = left.call().delta("half of");
            broken.fail(OUT);
            DuelEvent.Swapped swap = logged(stage, id, DuelEvent.Swapped.class).getFirst();
            assertThat(logged(stage, id, DuelEvent.Failed.class).getFirst().partial())
                    .isEqualTo("half of");
            assertThat(stage.view(id).turns().getFirst().left().text()).isEmpty();
            model(models, swap.in()).call().delta("another answer").done(FinishReason.STOP);
            List<BlindEvent> events = stage.events(id, 0);
            assertThat(Stage.page(events))
                    .containsEntry(Side.LEFT, "another answer")
                    .containsEntry(Side.RIGHT, "whole answer");
            assertThat(events.getLast()).isInstanceOf(BlindEvent.Answered.class);
            assertThat(logged(stage, id, DuelEvent.Answered.class))
                    .as("what was recorded stays recorded once")
                    .hasSize(2);
            assertThat(stage.view(id).state()).isEqualTo(DuelState.ANSWERED);
        }
    }

    private static ScriptedModel model(Map<String, ScriptedModel> models, String id) {
        ScriptedModel model = models.get(id);
        if (model == null) {
            throw new AssertionError("no model " + id);
        }
        return model;
    }

    @Test
    void replacesASideOnlyOnceAndThenFailsItAsEver() {
        try (Stage stage = stage(
                DuelSettings.DEFAULT.unpaced(),
                ScriptedModel.failing("one", OUT),
                ScriptedModel.failing("two", OUT),
                ScriptedModel.failing("three", OUT),
                ScriptedModel.failing("four", OUT))) {
            DuelId id = stage.play("go");
            assertThat(stage.view(id).state()).isEqualTo(DuelState.FAILED);
            List<DuelEvent.Swapped> swaps = logged(stage, id, DuelEvent.Swapped.class);
            assertThat(swaps).extracting(DuelEvent.Swapped::side).doesNotHaveDuplicates();
            assertThat(swaps).isNotEmpty();
            assertThat(stage.view(id).turns().getFirst().left())
                    .isEqualTo(stage.view(id).turns().getFirst().right());
        }
    }

    @Test
    void neverReplacesAModelThatTheVisitorPicked() {
        try (Stage stage = stage(
                DuelSettings.DEFAULT.unpaced(),
                ScriptedModel.failing("out", OUT),
                ScriptedModel.saying("one", SAID),
                ScriptedModel.saying("two", SAID))) {
            DuelId id = stage.duels.open(new OpenDuel(Stage.ANNE, "go", Mode.CHOSEN, List.of("out"), "en"));
            stage.events(id, 0);
            assertThat(stage.view(id).state()).isEqualTo(DuelState.FAILED);
            assertThat(logged(stage, id, DuelEvent.Swapped.class)).isEmpty();
        }
    }

    @Test
    void replacesNobodyAtALaterTurn() {
        int[] calls = {0};
        ScriptedModel moody = ScriptedModel.playing(
                "moody",
                8192,
                request -> request.messages().size() == 1
                        ? ScriptedModel.says(FinishReason.STOP, SAID)
                        : events -> {
                            calls[0]++;
                            events.accept(ScriptedModel.failed("moody", OUT));
                        });
        try (Stage stage = stage(DuelSettings.DEFAULT.unpaced(), moody, ScriptedModel.saying("one", SAID))) {
            DuelId id = stage.play("go");
            stage.contestants.add(Stage.contestant(ScriptedModel.saying("two", SAID), 3));
            stage.duels.ask(id, Stage.ANNE, "and?");
            stage.events(id, 0);
            assertThat(calls[0]).isEqualTo(1);
            assertThat(stage.view(id).state()).isEqualTo(DuelState.FAILED);
        }
    }

    @Test
    void givesItsPlaceBackWhenEveryModelIsDone() {
        DuelSettings one = DuelSettings.DEFAULT.unpaced().withMaxRunning(1);
        try (Stage stage = stage(
                one,
                ScriptedModel.failing("out", OUT),
                ScriptedModel.saying("one", SAID),
                ScriptedModel.saying("two", SAID))) {
            for (int i = 0; i < 10; i++) {
                DuelId id = stage.play("go");
                assertThat(stage.view(id).state()).isEqualTo(DuelState.ANSWERED);
            }
        }
    }

    @Test
    void replacesAModelThatSaysNothingInTime() {
        ScriptedModel one = ScriptedModel.byHand("one");
        ScriptedModel two = ScriptedModel.saying("two", SAID);
        ScriptedModel three = ScriptedModel.saying("three", SAID);
        try (Stage stage = stage(DuelSettings.DEFAULT.unpaced(), one, two, three)) {
            DuelId id = stage.duels.open(new OpenDuel(Stage.ANNE, "go", Mode.CHOSEN, List.of("two"), "en"));
            if (List.of(stage.opened(id).left(), stage.opened(id).right()).contains("one")) {
                one.call();
                stage.pulse.pass(TimeLimits.DEFAULT.firstToken().plus(Duration.ofMillis(100)));
                stage.events(id, 0);
                assertThat(logged(stage, id, DuelEvent.Swapped.class))
                        .singleElement()
                        .extracting(DuelEvent.Swapped::in)
                        .isEqualTo("three");
            }
            stage.events(id, 0);
            assertThat(stage.view(id).state()).isEqualTo(DuelState.ANSWERED);
        }
    }
}
