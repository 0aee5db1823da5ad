package io.joute.arena.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.joute.arena.catalog.ModelStatus;
import io.joute.arena.catalog.ParameterCount;
import io.joute.arena.duel.Cards;
import io.joute.arena.duel.Choice;
import io.joute.arena.duel.Comparisons;
import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.DuelLog;
import io.joute.arena.duel.MemoryDuelLog;
import io.joute.arena.duel.Mode;
import io.joute.arena.duel.Side;
import io.joute.arena.duel.VotedTurn;
import io.joute.arena.energy.EcoLogits09;
import io.joute.arena.energy.EnergyMethod;
import io.joute.arena.ranking.Comparison;
import io.joute.arena.ranking.Frontier;
import io.joute.arena.ranking.Intervals;
import io.joute.arena.ranking.NoCommonScale;
import io.joute.arena.ranking.Outcome;
import io.joute.arena.ranking.Ranked;
import io.joute.arena.ranking.RankedModel;
import io.joute.arena.ranking.Ranking;
import io.joute.arena.ranking.RankingModel;
import io.joute.arena.ranking.RankingOptions;
import io.joute.arena.ranking.StyleControlled;
import io.joute.arena.ranking.Tally;
import io.joute.arena.ranking.Trait;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.GenerationSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class BoardTest extends PlayedDuels {
    @Test
    void listsAllModelsBeforeTheFirstVote() {
        Standing standing = board(Counting.AFTER_REVEAL).standing();

        assertThat(standing.ranking()).isInstanceOf(NoCommonScale.class);
        assertThat(standing.rows()).extracting(BoardRow::model).containsExactly("big", "idle", "small");
        assertThat(row(standing, "big")
                        .energy()
                        .perThousandTokens()
                        .orElseThrow()
                        .mid())
                .isCloseTo(0.6575, within(0.001));
        assertThat(row(standing, "big").energy().perAnswer()).isEmpty();
    }

    @Test
    void countsADuelOnceItIsRevealed() {
        Board board = board(Counting.AFTER_REVEAL);
        DuelLog followed = board.following(log);
        DuelId duel = open(followed, "v", "big", "small");
        followed.append(answer(duel, Side.LEFT, BIG, 100, 0));
        followed.append(vote(duel, 0, Choice.A));

        Standing before = board.standing();
        assertThat(before.votes()).isZero();
        assertThat(before.heldVotes()).isEqualTo(1);
        assertThat(before.rows())
                .isEqualTo(board(Counting.AFTER_REVEAL).standing().rows());

        followed.append(new DuelEvent.Revealed(duel, NOW));

        Standing after = board.standing();
        assertThat(after.votes()).isEqualTo(1);
        assertThat(after.heldVotes()).isZero();
        assertThat(row(after, "big").votes()).isEqualTo(1);
        assertThat(row(after, "big").shareWon()).isEqualTo(1.0);
        assertThat(row(after, "big").energy().perAnswer()).isPresent();
        assertThat(((NoCommonScale) after.ranking()).missing()).hasSize(1);
        assertThat(log.events()).hasSize(5);
    }

    @Test
    void countsTheLastVoteOfEachTurn() {
        for (Counting counting : Counting.values()) {
            Board board = board(counting);
            DuelLog followed = board.following(new MemoryDuelLog());
            DuelId duel = open(followed, "v", "big", "small");
            followed.append(vote(duel, 0, Choice.A));
            followed.append(vote(duel, 0, Choice.BOTH_BAD));
            followed.append(new DuelEvent.Asked(duel, NOW, 1, "Et alors ?"));
            followed.append(vote(duel, 1, Choice.B));
            assertThat(board.standing().votes()).isEqualTo(counting == Counting.EVERY_VOTE ? 2 : 0);
            followed.append(new DuelEvent.Revealed(duel, NOW));

            Standing standing = board.standing();

            assertThat(standing.votes()).isEqualTo(2);
            assertThat(row(standing, "big").shareWon()).isEqualTo(0.25);
            assertThat(row(standing, "small").shareWon()).isEqualTo(0.75);
        }
    }

    @Test
    void ratesAsTheRankingDoesAndTheSameWhenReplayed() {
        Board board = board(Counting.AFTER_REVEAL);
        DuelLog followed = board.following(log);
        List<Comparison> votes = new ArrayList<>();
        Choice[] choices = {Choice.A, Choice.A, Choice.B, Choice.BOTH_GOOD, Choice.BOTH_BAD};
        Outcome[] outcomes = {Outcome.A, Outcome.A, Outcome.B, Outcome.TIE, Outcome.BOTH_BAD};
        for (int i = 0; i < 150; i++) {
            play(followed, "v" + i % 25, "big", "small", choices[i % 5]);
            votes.add(new Comparison("v" + i % 25, "big", "small", outcomes[i % 5]));
        }

        Standing standing = board.standing();

        Ranked expected = (Ranked) Ranking.fit(Tally.of(votes), RankingOptions.DEFAULT);
        assertThat(row(standing, "big").ranked()).isEqualTo(expected.model("big"));
        assertThat(((Ranked) standing.ranking()).basis().intervals()).isEqualTo(Intervals.CLUSTER);
        assertThat(standing.rows()).extracting(BoardRow::model).containsExactly("big", "small", "idle");
        assertThat(row(standing, "big").tier()).isEqualTo(OptionalInt.of(1));
        assertThat(row(standing, "idle").ranked()).isEmpty();
        assertThat(Board.of(log, catalog, rules(Counting.AFTER_REVEAL))
                        .standing()
                        .rows())
                .isEqualTo(standing.rows());
    }

    @Test
    void keepsPreliminaryModelsBelowAndWithoutTier() {
        Board board = board(Counting.AFTER_REVEAL);
        DuelLog followed = board.following(log);
        for (int i = 0; i < 600; i++) {
            play(followed, "v" + i, "big", "small", i % 3 == 0 ? Choice.B : Choice.A);
        }
        for (int i = 0; i < 99; i++) {
            play(followed, "v" + i, "idle", "big", i % 3 == 0 ? Choice.B : Choice.A);
        }

        Standing standing = board.standing();

        assertThat(row(standing, "idle").ranked().map(RankedModel::position)).contains(1);
        assertThat(standing.rows()).extracting(BoardRow::model).containsExactly("big", "small", "idle");
        assertThat(row(standing, "idle").tier()).isEmpty();
        assertThat(row(standing, "big").tier()).isEqualTo(OptionalInt.of(1));
        assertThat(row(standing, "small").tier()).isEqualTo(OptionalInt.of(2));
    }

    @Test
    void setsWhatAnswersCostBesideTheRatings() {
        Board board = board(Counting.AFTER_REVEAL);
        DuelLog followed = board.following(log);
        int[] tokens = {100, 300, 1000};
        double[] measured = {0.5, 0.1, 0.3};
        Choice[] choices = {Choice.A, Choice.B, Choice.B};
        for (int i = 0; i < 3; i++) {
            DuelId duel = open(followed, "v" + i, "big", "small");
            followed.append(answer(duel, Side.LEFT, BIG, tokens[i], 0));
            followed.append(answer(duel, Side.RIGHT, SMALL, tokens[i], measured[i]));
            followed.append(vote(duel, 0, choices[i]));
            followed.append(new DuelEvent.Revealed(duel, NOW));
        }

        Standing standing = board.standing();

        RowEnergy big = row(standing, "big").energy();
        assertThat(big.perAnswer().orElseThrow().mid())
                .isCloseTo(0.3 * big.perThousandTokens().orElseThrow().mid(), within(1e-9));
        assertThat(big.perAnswer().orElseThrow().method()).isEqualTo("ecologits-0.9");
        assertThat(big.measuredPerAnswer()).isEmpty();
        RowEnergy small = row(standing, "small").energy();
        assertThat(small.measuredPerAnswer().orElseThrow().value()).isEqualTo(0.3);
        assertThat(small.measuredPerAnswer().orElseThrow().high()).isEqualTo(0.6);
        assertThat(small.measuredPerThousandTokens().orElseThrow().value()).isCloseTo(0.9 / 1.4, within(1e-12));
        assertThat(small.measuredPerThousandTokens().orElseThrow().meter()).isEqualTo("cpu-time-1");
        assertThat(standing.frontier())
                .extracting(placed -> placed.point().model(), Frontier.Placed::standing)
                .containsExactly(tuple("small", Frontier.Standing.ON_FRONT), tuple("big", Frontier.Standing.DOMINATED));
    }

    @Test
    void comparesNothingWhenTheVoterCannotTell() {
        Board board = board(Counting.EVERY_VOTE);
        DuelLog followed = board.following(log);
        DuelId duel = open(followed, "v", "big", "small");
        followed.append(vote(duel, 0, Choice.A));
        assertThat(board.standing().votes()).isEqualTo(1);
        followed.append(vote(duel, 0, Choice.ABSTAIN));
        assertThat(board.standing().votes()).isZero();
        followed.append(vote(duel, 0, Choice.B));
        followed.append(new DuelEvent.Revealed(duel, NOW));
        assertThat(board.standing().votes()).isEqualTo(1);
    }

    @Test
    void leavesOutTurnsFromTheOneInWhichAnAnswerNamedItsModel() {
        Board board = board(Counting.AFTER_REVEAL);
        DuelLog followed = board.following(log);
        DuelId duel = open(followed, "v", "big", "small");
        followed.append(vote(duel, 0, Choice.A));
        DuelEvent.Answered whole = answer(duel, Side.LEFT, BIG, 100, 0);
        followed.append(new DuelEvent.Asked(duel, NOW, 1, "Qui es-tu ?"));
        followed.append(new DuelEvent.Answered(
                duel,
                NOW,
                1,
                Side.LEFT,
                "Je suis Grand Joute.",
                true,
                FinishReason.STOP,
                whole.usage(),
                whole.energy(),
                whole.measured()));
        followed.append(vote(duel, 1, Choice.B));
        followed.append(new DuelEvent.Asked(duel, NOW, 2, "Et encore ?"));
        followed.append(vote(duel, 2, Choice.B));
        followed.append(new DuelEvent.Revealed(duel, NOW));
        assertThat(board.standing().votes()).isEqualTo(1);
        assertThat(Comparisons.of(log).votedTurns())
                .extracting(VotedTurn::unmasked)
                .containsExactly(false, true, true);
    }

    @Test
    void countsForTheModelThatCameIn() {
        Board board = board(Counting.AFTER_REVEAL);
        DuelLog followed = board.following(log);
        DuelId duel = open(followed, "v", "big", "small");
        followed.append(new DuelEvent.Failed(duel, NOW, 0, Side.LEFT, "", "no answer", true));
        followed.append(new DuelEvent.Swapped(duel, NOW, 0, Side.LEFT, "big", "other", 0.5));
        followed.append(vote(duel, 0, Choice.A));
        followed.append(new DuelEvent.Revealed(duel, NOW));
        assertThat(board.standing().rows()).extracting(BoardRow::model).contains("other", "small");
        assertThat(row(board.standing(), "other").votes()).isEqualTo(1);
        assertThat(row(board.standing(), "big").votes()).isZero();
    }

    @Test
    void keepsWhatAnErasedDuelSaysOfItsModels() {
        Board board = board(Counting.AFTER_REVEAL);
        DuelLog followed = board.following(log);
        DuelId duel = open(followed, "v", "big", "small");
        followed.append(vote(duel, 0, Choice.A));
        assertThat(board.standing().heldVotes()).isEqualTo(1);
        followed.erase(new DuelEvent.Erased(duel, NOW));
        assertThat(board.standing().heldVotes()).isZero();
        assertThat(board.standing().votes()).isEqualTo(1);
        assertThat(Board.of(log, catalog, rules(Counting.AFTER_REVEAL))
                        .standing()
                        .votes())
                .isEqualTo(1);
    }

    @Test
    void leavesOutPairsThatTheVoterChose() {
        Board board = board(Counting.AFTER_REVEAL);
        DuelLog followed = board.following(log);
        DuelId duel = new DuelId("f".repeat(32));
        followed.append(new DuelEvent.Opened(
                duel,
                NOW,
                "v",
                Mode.CHOSEN,
                "fr",
                "big",
                "small",
                List.of("big"),
                List.of("big", "small"),
                1.0,
                GenerationSettings.DEFAULT,
                Optional.empty()));
        followed.append(new DuelEvent.Asked(duel, NOW, 0, "Pourquoi ?"));
        followed.append(vote(duel, 0, Choice.A));
        followed.append(new DuelEvent.Revealed(duel, NOW));
        assertThat(board.standing().votes()).isZero();
    }

    @Test
    void leavesStoppedAnswersOutOfTheCosts() {
        Board board = board(Counting.EVERY_VOTE);
        DuelLog followed = board.following(log);
        DuelId duel = open(followed, "v", "big", "small");
        DuelEvent.Answered whole = answer(duel, Side.LEFT, BIG, 100, 0);
        followed.append(new DuelEvent.Answered(
                duel,
                NOW,
                0,
                Side.LEFT,
                "Par",
                false,
                FinishReason.CANCELLED,
                whole.usage(),
                whole.energy(),
                whole.measured()));

        assertThat(row(board.standing(), "big").energy().perAnswer()).isEmpty();
    }

    @Test
    void ranksWithStyleControlledForUntilTextsAreErased() {
        Board board = board(Counting.AFTER_REVEAL);
        DuelLog followed = board.following(log);
        for (int i = 0; i < 60; i++) {
            play(
                    followed,
                    Mode.RANDOM,
                    "fr",
                    NOW,
                    List.of("simple", "**gras**", "- a\n- b\n", "- **a**\n").get(i % 4));
        }

        Standing standing = board.standing(board.view().withStyle());
        Standing replayed = Board.of(log, catalog, rules(Counting.AFTER_REVEAL))
                .standing(board.view().withStyle());
        followed.erase(new DuelEvent.Erased(new DuelId(String.format("%032x", 1)), NOW));
        Standing after = board.standing(board.view().withStyle());

        assertThat(board.standing().styled()).isEmpty();
        assertThat(standing.styled().orElseThrow().effects())
                .extracting(StyleControlled.Effect::trait)
                .containsExactly(Trait.LISTS, Trait.BOLD);
        assertThat(replayed.styled().orElseThrow().ranked().models())
                .isEqualTo(standing.styled().orElseThrow().ranked().models());
        assertThat(standing.styled().orElseThrow().ranked().comparisons()).isEqualTo(60);
        assertThat(after.styled().orElseThrow().ranked().comparisons()).isEqualTo(59);
        assertThat(after.votes()).isEqualTo(60);
    }

    @Test
    void estimatesByTheMethodThatTheViewNames() {
        Board board = board(Counting.AFTER_REVEAL);
        DuelLog followed = board.following(log);
        DuelId duel = open(followed, "v", "big", "small");
        followed.append(answer(duel, Side.LEFT, BIG, 100, 0));
        followed.append(new DuelEvent.Revealed(duel, NOW));
        View eight = new View(
                Selection.PUBLIC,
                RankingModel.BRADLEY_TERRY,
                Intervals.AUTOMATIC,
                EnergyMethod.named("ecologits-0.8"),
                false);

        double old = row(board.standing(eight), "big")
                .energy()
                .perAnswer()
                .orElseThrow()
                .mid();
        double now =
                row(board.standing(), "big").energy().perAnswer().orElseThrow().mid();

        assertThat(board.standing(eight).method()).isEqualTo("ecologits-0.8");
        assertThat(old).isGreaterThan(5 * now);
    }

    @Test
    void scoresOnesOwnVotesApart() {
        Board board = board(Counting.AFTER_REVEAL);
        DuelLog followed = board.following(log);
        play(followed, "me", "big", "small", Choice.A);
        play(followed, "me", "big", "idle", Choice.BOTH_GOOD);
        play(followed, "me", "small", "idle", Choice.BOTH_BAD);
        play(followed, "you", "small", "big", Choice.A);

        PersonalBoard mine = board.personal("me");

        // Points: 1 + 1 + 0 over six answers, a mean of a third.
        assertThat(mine.comparisons()).isEqualTo(3);
        assertThat(mine.isShown()).isFalse();
        assertThat(mine.lines())
                .extracting(PersonalBoard.Line::model, PersonalBoard.Line::rank, PersonalBoard.Line::points)
                .containsExactly(tuple("big", 1, 1.5), tuple("idle", 2, 0.5), tuple("small", 3, 0.0));
        assertThat(mine.lines().getFirst().score()).isCloseTo((1.5 + 2.0 / 3) / 4, within(1e-12));
        assertThat(board.personal("nobody").lines()).isEmpty();
    }

    @Test
    void tellsUnevenSides() {
        assertThat(new Sides(0, 0).isUneven()).isFalse();
        assertThat(new Sides(55, 45).isUneven()).isFalse();
        assertThat(new Sides(62, 38).isUneven()).isTrue();
    }

    @Test
    void seesChangesOfTheCatalogue() {
        Board board = board(Counting.AFTER_REVEAL);
        play(board.following(log), "v", "big", "gone", Choice.A);
        assertThat(row(board.standing(), "gone").card()).isEmpty();

        catalog.save(Cards.card("new", 1));
        catalog.save(Cards.card("big", ParameterCount.of(70), Optional.empty(), ModelStatus.DISABLED));

        assertThat(board.standing().rows()).extracting(BoardRow::model).containsExactly("gone", "idle", "new", "small");
        assertThat(board.standing()).isSameAs(board.standing());
    }

    @Test
    void survivesAnEventOfADuelThatItDoesNotKnow() {
        Board board = board(Counting.AFTER_REVEAL);

        board.accept(vote(new DuelId("f".repeat(32)), 0, Choice.A));

        assertThat(board.standing().votes()).isZero();
    }

    @Test
    void isTheSameWhicheverModelOfTiesIsAskedForWithoutTies() {
        Board.Rules davidson = new Board.Rules(
                RankingOptions.DEFAULT.with(RankingModel.DAVIDSON, Intervals.FISHER),
                new EcoLogits09(),
                Counting.AFTER_REVEAL);
        Board board = new Board(catalog, davidson);
        DuelLog followed = board.following(log);
        play(followed, "v", "big", "small", Choice.A);
        play(followed, "w", "big", "small", Choice.B);

        assertThat(((Ranked) board.standing().ranking()).basis().model()).isEqualTo(RankingModel.BRADLEY_TERRY);
    }
}
