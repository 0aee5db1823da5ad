package io.joute.arena.duel;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.base.chat.FinishReason;
import io.joute.base.chat.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A duel from prompt to curtain. */
class DuelWalkTest {
    private final ScriptedModel big = ScriptedModel.saying("big", "Bonjour", " à", " tous");
    private final ScriptedModel small = ScriptedModel.saying("small", "Hello");

    @Test
    void walksFromPromptToCurtain() {
        try (Stage stage = Stage.unpaced(big, small)) {
            DuelId id = stage.play("  Say hello  ");
            Side side = stage.sideOf(id, "big");

            BlindView view = stage.view(id);
            assertThat(view.state()).isEqualTo(DuelState.ANSWERED);
            assertThat(view.turns().getFirst().prompt()).isEqualTo("Say hello");
            assertThat(view.turns().getFirst().answer(side))
                    .isEqualTo(new BlindView.Answer(AnswerState.DONE, "Bonjour à tous", false));
            assertThat(view.turns().getFirst().answer(side.other()).text()).isEqualTo("Hello");

            Vote vote = new Vote(0, Choice.A, Map.of(Side.LEFT, Set.of(Tag.USEFUL)));
            stage.duels.vote(id, Stage.ANNE, vote);
            assertThat(stage.log.events().getLast()).isInstanceOf(DuelEvent.VoteCast.class);
            assertThat(stage.view(id).state()).isEqualTo(DuelState.VOTED);
            assertThat(stage.view(id).turns().getFirst().vote()).contains(vote);

            Reveal reveal = stage.duels.reveal(id, Stage.ANNE);
            assertThat(reveal.contender(side).card()).contains(Cards.local("big", 4));
            assertThat(reveal.contender(side.other()).card()).contains(Cards.local("small", 1));
            assertThat(reveal.preferred()).contains(Side.LEFT);
            assertThat(reveal.votes()).containsExactly(vote);
            assertThat(stage.view(id).state()).isEqualTo(DuelState.REVEALED);
        }
    }

    @Test
    void asksBothSidesTheirOwnConversation() {
        try (Stage stage = Stage.unpaced(big, small)) {
            DuelId id = stage.play("one");
            stage.duels.ask(id, Stage.ANNE, "two");
            assertThat(stage.events(id, 0).getLast()).isInstanceOf(BlindEvent.Answered.class);
            assertThat(big.requests().getLast().messages())
                    .containsExactly(Message.user("one"), Message.assistant("Bonjour à tous"), Message.user("two"));
            assertThat(small.requests().getLast().messages())
                    .containsExactly(Message.user("one"), Message.assistant("Hello"), Message.user("two"));
            assertThat(big.requests().getLast().settings())
                    .isEqualTo(small.requests().getLast().settings())
                    .isEqualTo(stage.opened(id).settings());
        }
    }

    @Test
    void sumsWhatEachSideTookOverAllTurnsAndForTheLast() {
        try (Stage stage = Stage.unpaced(big, small)) {
            DuelId id = stage.play("one");
            stage.duels.ask(id, Stage.ANNE, "two");
            stage.events(id, 0);
            stage.duels.vote(id, Stage.ANNE, Stage.vote(1, Choice.BOTH_GOOD));
            Reveal.Contender bigSide = stage.duels.reveal(id, Stage.ANNE).contender(stage.sideOf(id, "big"));

            assertThat(bigSide.allTurns().usage().outputTokens()).isEqualTo(6);
            assertThat(bigSide.lastTurn().usage().outputTokens()).isEqualTo(3);
            assertThat(bigSide.allTurns().estimates()).extracting("method").containsExactly("test-1", "test-2");
            assertThat(bigSide.allTurns().estimates().getFirst().mid()).isEqualTo(24.0);
            assertThat(bigSide.lastTurn().estimates().getFirst().mid()).isEqualTo(12.0);
            assertThat(bigSide.allTurns().measured()).hasSize(1);
            assertThat(bigSide.allTurns().measured().getFirst().value()).isEqualTo(4.0);
            assertThat(stage.duels.reveal(id, Stage.ANNE).preferred()).isEmpty();
        }
    }

    @Test
    void measuresOnlyModelsThatRunHere() {
        Contestant remote = new Contestant(Cards.card("big", 4), big);
        try (Stage stage = new Stage(DuelSettings.DEFAULT.unpaced(), remote, Stage.contestant(small, 1))) {
            DuelId id = stage.play("one");
            assertThat(answer(stage, id, "big").measured()).isEmpty();
            assertThat(answer(stage, id, "small").measured()).isPresent();
        }
    }

    @Test
    void recordsTheDraw() {
        try (Stage stage = Stage.unpaced(big, small)) {
            DuelEvent.Opened opened = stage.opened(stage.play("one"));
            assertThat(opened.pool()).containsExactly("big", "small");
            assertThat(opened.propensity()).isEqualTo(1.0);
            assertThat(opened.settings().temperature()).isEqualTo(0.7);
            assertThat(opened.settings().maxOutputTokens()).isEqualTo(2048);
            assertThat(stage.opened(stage.play("two")).settings().seed())
                    .isNotEqualTo(opened.settings().seed());
        }
    }

    @Test
    void tellsAnAnswerThatReachedTheLimit() {
        ScriptedModel cut =
                ScriptedModel.playing("big", 8192, request -> ScriptedModel.says(FinishReason.LENGTH, "And so"));
        try (Stage stage = Stage.unpaced(cut, small)) {
            DuelId id = stage.play("one");
            assertThat(stage.view(id)
                            .turns()
                            .getFirst()
                            .answer(stage.sideOf(id, "big"))
                            .state())
                    .isEqualTo(AnswerState.CUT);
            assertThat(stage.events(id, 0))
                    .contains(done(stage, id, "big", true))
                    .contains(done(stage, id, "small", false));
        }
    }

    @Test
    void listsTheVisitorsDuelsWithNamesOnlyOnceRevealed() {
        try (Stage stage = Stage.unpaced(big, small)) {
            DuelId first = stage.play("one");
            DuelId second = stage.play("two");
            stage.duels.vote(first, Stage.ANNE, Stage.vote(0, Choice.B));
            stage.duels.reveal(first, Stage.ANNE);

            List<DuelSummary> history = stage.duels.history(Stage.ANNE);
            assertThat(history).extracting(DuelSummary::id).containsExactly(second, first);
            assertThat(history.getFirst().models()).isEmpty();
            assertThat(history.getLast().models())
                    .isEqualTo(Optional.of(new DuelSummary.Models(
                            stage.opened(first).left(), stage.opened(first).right())));
            assertThat(history.getLast().vote()).contains(Stage.vote(0, Choice.B));
            assertThat(stage.duels.history(Stage.BOB)).isEmpty();
        }
    }

    @Test
    void givesTheBoardOneComparisonATurn() {
        try (Stage stage = Stage.unpaced(big, small)) {
            DuelId id = stage.play("one");
            stage.duels.vote(id, Stage.ANNE, Stage.vote(0, Choice.A));
            stage.duels.vote(id, Stage.ANNE, Stage.vote(0, Choice.B));
            Comparisons before = Comparisons.of(stage.log);
            assertThat(before.votedTurns()).extracting(VotedTurn::vote).containsExactly(Stage.vote(0, Choice.B));
            assertThat(before.votedTurns().getFirst().revealed()).isFalse();
            assertThat(before.count("big")).isEqualTo(1);

            stage.duels.reveal(id, Stage.ANNE);
            assertThat(Comparisons.of(stage.log).votedTurns().getFirst().revealed())
                    .isTrue();
        }
    }

    private static BlindEvent done(Stage stage, DuelId id, String model, boolean cut) {
        Side side = stage.sideOf(id, model);
        return stage.events(id, 0).stream()
                .filter(event -> event instanceof BlindEvent.Done done && done.side() == side && done.cut() == cut)
                .findFirst()
                .orElseThrow(() -> new AssertionError(model + " is not done with cut " + cut));
    }

    private static DuelEvent.Answered answer(Stage stage, DuelId id, String model) {
        return Duel.of(stage.log.read(id))
                .turns()
                .getFirst()
                .answered(stage.sideOf(id, model))
                .orElseThrow();
    }
}
