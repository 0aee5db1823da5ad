package io.joute.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DraftLengthTest {
    private final PassCosts costs = new PassCosts();
    private final DraftLength length = new DraftLength();

    /** Passes as memory-bound models have them: each further token adds a tenth. */
    private void passes() {
        for (int tokens = 1; tokens <= Plan.SHORT; tokens++) {
            costs.passed(tokens, 900_000_000);
        }
        for (int tokens = 1; tokens <= Plan.SHORT; tokens++) {
            costs.passed(tokens, 1_000_000 + 100_000L * (tokens - 1));
        }
    }

    private void guess(int times, int proposed, int accepted) {
        for (int i = 0; i < times; i++) {
            length.checked(proposed, accepted);
        }
    }

    @Test
    void guessesNothingBeforeAPassWasSeen() {
        assertThat(length.best(costs, 7)).isZero();
    }

    @Test
    void guessesFarWhereGuessesComeTrueAndStopsWhereTheyDoNot() {
        passes();
        guess(20, 7, 7);
        assertThat(length.best(costs, 7)).isEqualTo(7);
        assertThat(length.best(costs, 6)).isEqualTo(3);
        assertThat(length.best(costs, 0)).isZero();
        guess(20, 7, 0);
        assertThat(length.best(costs, 7)).isZero();
    }

    @Test
    void guessesLessWhereGuessingCosts() {
        passes();
        guess(1, 4, 4);
        assertThat(length.best(costs, 7)).isEqualTo(3);
        costs.guessed(1, 400_000_000);
        assertThat(length.best(costs, 7)).as("the first guess does not count").isEqualTo(3);
        costs.guessed(1, 400_000);
        assertThat(length.best(costs, 7)).isOne();
        costs.guessed(1, 20_000_000);
        assertThat(length.best(costs, 7)).isZero();
    }

    @Test
    void wrongGuessesCostLessThanThreePercentInTheLongRun() {
        passes();
        double nanos = 0;
        int tokens = 2000;
        for (int token = 0; token < tokens; token++) {
            int guessed = length.best(costs, 7);
            long pass = 1_000_000 + 100_000L * guessed;
            costs.passed(1 + guessed, pass);
            nanos += pass;
            if (guessed > 0) {
                length.checked(guessed, 0);
            } else {
                length.rested();
            }
        }
        assertThat(nanos / tokens).isBetween(1_000_001.0, 1_030_000.0);
    }

    /** Short answers, each of which begins hopeful; guessing a token takes as long as picking one, and none comes true. */
    @Test
    void dearAndWrongGuessesLoseLessThanFivePercentOverManyAnswers() {
        double plain = 0;
        double nanos = 0;
        for (int answer = 0; answer < 200; answer++) {
            var hopeful = new DraftLength();
            for (int token = 0; token < 50; token++) {
                int guessed = costs.mayTry() ? hopeful.best(costs, 7) : 0;
                long pass = 1_000_000 + 100_000L * guessed;
                if (guessed > 0) {
                    costs.tried(1_000_000L * guessed);
                }
                costs.spent(pass);
                costs.passed(1 + guessed, pass);
                if (guessed > 0) {
                    costs.checked(1);
                    hopeful.checked(guessed, 0);
                }
                nanos += pass + 1_000_000L * guessed;
                plain += 1_000_000;
            }
        }
        assertThat(nanos / plain).isBetween(1.001, 1.05);
    }

    @Test
    void guessesThatPayAreMadeAgainAndAgain() {
        passes();
        int guesses = 0;
        for (int pass = 0; pass < 500; pass++) {
            if (costs.mayTry()) {
                guesses++;
                costs.tried(1_000_000);
                costs.spent(1_700_000);
                costs.checked(8);
            } else {
                costs.spent(1_000_000);
            }
        }
        assertThat(guesses).isEqualTo(500);
    }

    @Test
    void oneDearTryIsForgivenInTime() {
        passes();
        costs.tried(1);
        costs.tried(300_000_000);
        costs.spent(1_000_000);
        int passes = 0;
        while (!costs.mayTry()) {
            costs.spent(1_000_000);
            passes++;
        }
        assertThat(passes).isBetween(100, 600);
    }

    @Test
    void triesAgainWhatWasDearOnce() {
        passes();
        costs.passed(8, 100_000_000);
        guess(20, 7, 7);
        assertThat(length.best(costs, 7)).isEqualTo(3);
        for (int i = 0; i < 2000; i++) {
            costs.passed(4, 1_300_000);
            costs.passed(1, 1_000_000);
        }
        assertThat(length.best(costs, 7)).isEqualTo(7);
    }
}
