package io.joute.arena.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the style-controlled board promises, on votes whose truth is known. */
final class StyleControlTest {
    /** Strengths without style; the last model is the weakest and writes four times as much as the first. */
    private static final double[] TRUTH = {0.6, 0.2, -0.2, -0.6};

    private static final double LENGTH_PULL = 3;

    private static Style answer(int model, Random random) {
        double tokens = 100 * Math.pow(1.6, model) * Math.exp(0.6 * random.nextGaussian());
        return new Style((long) tokens, random.nextInt(3), random.nextInt(4), 0, 0);
    }

    private static StyledTally votes(int count, int voters, Random random) {
        StyledTally tally = new StyledTally();
        for (int vote = 0; vote < count; vote++) {
            int a = random.nextInt(TRUTH.length);
            int b = (a + 1 + random.nextInt(TRUTH.length - 1)) % TRUTH.length;
            Style first = answer(a, random);
            Style second = answer(b, random);
            double z = TRUTH[a] - TRUTH[b] + LENGTH_PULL * Trait.LENGTH.difference(first, second);
            Outcome outcome = random.nextDouble() < Sigmoid.of(z) ? Outcome.A : Outcome.B;
            tally.add(new Comparison("v" + vote % voters, "m" + a, "m" + b, outcome), first, second);
        }
        return tally;
    }

    private static boolean covers(RankedModel line, double beta) {
        return line.low() <= Scale.rating(beta) && Scale.rating(beta) <= line.high();
    }

    @Test
    void findsTheStrengthsThatLengthHides() {
        StyledTally votes = votes(40_000, 300, new Random(31));

        StyleControlled found =
                StyleControlled.fit(votes, RankingOptions.DEFAULT).orElseThrow();
        Ranked raw = (Ranked) Ranking.fit(votes.tally(), RankingOptions.DEFAULT);

        assertThat(raw.models().getFirst().model()).isNotEqualTo("m0");
        assertThat(found.ranked().basis().intervals()).isEqualTo(Intervals.CLUSTER);
        assertThat(found.ranked().models()).extracting(RankedModel::model).containsExactly("m0", "m1", "m2", "m3");
        for (int model = 0; model < TRUTH.length; model++) {
            RankedModel line = found.ranked().model("m" + model).orElseThrow();
            assertThat(line.beta()).isCloseTo(TRUTH[model], within(4 * line.standardError()));
        }
        assertThat(found.effects())
                .extracting(StyleControlled.Effect::trait)
                .containsExactly(Trait.LENGTH, Trait.HEADERS, Trait.LISTS);
        StyleControlled.Effect length = found.effects().getFirst();
        assertThat(length.low()).isPositive();
        assertThat(found.effects().get(1).low()).isNegative();
        assertThat(found.effects().get(1).high()).isPositive();
    }

    @Test
    void coversTheTruthNineteenTimesInTwenty() {
        Random random = new Random(32);
        int boards = 1500;
        int covered = 0;
        for (int board = 0; board < boards; board++) {
            StyleControlled found = StyleControlled.fit(
                            votes(500, 500, random),
                            RankingOptions.DEFAULT.with(RankingModel.BRADLEY_TERRY, Intervals.SANDWICH))
                    .orElseThrow();
            for (int model = 0; model < TRUTH.length; model++) {
                covered += covers(found.ranked().model("m" + model).orElseThrow(), TRUTH[model]) ? 1 : 0;
            }
        }

        assertThat((double) covered / boards / TRUTH.length).isBetween(0.935, 0.965);
    }

    @Test
    void equalsThePlainBoardWhenAllAnswersLookAlike() {
        StyledTally votes = new StyledTally();
        RankingVectors.votes("small5-votes.csv")
                .forEach(vote -> votes.add(vote, new Style(10, 0, 0, 0, 1), new Style(10, 0, 0, 0, 1)));
        RankingOptions options = RankingOptions.DEFAULT.with(RankingModel.BRADLEY_TERRY, Intervals.CLUSTER);

        StyleControlled found = StyleControlled.fit(votes, options).orElseThrow();
        Ranked plain = (Ranked) Ranking.fit(votes.tally(), options);

        assertThat(found.effects()).isEmpty();
        for (RankedModel line : plain.models()) {
            RankedModel same = found.ranked().model(line.model()).orElseThrow();
            assertThat(same.rating()).isCloseTo(line.rating(), within(1e-6));
            assertThat(same.low()).isCloseTo(line.low(), within(1e-6));
            assertThat(same.bestRank()).isEqualTo(line.bestRank());
        }
    }

    @Test
    void isTheSameWhicheverSideAnAnswerStoodOn() {
        Random random = new Random(33);
        StyledTally one = new StyledTally();
        StyledTally mirrored = new StyledTally();
        for (int vote = 0; vote < 600; vote++) {
            int a = random.nextInt(3);
            Style first = answer(a, random);
            Style second = answer(3, random);
            Comparison cast = new Comparison(
                    "v" + vote % 30,
                    "m" + a,
                    "m3",
                    List.of(Outcome.A, Outcome.B, Outcome.TIE).get(random.nextInt(3)));
            one.add(cast, first, second);
            mirrored.add(new Comparison(cast.voter(), "m3", cast.modelA(), flipped(cast.outcome())), second, first);
        }

        StyleControlled found = StyleControlled.fit(one, RankingOptions.DEFAULT).orElseThrow();
        StyleControlled turned =
                StyleControlled.fit(mirrored, RankingOptions.DEFAULT).orElseThrow();

        for (RankedModel line : found.ranked().models()) {
            RankedModel other = turned.ranked().model(line.model()).orElseThrow();
            assertThat(other.rating()).isCloseTo(line.rating(), within(1e-6));
            assertThat(other.high()).isCloseTo(line.high(), within(1e-6));
        }
        assertThat(turned.effects().getFirst().points())
                .isCloseTo(found.effects().getFirst().points(), within(1e-6));
    }

    private static Outcome flipped(Outcome outcome) {
        return switch (outcome) {
            case A -> Outcome.B;
            case B -> Outcome.A;
            case TIE -> Outcome.TIE;
            case BOTH_BAD -> Outcome.BOTH_BAD;
        };
    }

    @Test
    void saysNothingWhereLengthAloneDecidesEveryVote() {
        StyledTally votes = new StyledTally();
        for (int vote = 0; vote < 40; vote++) {
            boolean longer = vote % 2 == 0;
            votes.add(
                    new Comparison("v" + vote, "a", "b", longer ? Outcome.A : Outcome.B),
                    new Style(longer ? 200 : 20, 0, 0, 0, 0),
                    new Style(100, 0, 0, 0, 0));
        }

        assertThat(Ranking.fit(votes.tally(), RankingOptions.DEFAULT)).isInstanceOf(Ranked.class);
        assertThat(StyleControlled.fit(votes, RankingOptions.DEFAULT)).isEmpty();
    }

    @Test
    void saysNothingWithoutACommonScale() {
        StyledTally votes = new StyledTally();
        votes.add(new Comparison("v", "a", "b", Outcome.A), new Style(1, 0, 0, 0, 0), new Style(2, 0, 0, 0, 0));

        assertThat(StyleControlled.fit(votes, RankingOptions.DEFAULT)).isEmpty();
    }

    @Test
    void showsRobustIntervalsInPlaceOfABootstrap() {
        StyledTally votes = votes(500, 40, new Random(34));

        StyleControlled found = StyleControlled.fit(
                        votes, RankingOptions.DEFAULT.with(RankingModel.BRADLEY_TERRY, Intervals.BOOTSTRAP))
                .orElseThrow();

        assertThat(found.ranked().basis().intervals()).isEqualTo(Intervals.CLUSTER);
        assertThat(found.ranked().basis().notes()).contains(Note.NO_BOOTSTRAP);
    }
}
