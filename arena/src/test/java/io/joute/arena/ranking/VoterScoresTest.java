package io.joute.arena.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VoterScoresTest {
    private static final int MODELS = 11;
    private static final Outcome[] OUTCOMES = Outcome.values();

    private final Random random = new Random(5);

    /** Voters of one vote, of few, of many on all models and of many on two: each kind is squared in its own way. */
    @ParameterizedTest
    @EnumSource(RankingModel.class)
    void isTheSumOfTheSquaresOfEachVotersScores(RankingModel model) {
        List<Comparison> votes = new ArrayList<>();
        for (int voter = 0; voter < 40; voter++) {
            int ballots = new int[] {1, 3, 7, 60}[voter % 4];
            int choice = voter % 8 == 7 ? 2 : MODELS;
            for (int k = 0; k < ballots; k++) {
                votes.add(vote("v" + voter, choice));
            }
        }
        Tally tally = Tally.of(votes);
        Fit fit = Fit.of(tally.counts(), Likelihood.of(model)).orElseThrow();

        Matrix meat = new VoterScores(fit, tally).meat();

        Matrix expected = slowly(fit, votes);
        for (int a = 0; a < expected.size(); a++) {
            for (int b = 0; b < expected.size(); b++) {
                assertThat(meat.at(a, b)).as("%d, %d", a, b).isCloseTo(expected.at(a, b), within(1e-10));
            }
        }
    }

    @Test
    void tellsWhichModelsFewVotersCompared() {
        Tally tally = new Tally();
        for (int voter = 0; voter < 9; voter++) {
            add(tally, "v" + voter, "a", "b");
            add(tally, "v" + voter, "a", "b");
        }
        add(tally, "v0", "c", "d");
        add(tally, "v9", "a", "c");
        add(tally, "v9", "d", "e");

        boolean[] few = tally.comparedByFewerThan(10, tally.counts());

        assertThat(tally.counts().models()).containsExactly("a", "b", "c", "d", "e");
        assertThat(few).containsExactly(false, true, true, true, true);
        assertThat(tally.comparedByFewerThan(2, tally.counts())).containsExactly(false, false, false, false, true);
    }

    private static void add(Tally tally, String voter, String one, String other) {
        tally.add(new Comparison(voter, one, other, Outcome.A));
    }

    private Comparison vote(String voter, int choice) {
        int one = random.nextInt(choice);
        int other = (one + 1 + random.nextInt(choice - 1)) % choice;
        return new Comparison(voter, "m" + one, "m" + other, OUTCOMES[random.nextInt(OUTCOMES.length)]);
    }

    /** By the definition, a vector of scores for each voter. */
    private static Matrix slowly(Fit fit, List<Comparison> votes) {
        int models = fit.counts().size();
        int size = models + (fit.likelihood().hasTieParameter() ? 1 : 0);
        Map<String, double[]> scores = new HashMap<>();
        Slopes slopes = new Slopes();
        for (Comparison vote : votes) {
            double[] sum = scores.computeIfAbsent(vote.voter(), key -> new double[models + 1]);
            int one = fit.counts().models().indexOf(vote.modelA());
            int other = fit.counts().models().indexOf(vote.modelB());
            fit.slopes(one, other, slopes);
            int verdict = Verdict.of(vote.outcome()).index();
            sum[one] += slopes.d[verdict];
            sum[other] -= slopes.d[verdict];
            sum[models] += slopes.eta[verdict];
        }
        Matrix meat = new Matrix(size);
        scores.values().forEach(sum -> meat.addSquareOf(Arrays.copyOf(sum, size)));
        return meat;
    }
}
