package io.joute.arena.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What the ratings promise, on votes whose truth is known. */
final class RankingStatisticsTest {
    private static final double[] TRUTH = {0.9, 0.4, 0.0, -0.3, -1.0};

    private static Ranked ranked(Tally tally, Intervals intervals) {
        RankingOptions options = RankingOptions.DEFAULT.with(RankingModel.BRADLEY_TERRY, intervals);
        return switch (Ranking.fit(tally, options)) {
            case Ranked ranked -> ranked;
            case NoCommonScale none -> throw new AssertionError("no common scale: " + none);
        };
    }

    private static String name(int model) {
        return "m" + model;
    }

    /** A vote by the model with ties of Rao and Kupper, which keeps the order of strengths. */
    private static Outcome vote(double difference, double threshold, Random random) {
        double u = random.nextDouble();
        double first = Sigmoid.of(difference - threshold);
        if (u < first) {
            return Outcome.A;
        }
        return u < 1 - Sigmoid.of(-difference - threshold) ? Outcome.TIE : Outcome.B;
    }

    private static void cast(Tally tally, String voter, double[] strengths, Random random) {
        int first = random.nextInt(strengths.length);
        int second = (first + 1 + random.nextInt(strengths.length - 1)) % strengths.length;
        Outcome outcome = vote(strengths[first] - strengths[second], 0, random);
        tally.add(new Comparison(voter, name(first), name(second), outcome));
    }

    @Test
    void recoversKnownStrengths() {
        Random random = new Random(17);
        Tally tally = new Tally();
        for (int vote = 0; vote < 100_000; vote++) {
            cast(tally, "v" + vote % 500, TRUTH, random);
        }

        Ranked found = ranked(tally, Intervals.AUTOMATIC);

        assertThat(found.basis().intervals()).isEqualTo(Intervals.CLUSTER);
        for (int model = 0; model < TRUTH.length; model++) {
            RankedModel line = found.model(name(model)).orElseThrow();
            assertThat(line.beta()).isCloseTo(TRUTH[model], within(4 * line.standardError()));
            assertThat(line.standardError()).isLessThan(0.012);
            assertThat(line.bestRank()).isEqualTo(model + 1);
            assertThat(line.worstRank()).isEqualTo(model + 1);
            assertThat(line.preliminary()).isFalse();
        }
    }

    @Test
    void recoversTheThresholdOfTies() {
        Random random = new Random(18);
        Tally tally = new Tally();
        for (int vote = 0; vote < 60_000; vote++) {
            int first = random.nextInt(TRUTH.length);
            int second = (first + 1 + random.nextInt(TRUTH.length - 1)) % TRUTH.length;
            Outcome outcome = vote(TRUTH[first] - TRUTH[second], Math.log(1.5), random);
            tally.add(new Comparison("v" + vote, name(first), name(second), outcome));
        }
        RankingOptions options = RankingOptions.DEFAULT.with(RankingModel.RAO_KUPPER, Intervals.SANDWICH);

        Ranked found = (Ranked) Ranking.fit(tally, options);

        assertThat(found.basis().tieParameter().orElseThrow()).isCloseTo(1.5, within(0.02));
        for (int model = 0; model < TRUTH.length; model++) {
            RankedModel line = found.model(name(model)).orElseThrow();
            assertThat(line.beta()).isCloseTo(TRUTH[model], within(4 * line.standardError()));
        }
    }

    @Test
    void coversTheTruthNineteenTimesInTwenty() {
        Random random = new Random(19);
        int boards = 2000;
        int covered = 0;
        int coveredDifferences = 0;
        for (int board = 0; board < boards; board++) {
            Tally tally = new Tally();
            for (int vote = 0; vote < 400; vote++) {
                cast(tally, "v" + vote, TRUTH, random);
            }
            Ranked found = ranked(tally, Intervals.SANDWICH);
            for (int model = 0; model < TRUTH.length; model++) {
                covered += covers(found.model(name(model)).orElseThrow(), TRUTH[model]) ? 1 : 0;
            }
            double difference = found.model("m1").orElseThrow().beta()
                    - found.model("m2").orElseThrow().beta();
            double reach = 1.959964 * found.covariance().standardErrorOfDifference("m1", "m2");
            coveredDifferences += Math.abs(difference - (TRUTH[1] - TRUTH[2])) < reach ? 1 : 0;
        }

        assertThat((double) covered / boards / TRUTH.length).isBetween(0.935, 0.965);
        assertThat((double) coveredDifferences / boards).isBetween(0.935, 0.965);
    }

    private static boolean covers(RankedModel line, double beta) {
        return line.low() <= Scale.rating(beta) && Scale.rating(beta) <= line.high();
    }

    /** A class of 30 with tastes of their own: all models are equal over the public, so the truth is 0 by symmetry. */
    @Test
    void coversTheTruthInAClassOnlyWhenVotersAreClusters() {
        Random random = new Random(20);
        int boards = 2000;
        int byVoter = 0;
        int byVote = 0;
        for (int board = 0; board < boards; board++) {
            Tally tally = new Tally();
            for (int voter = 0; voter < 30; voter++) {
                double[] tastes = random.doubles(5, -1.2, 1.2).toArray();
                for (int vote = 0; vote < 20; vote++) {
                    cast(tally, "v" + voter, tastes, random);
                }
            }
            byVoter += covered(ranked(tally, Intervals.CLUSTER));
            byVote += covered(ranked(tally, Intervals.SANDWICH));
        }

        double clustered = byVoter / 5.0 / boards;
        double independent = byVote / 5.0 / boards;
        assertThat(clustered).isBetween(0.935, 0.965);
        assertThat(independent).isLessThan(0.90);
    }

    private static int covered(Ranked ranked) {
        return (int) ranked.models().stream().filter(line -> covers(line, 0)).count();
    }

    @Test
    void bootstrapsAboutTheSameIntervalsAsTheSandwich() {
        Random random = new Random(21);
        Tally tally = new Tally();
        for (int vote = 0; vote < 3000; vote++) {
            cast(tally, "v" + vote, TRUTH, random);
        }
        Ranked robust = ranked(tally, Intervals.SANDWICH);
        Ranked resampled = ranked(tally, Intervals.BOOTSTRAP);

        assertThat(resampled.basis().intervals()).isEqualTo(Intervals.BOOTSTRAP);
        for (RankedModel line : resampled.models()) {
            double halfWidth = robust.model(line.model()).orElseThrow().halfWidth();
            assertThat(line.halfWidth()).isCloseTo(halfWidth, within(0.1 * halfWidth));
        }
        assertThat(ranked(tally, Intervals.BOOTSTRAP).models()).isEqualTo(resampled.models());
    }

    @Test
    void drawsBinomialNumbers() {
        SplittableRandom random = new SplittableRandom(4);
        for (Trials trials : List.of(
                new Trials(1, 0.3),
                new Trials(20, 0.9),
                new Trials(400, 0.5),
                new Trials(100_000, 0.0001),
                new Trials(10_000_000_000L, 0.37))) {
            int draws = 20_000;
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < draws; i++) {
                double centred = Binomial.draw(trials.count, trials.chance, random) - trials.mean();
                sum += centred;
                squares += centred * centred;
            }
            double variance = trials.mean() * (1 - trials.chance);
            assertThat(sum / draws).isCloseTo(0, within(4 * Math.sqrt(variance / draws)));
            assertThat(squares / draws / variance).isCloseTo(1, within(0.06));
        }
        assertThat(Binomial.draw(7, 0, random)).isZero();
        assertThat(Binomial.draw(7, 1, random)).isEqualTo(7);
    }

    @Test
    void drawsBinomialNumbersWithTheRightChances() {
        SplittableRandom random = new SplittableRandom(5);
        int trials = 60;
        double chance = 0.45;
        int draws = 60_000;
        int[] seen = new int[trials + 1];
        for (int i = 0; i < draws; i++) {
            seen[(int) Binomial.draw(trials, chance, random)]++;
        }

        double chiSquare = 0;
        double probability = Math.pow(1 - chance, trials);
        int cells = 0;
        for (int k = 0; k <= trials; k++) {
            double expected = draws * probability;
            if (expected > 5) {
                chiSquare += (seen[k] - expected) * (seen[k] - expected) / expected;
                cells++;
            }
            probability *= chance / (1 - chance) * (trials - k) / (k + 1);
        }

        assertThat(chiSquare).isLessThan(cells + 4 * Math.sqrt(2.0 * cells));
    }

    private record Trials(long count, double chance) {
        double mean() {
            return count * chance;
        }
    }
}
