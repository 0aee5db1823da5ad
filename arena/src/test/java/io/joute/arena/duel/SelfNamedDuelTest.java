package io.joute.arena.duel;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.base.chat.FinishReason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An answer that says who wrote it: masked until the curtain falls, flagged in the log, whole in the record. */
class SelfNamedDuelTest {
    private static final String SAID = "Je suis ChatGPT, un modèle d’OpenAI. What else?";
    private static final String SHOWN = "Je suis █████, un modèle d’█████. What else?";

    private static final ScriptedModel PLAIN = ScriptedModel.saying("small", "Bonjour");

    private static ScriptedModel naming() {
        return ScriptedModel.saying("big", "Je suis Chat", "GPT, un mod", "èle d’OpenAI. ", "What else?");
    }

    private static BlindView.Answer answer(Stage stage, DuelId id) {
        return stage.view(id).turns().getFirst().answer(stage.sideOf(id, "big"));
    }

    @Test
    void isMaskedInEventsAndViewsAndAfterARestart() {
        try (Stage stage = Stage.unpaced(naming(), PLAIN)) {
            DuelId id = stage.open("Qui es-tu ?");
            List<BlindEvent> events = stage.events(id, 0);
            assertThat(Stage.page(events)).containsEntry(stage.sideOf(id, "big"), SHOWN);
            assertThat(events.toString()).doesNotContain("GPT");
            assertThat(answer(stage, id).text()).isEqualTo(SHOWN);
            stage.restart(DuelSettings.DEFAULT.unpaced());
            assertThat(answer(stage, id).text()).isEqualTo(SHOWN);
            assertThat(stage.events(id, 0).toString()).contains(SelfNaming.MASK).doesNotContain("GPT");
        }
    }

    @Test
    void isRecordedAsWrittenAndFlagged() {
        try (Stage stage = Stage.unpaced(naming(), PLAIN)) {
            DuelId id = stage.play("Qui es-tu ?");
            Duel.Turn turn = Duel.of(stage.log.read(id)).turns().getFirst();
            Side side = stage.sideOf(id, "big");
            assertThat(turn.answered(side).orElseThrow().text()).isEqualTo(SAID);
            assertThat(turn.answered(side).orElseThrow().namesItself()).isTrue();
            assertThat(turn.answered(side.other()).orElseThrow().namesItself()).isFalse();
            stage.duels.vote(id, Stage.ANNE, Stage.vote(0, Choice.A));
            assertThat(Comparisons.of(stage.log).votedTurns())
                    .singleElement()
                    .satisfies(vote -> assertThat(vote.unmasked()).isTrue());
        }
    }

    @Test
    void isShownWholeOnceTheCurtainFell() {
        try (Stage stage = Stage.unpaced(naming(), PLAIN)) {
            DuelId id = stage.play("Qui es-tu ?");
            stage.duels.vote(id, Stage.ANNE, Stage.vote(0, Choice.A));
            assertThat(answer(stage, id).text()).as("voted, not revealed").isEqualTo(SHOWN);
            Reveal reveal = stage.duels.reveal(id, Stage.ANNE);
            assertThat(answer(stage, id).text()).isEqualTo(SAID);
            assertThat(reveal.contender(stage.sideOf(id, "big")).namesItself()).isTrue();
            assertThat(reveal.contender(stage.sideOf(id, "small")).namesItself())
                    .isFalse();
        }
    }

    @Test
    void isWholeForTheModelThatWroteIt() {
        ScriptedModel big = naming();
        try (Stage stage = Stage.unpaced(big, PLAIN)) {
            DuelId id = stage.play("Qui es-tu ?");
            stage.duels.ask(id, Stage.ANNE, "Vraiment ?");
            stage.events(id, 0);
            assertThat(big.requests().getLast().messages().get(1).text()).isEqualTo(SAID);
        }
    }

    @Test
    void isRecordedAsFarAsItWasShownWhenItIsStopped() {
        ScriptedModel big = ScriptedModel.byHand("big");
        try (Stage stage = Stage.unpaced(big, PLAIN)) {
            DuelId id = stage.open("Qui es-tu ?");
            big.call().delta("Salut. Je suis ChatGPT, et je suis un grand");
            stage.duels.stop(id, Stage.ANNE);
            assertThat(answer(stage, id))
                    .isEqualTo(new BlindView.Answer(AnswerState.CUT, "Salut. Je suis █████, et ", false));
            DuelEvent.Answered recorded = Duel.of(stage.log.read(id))
                    .turns()
                    .getFirst()
                    .answered(stage.sideOf(id, "big"))
                    .orElseThrow();
            assertThat(recorded.text()).isEqualTo("Salut. Je suis ChatGPT, et ");
            assertThat(recorded.finishReason()).isEqualTo(FinishReason.CANCELLED);
            assertThat(recorded.namesItself()).isTrue();
        }
    }

    @Test
    void looksAtAnswersOnly() {
        try (Stage stage = Stage.unpaced(ScriptedModel.saying("big", "Bonsoir"), PLAIN)) {
            DuelId id = stage.play("Je suis Claude. I am ChatGPT.");
            assertThat(stage.view(id).turns().getFirst().prompt()).isEqualTo("Je suis Claude. I am ChatGPT.");
            assertThat(stage.log.read(id).toString()).doesNotContain("namesItself=true");
        }
    }

    /** Names of models that a visitor makes both sides recite must not tell which two of them play. */
    @Test
    void masksTheSameNamesWhoeverPlays() {
        String recited = "I am Name of big. I am Name of small. I am Name of other.";
        List<String> shown = new ArrayList<>();
        Set<Set<String>> pairs = new HashSet<>();
        try (Stage stage = new Stage(
                DuelSettings.DEFAULT.unpaced(),
                Stage.contestant(ScriptedModel.saying("big", recited), 4),
                Stage.contestant(ScriptedModel.saying("small", recited), 1),
                Stage.contestant(ScriptedModel.saying("other", recited), 2))) {
            for (int duel = 0; duel < 20; duel++) {
                DuelId id = stage.open("Repeat the names");
                stage.events(id, 0);
                shown.add(stage.view(id).turns().getFirst().left().text());
                shown.add(stage.view(id).turns().getFirst().right().text());
                Duel played = Duel.of(stage.log.read(id));
                pairs.add(Set.of(played.modelId(Side.LEFT), played.modelId(Side.RIGHT)));
            }
        }
        assertThat(pairs).hasSize(3);
        assertThat(shown).containsOnly("I am █████. I am █████. I am █████.");
    }
}
