package io.joute.arena.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RankingTest {
    private static Comparison vote(String a, String b, Outcome outcome) {
        return new Comparison("voter", a, b, outcome);
    }

    private static void add(Tally tally, int times, String a, String b, Outcome outcome) {
        Collections.nCopies(times, vote(a, b, outcome)).forEach(tally::add);
    }

    private static Ranking fit(Tally tally) {
        return Ranking.fit(tally, RankingOptions.DEFAULT);
    }

    @Test
    void saysThatThereAreNoVotes() {
        NoCommonScale none = (NoCommonScale) fit(new Tally());

        assertThat(none.reason()).isEqualTo(NoCommonScale.Reason.NO_VOTES);
        assertThat(none.components()).isEmpty();
        assertThat(none.missing()).isEmpty();
    }

    @Test
    void dropsAndCountsVotesOfAModelAgainstItself() {
        Tally tally = new Tally();
        add(tally, 3, "a", "a", Outcome.A);

        NoCommonScale none = (NoCommonScale) fit(tally);

        assertThat(none.reason()).isEqualTo(NoCommonScale.Reason.NO_VOTES);
        assertThat(none.selfComparisons()).isEqualTo(3);
        assertThat(none.comparisons()).isZero();
    }

    @Test
    void ranksIslandsApartAndNamesTheVotesThatWouldJoinThem() {
        Tally tally = Tally.of(RankingVectors.votes("deg-disconnected-votes.csv"));

        NoCommonScale none = (NoCommonScale) fit(tally);

        assertThat(none.components())
                .extracting(NoCommonScale.Component::models)
                .containsExactly(List.of("a", "b"), List.of("c", "d"));
        assertThat(none.components()).allSatisfy(part -> {
            Ranked own = part.ranked().orElseThrow();
            assertThat(own.models()).extracting(RankedModel::model).hasSameElementsAs(part.models());
            assertThat(own.models().getFirst().beta()).isBetween(0.0, 2.0);
        });
        assertThat(none.missing()).containsExactly(new MissingVote("c", "a"), new MissingVote("a", "c"));
    }

    @Test
    void waitsForTheDefeatOfAnUndefeatedModel() {
        Tally tally = Tally.of(RankingVectors.votes("deg-undefeated-votes.csv"));

        NoCommonScale none = (NoCommonScale) fit(tally);

        assertThat(none.components().getFirst().models()).containsExactly("a");
        assertThat(none.components().getFirst().ranked()).isEmpty();
        assertThat(none.components().getLast().ranked()).isPresent();
        assertThat(none.missing()).containsExactly(new MissingVote("b", "a"));

        tally.add(vote("a", "b", Outcome.BOTH_BAD));
        assertThat(fit(tally)).isInstanceOf(Ranked.class);
    }

    @Test
    void refusesATieModelWhoseTiesHaveNoBound() {
        Tally tally = new Tally();
        add(tally, 5, "a", "b", Outcome.A);
        add(tally, 2, "b", "a", Outcome.TIE);

        Ranking davidson = Ranking.fit(tally, RankingOptions.DEFAULT.with(RankingModel.DAVIDSON, Intervals.AUTOMATIC));

        assertThat(davidson).isInstanceOf(NoCommonScale.class);
        assertThat(((NoCommonScale) davidson).reason()).isEqualTo(NoCommonScale.Reason.TIES_UNBOUNDED);
        assertThat(fit(tally)).isInstanceOf(Ranked.class);
    }

    @Test
    void takesVotesBack() {
        Tally tally = Tally.of(RankingVectors.votes("small5-votes.csv"));
        Ranking before = fit(tally);
        Comparison changed = new Comparison("newcomer", "foxtrot", "alpha", Outcome.A);
        tally.add(changed);
        tally.add(new Comparison("v0002", "bravo", "alpha", Outcome.B));
        tally.remove(changed);
        tally.remove(new Comparison("v0002", "alpha", "bravo", Outcome.A));

        assertThat(((Ranked) fit(tally)).models()).isEqualTo(((Ranked) before).models());
        assertThat(tally.voters()).isEqualTo(12);
        assertThat(tally.winMatrix().models()).doesNotContain("foxtrot");
        assertThatThrownBy(() -> tally.remove(changed)).hasMessageContaining("never counted");
    }

    @Test
    void givesTheSameBoardWhateverTheOrderOfVotes() {
        List<Comparison> votes = RankingVectors.votes("small5-votes.csv");
        Ranked forward = (Ranked) fit(Tally.of(votes));

        Ranked backward = (Ranked) fit(Tally.of(votes.reversed()));

        backward.models().forEach(line -> {
            RankedModel other = forward.model(line.model()).orElseThrow();
            assertThat(line.beta()).isCloseTo(other.beta(), within(1e-12));
            assertThat(line.low()).isCloseTo(other.low(), within(1e-9));
            assertThat(line.position()).isEqualTo(other.position());
        });
    }

    @Test
    void choosesIntervalsByTheNumberOfVoters() {
        Tally few = Tally.of(RankingVectors.votes("small5-votes.csv"));
        Ranked byVote = (Ranked) fit(few);
        assertThat(byVote.basis().intervals()).isEqualTo(Intervals.SANDWICH);
        assertThat(byVote.basis().notes()).containsExactly(Note.FEW_VOTERS);

        for (int voter = 0; voter < 8; voter++) {
            few.add(new Comparison("new" + voter, "alpha", "bravo", Outcome.TIE));
        }
        Ranked byVoter = (Ranked) fit(few);
        assertThat(byVoter.basis().intervals()).isEqualTo(Intervals.CLUSTER);
        assertThat(byVoter.basis().notes()).isEmpty();
    }

    @Test
    void takesVotesAsIndependentWhenOneVoterCastThemAll() {
        Tally tally = Tally.of(RankingVectors.votes("wiki4-votes.csv"));

        Ranked found =
                (Ranked) Ranking.fit(tally, RankingOptions.DEFAULT.with(RankingModel.BRADLEY_TERRY, Intervals.CLUSTER));

        assertThat(found.basis().intervals()).isEqualTo(Intervals.SANDWICH);
        assertThat(found.basis().notes()).containsExactly(Note.ONE_VOTER);
    }

    @Test
    void saysHowManyVotesWouldTellTwoModelsApart() {
        Tally tally = new Tally();
        add(tally, 30, "a", "b", Outcome.A);
        add(tally, 20, "a", "b", Outcome.B);
        Ranked close = (Ranked) fit(tally);

        long more = close.votesToSeparate("a", "b").orElseThrow();
        assertThat(close.surelyBetter("a", "b")).isFalse();
        assertThat(more).isBetween(40L, 55L);

        double scale = (50.0 + more + 2) / 50;
        add(tally, (int) Math.ceil(30 * scale) - 30, "a", "b", Outcome.A);
        add(tally, (int) Math.floor(20 * scale) - 20, "a", "b", Outcome.B);
        Ranked apart = (Ranked) fit(tally);
        assertThat(apart.surelyBetter("a", "b")).isTrue();
        assertThat(apart.votesToSeparate("b", "a")).hasValue(0);
    }

    @Test
    void hasNoNumberOfVotesForModelsThatSeemEqual() {
        Tally tally = new Tally();
        add(tally, 10, "a", "b", Outcome.A);
        add(tally, 10, "b", "a", Outcome.A);

        assertThat(((Ranked) fit(tally)).votesToSeparate("a", "b")).isEmpty();
    }

    @Test
    void callsThinLinesPreliminary() {
        Tally tally = new Tally();
        add(tally, 60, "a", "b", Outcome.A);
        add(tally, 39, "b", "a", Outcome.A);
        assertThat(((Ranked) fit(tally)).models()).allMatch(RankedModel::preliminary);

        add(tally, 1, "b", "a", Outcome.TIE);
        assertThat(((Ranked) fit(tally)).models()).noneMatch(RankedModel::preliminary);
    }

    /** All scores of such a model sum to 0 within its only voter, so its interval by voter all but vanishes. */
    @Test
    void makesNothingOfAModelThatOneVoterComparedOverAndOver() {
        Tally tally = new Tally();
        for (int voter = 0; voter < 30; voter++) {
            for (int i = 0; i < 10; i++) {
                Outcome outcome = (voter + i) % 3 == 0 ? Outcome.B : Outcome.A;
                tally.add(new Comparison("v" + voter, "a", "b", outcome));
            }
        }
        for (int i = 0; i < 200; i++) {
            tally.add(new Comparison("fan", "c", i % 2 == 0 ? "a" : "b", i % 4 == 0 ? Outcome.B : Outcome.A));
        }

        Ranked found = (Ranked) fit(tally);

        assertThat(found.basis().intervals()).isEqualTo(Intervals.CLUSTER);
        assertThat(found.basis().notes()).containsExactly(Note.FEW_VOTERS_OF_A_MODEL);
        assertThat(found.model("c").orElseThrow().preliminary()).isTrue();
        assertThat(found.model("a").orElseThrow().preliminary()).isFalse();
    }

    @Test
    void narrowsIntervalsWithLessConfidence() {
        Tally tally = Tally.of(RankingVectors.votes("small5-votes.csv"));

        Ranked wide = (Ranked) Ranking.fit(tally, RankingOptions.DEFAULT.withConfidence(0.99));
        Ranked narrow = (Ranked) Ranking.fit(tally, RankingOptions.DEFAULT.withConfidence(0.5));

        double factor = 2.5758293 / 0.6744898;
        assertThat(wide.models().getFirst().halfWidth()
                        / narrow.models().getFirst().halfWidth())
                .isCloseTo(factor, within(1e-6));
    }

    @Test
    void makesAtMostEightTiersAndAnchorsEachAtItsLeader() {
        assertThat(Tiers.of(List.of(90.0, 85.0, 70.0, 60.0), List.of(110.0, 95.0, 89.0, 71.0)))
                .containsExactly(1, 1, 2, 2);
        List<Double> lows = IntStream.range(0, 12).mapToObj(i -> 100.0 - 10 * i).toList();
        List<Double> highs = lows.stream().map(low -> low + 1).toList();
        assertThat(Tiers.of(lows, highs)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 8, 8);
    }

    @Test
    void drawsTheFrontOfWhatIsWorthItsCost() {
        List<Frontier.Point> points = List.of(
                new Frontier.Point("big", 1100, 2, 3, 4),
                new Frontier.Point("small", 1050, 0.05, 0.1, 0.2),
                new Frontier.Point("wasteful", 1040, 1, 2, 3),
                new Frontier.Point("weak", 900, 0.15, 0.15, 0.3));

        List<Frontier.Placed> placed = Frontier.of(points, (one, other) -> other.equals("wasteful"));

        assertThat(placed)
                .extracting(Frontier.Placed::standing)
                .containsExactly(
                        Frontier.Standing.ON_FRONT,
                        Frontier.Standing.ON_FRONT,
                        Frontier.Standing.SURELY_DOMINATED,
                        Frontier.Standing.DOMINATED);
    }

    @Test
    void refusesNonsenseInOptions() {
        assertThatThrownBy(() -> RankingOptions.DEFAULT.withConfidence(1.0)).hasMessageContaining("confidence is 1.0");
        assertThatThrownBy(() -> RankingOptions.DEFAULT.withBootstrap(1, 1)).hasMessageContaining("resamples is 1");
    }
}
