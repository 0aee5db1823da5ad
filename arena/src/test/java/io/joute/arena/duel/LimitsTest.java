package io.joute.arena.duel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.arena.catalog.ModelStatus;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.GenerationSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private final ScriptedModel big = ScriptedModel.playing("big", 200_000, request -> answer());
    private final ScriptedModel small = ScriptedModel.playing("small", 200_000, request -> answer());

    private static ScriptedModel.Script answer() {
        return ScriptedModel.says(FinishReason.STOP, "Yes");
    }

    private static void refuses(ThrowingCallable call, DuelException.Reason reason) {
        assertThatThrownBy(call)
                .isInstanceOf(DuelException.class)
                .extracting(FailureTest::reason)
                .isEqualTo(reason);
    }

    private static OpenDuel request(String prompt) {
        return new OpenDuel(Stage.ANNE, prompt, Mode.RANDOM, "fr");
    }

    @Test
    void countsThePromptInCodePointsAfterTrimming() {
        try (Stage stage = Stage.unpaced(big, small)) {
            String most = "🦌".repeat(60_000);
            DuelId id = stage.play("  " + most + "\n");
            assertThat(stage.view(id).turns().getFirst().prompt()).isEqualTo(most);
            refuses(() -> stage.duels.open(request(most + "x")), new DuelException.Reason.TooLong(60_001, 60_000));
            refuses(
                    () -> stage.duels.ask(id, Stage.ANNE, most + "x"),
                    new DuelException.Reason.TooLong(60_001, 60_000));
        }
    }

    @Test
    void refusesWhatMakesNoSenseAndNamesTheField() {
        try (Stage stage = Stage.unpaced(big, small)) {
            DuelId id = stage.play("go");
            refuses(() -> stage.duels.open(request(" \n\t ")), new DuelException.Reason.Invalid("prompt"));
            refuses(() -> stage.duels.ask(id, Stage.ANNE, ""), new DuelException.Reason.Invalid("prompt"));
            refuses(() -> stage.duels.open(request("half \ud83e deer")), new DuelException.Reason.Invalid("prompt"));
            refuses(
                    () -> stage.duels.open(new OpenDuel(Stage.ANNE, "go", Mode.RANDOM, "tlh")),
                    new DuelException.Reason.Invalid("locale"));
            refuses(
                    () -> stage.duels.open(new OpenDuel(" ", "go", Mode.RANDOM, "fr")),
                    new DuelException.Reason.Invalid("visitor"));
            refuses(() -> stage.duels.view(new DuelId("0".repeat(32)), Stage.ANNE), new DuelException.Reason.Unknown());
            assertThat(stage.log.duelsOf(Stage.ANNE)).containsExactly(id);
        }
    }

    @Test
    void endsAfterTwentyTurns() {
        try (Stage stage = Stage.unpaced(big, small)) {
            DuelId id = stage.play("1");
            for (int turn = 2; turn <= 20; turn++) {
                stage.duels.ask(id, Stage.ANNE, Integer.toString(turn));
                stage.events(id, 0);
            }
            refuses(() -> stage.duels.ask(id, Stage.ANNE, "21"), new DuelException.Reason.Invalid("turn"));
        }
    }

    @Test
    void halvesTheSmallerContextAndRefusesWhatCannotFitInTheRest() {
        ScriptedModel tiny = ScriptedModel.playing("small", 200, request -> answer());
        try (Stage stage = Stage.unpaced(big, tiny)) {
            DuelId id = stage.play("x".repeat(800));
            assertThat(stage.opened(id).settings().maxOutputTokens()).isEqualTo(100);
            refuses(() -> stage.duels.open(request("x".repeat(801))), new DuelException.Reason.TooLong(801, 800));
            refuses(() -> stage.duels.ask(id, Stage.ANNE, "more"), new DuelException.Reason.TooLong(4, 0));
            assertThat(big.requests()).hasSize(1);
        }
    }

    @Test
    void refusesPicksThatAreNotOneOrTwoDifferentEnabledModels() {
        Contestant gone = new Contestant(
                Cards.local("gone", 3).withStatus(ModelStatus.ARCHIVED), ScriptedModel.saying("gone", "x"));
        try (Stage stage =
                new Stage(DuelSettings.DEFAULT.unpaced(), Stage.contestant(big, 2), Stage.contestant(small, 1), gone)) {
            for (List<String> picks : List.of(
                    List.<String>of(),
                    List.of("big", "big"),
                    List.of("big", "small", "gone"),
                    List.of("gone"),
                    List.of("nobody"))) {
                refuses(
                        () -> stage.duels.open(new OpenDuel(Stage.ANNE, "go", Mode.CHOSEN, picks, "fr")),
                        new DuelException.Reason.Invalid("models"));
            }
            refuses(
                    () -> stage.duels.open(new OpenDuel(Stage.ANNE, "go", Mode.RANDOM, List.of("big"), "fr")),
                    new DuelException.Reason.Invalid("models"));
            assertThat(stage.log.events()).isEmpty();
        }
    }

    @Test
    void refusesAModeThatCannotBePlayedWithItsReason() {
        try (Stage stage =
                new Stage(DuelSettings.DEFAULT.unpaced(), Stage.contestant(big, 2), Stage.contestant(small, 1))) {
            assertThat(stage.duels.modes())
                    .containsOnlyKeys(Mode.values())
                    .containsAllEntriesOf(Map.of(
                            Mode.RANDOM,
                            new ModeState.Enabled(),
                            Mode.BIG_VERSUS_SMALL,
                            new ModeState.Disabled(ModeState.Why.NONE_FAR_ENOUGH_APART)));
            refuses(
                    () -> stage.duels.open(new OpenDuel(Stage.ANNE, "go", Mode.BIG_VERSUS_SMALL, "fr")),
                    new DuelException.Reason.ModeUnavailable(
                            Mode.BIG_VERSUS_SMALL, ModeState.Why.NONE_FAR_ENOUGH_APART));
            stage.contestants.clear();
            refuses(
                    () -> stage.duels.open(request("go")),
                    new DuelException.Reason.ModeUnavailable(Mode.RANDOM, ModeState.Why.FEWER_THAN_TWO_MODELS));
            assertThat(stage.log.events()).isEmpty();
        }
    }

    @Test
    void runsAsManyTurnsAsAllowedAndTakesTheNextWhenOneEnds() {
        ScriptedModel slowBig = ScriptedModel.byHand("big");
        ScriptedModel slowSmall = ScriptedModel.byHand("small");
        DuelSettings two = new DuelSettings(
                60_000, 20, GenerationSettings.DEFAULT, Optional.empty(), TimeLimits.DEFAULT, 2, Duration.ZERO);
        try (Stage stage = new Stage(two, Stage.contestant(slowBig, 4), Stage.contestant(slowSmall, 1))) {
            DuelId first = stage.open("one");
            stage.open("two");
            int before = stage.log.events().size();
            refuses(() -> stage.open("three"), new DuelException.Reason.Busy(Duration.ofSeconds(5)));
            assertThat(stage.log.events()).hasSize(before);

            stage.duels.stop(first, Stage.ANNE);
            DuelId third = openOnceThereIsRoom(stage);
            assertThat(stage.view(third).state()).isEqualTo(DuelState.ANSWERING);
        }
    }

    /** The place is free once the models' threads are gone, a moment after their last event. */
    private static DuelId openOnceThereIsRoom(Stage stage) {
        while (true) {
            try {
                return stage.open("three");
            } catch (DuelException busy) {
                assertThat(busy.reason()).isInstanceOf(DuelException.Reason.Busy.class);
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void refusesADuelWhoseTermsAreNotTheOnesInForce() {
        try (Stage stage = Stage.unpaced(big, small)) {
            Terms terms = Terms.of("2", List.of("be kind"));
            stage.terms = Optional.of(terms);
            OpenDuel former =
                    new OpenDuel(Stage.ANNE, "go", Mode.RANDOM, List.of(), "fr", new OpenDuel.Agreement("1", true));
            refuses(() -> stage.duels.open(former), new DuelException.Reason.Consent());
            refuses(() -> stage.duels.open(request("go")), new DuelException.Reason.Consent());

            OpenDuel agreed =
                    new OpenDuel(Stage.ANNE, "go", Mode.RANDOM, List.of(), "fr", new OpenDuel.Agreement("2", true));
            assertThat(stage.opened(stage.duels.open(agreed)).consent()).contains(new Consent(terms, true));
            assertThat(stage.opened(stage.duels.open(request("go").accepting(stage.duels.terms())))
                            .consent())
                    .contains(new Consent(terms, false));
        }
    }
}
