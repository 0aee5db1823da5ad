package io.joute.arena.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class FitTest {
    private static Counts counts(int models) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < models; i++) {
            names.add("m" + i);
        }
        return new Counts(names);
    }

    @ParameterizedTest
    @EnumSource(RankingModel.class)
    void findsAMaximumWhereverOneExists(RankingModel model) {
        Likelihood likelihood = Likelihood.of(model);
        Random random = new Random(3);
        int existing = 0;
        int fitted = 0;
        for (int trial = 0; trial < 600; trial++) {
            Counts counts = randomCounts(2 + random.nextInt(5), random);
            if (Existence.isFinite(counts, likelihood)) {
                existing++;
                Optional<Fit> fit = Fit.of(counts, likelihood);
                fit.ifPresent(FitTest::assertIsMaximum);
                fitted += fit.isPresent() ? 1 : 0;
            } else {
                assertThat(Fit.of(counts, likelihood)).isEmpty();
            }
        }
        assertThat(existing).isGreaterThan(100);
        assertThat(fitted).as("of %d", existing).isGreaterThanOrEqualTo(existing - existing / 100);
    }

    /** No small move of one strength or of the tie parameter leads higher, by more than rounding. */
    private static void assertIsMaximum(Fit fit) {
        double top = logLikelihood(fit, -1, 0, 0);
        double rounding = 1e-13 * fit.counts().total();
        assertThat(fit.logLikelihood()).isCloseTo(top, within(1e-9 * Math.max(1, Math.abs(top))));
        for (double move : new double[] {-0.01, -1e-4, 1e-4, 0.01}) {
            for (int model = 0; model < fit.counts().size(); model++) {
                assertThat(logLikelihood(fit, model, move, 0)).isLessThan(top + rounding);
            }
            if (fit.likelihood().hasTieParameter()) {
                double moved = logLikelihood(fit, -1, 0, move * Math.abs(fit.eta()));
                assertThat(moved).isLessThan(top + rounding);
            }
        }
    }

    private static double logLikelihood(Fit fit, int moved, double move, double moveEta) {
        Slopes slopes = new Slopes();
        double sum = 0;
        for (int i = 0; i < fit.counts().size(); i++) {
            for (int j = i + 1; j < fit.counts().size(); j++) {
                double d = fit.beta(i) - fit.beta(j) + (i == moved ? move : 0) - (j == moved ? move : 0);
                fit.likelihood().at(d, fit.eta() + moveEta, slopes);
                for (Verdict verdict : Verdict.values()) {
                    long votes = fit.counts().of(i, j, verdict);
                    sum += votes == 0 ? 0 : votes * slopes.log[verdict.index()];
                }
            }
        }
        return sum;
    }

    private static Counts randomCounts(int models, Random random) {
        Counts counts = counts(models);
        int votes = 3 + random.nextInt(40);
        for (int vote = 0; vote < votes; vote++) {
            int first = random.nextInt(models);
            int second = (first + 1 + random.nextInt(models - 1)) % models;
            long times = random.nextInt(20) == 0 ? 100_000 : 1;
            counts.add(first, second, Verdict.at(random.nextInt(3)), times);
        }
        return counts;
    }

    @ParameterizedTest
    @CsvSource({"1000000000, 1", "9000000000000, 3", "1, 1"})
    void takesAnyNumberOfVotes(long wins, long losses) {
        Counts counts = counts(2);
        counts.add(0, 1, Verdict.FIRST, wins);
        counts.add(0, 1, Verdict.SECOND, losses);

        Fit fit = Fit.of(counts, Likelihood.of(RankingModel.BRADLEY_TERRY)).orElseThrow();

        double expected = Math.log((double) wins / losses);
        assertThat(fit.beta(0) - fit.beta(1)).isCloseTo(expected, within(1e-9));
    }

    @Test
    void fitsAChainOfCloseWins() {
        int models = 60;
        Counts counts = counts(models);
        for (int i = 0; i + 1 < models; i++) {
            counts.add(i, i + 1, Verdict.FIRST, 3);
            counts.add(i, i + 1, Verdict.SECOND, 1);
        }

        Fit fit = Fit.of(counts, Likelihood.of(RankingModel.BRADLEY_TERRY)).orElseThrow();

        for (int i = 0; i + 1 < models; i++) {
            assertThat(fit.beta(i) - fit.beta(i + 1)).isCloseTo(Math.log(3), within(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource(RankingModel.class)
    void hasTheSlopesOfItsLogarithms(RankingModel model) {
        Likelihood likelihood = Likelihood.of(model);
        double h = 1e-5;
        for (double d : new double[] {-30, -2, -0.3, 0, 0.7, 5}) {
            for (double eta : new double[] {0.05, 0.4, 2}) {
                Slopes here = at(likelihood, d, eta);
                Slopes right = at(likelihood, d + h, eta);
                Slopes left = at(likelihood, d - h, eta);
                Slopes up = at(likelihood, d, eta + h);
                Slopes down = at(likelihood, d, eta - h);
                for (int v = 0; v < Verdict.COUNT; v++) {
                    assertThat(here.d[v]).isCloseTo((right.log[v] - left.log[v]) / (2 * h), within(1e-6));
                    assertThat(here.eta[v]).isCloseTo((up.log[v] - down.log[v]) / (2 * h), within(1e-4));
                    assertThat(here.dd[v]).isCloseTo((right.d[v] - left.d[v]) / (2 * h), within(1e-6));
                    assertThat(here.dEta[v]).isCloseTo((up.d[v] - down.d[v]) / (2 * h), within(1e-6));
                    assertThat(here.etaEta[v]).isCloseTo((up.eta[v] - down.eta[v]) / (2 * h), within(1e-2));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = RankingModel.class, names = "BRADLEY_TERRY", mode = EnumSource.Mode.EXCLUDE)
    void givesProbabilitiesThatSumToOne(RankingModel model) {
        Likelihood likelihood = Likelihood.of(model);
        for (double d : new double[] {-40, -1, 0, 0.5, 12}) {
            Slopes slopes = at(likelihood, d, 0.6);
            double win = Math.exp(slopes.log[0]);
            double tie = Math.exp(slopes.log[1]);
            assertThat(win + tie + Math.exp(slopes.log[2])).isCloseTo(1, within(1e-12));
            assertThat(likelihood.share(d, 0.6)).isCloseTo(win + tie / 2, within(1e-12));
        }
    }

    private static Slopes at(Likelihood likelihood, double d, double eta) {
        Slopes slopes = new Slopes();
        likelihood.at(d, eta, slopes);
        return slopes;
    }

    @Test
    void knowsTheNormalQuantile() {
        assertThat(NormalQuantile.twoSided(0.95)).isCloseTo(1.959963984540054, within(1e-14));
        assertThat(NormalQuantile.twoSided(0.99)).isCloseTo(2.5758293035489004, within(1e-13));
        assertThat(NormalQuantile.twoSided(0.5)).isCloseTo(0.6744897501960817, within(1e-14));
        assertThat(NormalQuantile.twoSided(0.999999)).isCloseTo(4.891638475698, within(1e-9));
    }
}
