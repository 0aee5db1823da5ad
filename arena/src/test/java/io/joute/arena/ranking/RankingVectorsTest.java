package io.joute.arena.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Reference figures that several independent computations agree on. */
final class RankingVectorsTest {
    private static final double BETA = 1e-6;

    private static Ranked fit(List<Comparison> votes, RankingModel model, Intervals intervals) {
        return ranked(Ranking.fit(Tally.of(votes), RankingOptions.DEFAULT.with(model, intervals)));
    }

    private static Ranked ranked(Ranking ranking) {
        return switch (ranking) {
            case Ranked ranked -> ranked;
            case NoCommonScale none -> throw new AssertionError("no common scale: " + none);
        };
    }

    private static Ranked bradleyTerry(String table, Intervals intervals) {
        return fit(RankingVectors.votes(table + "-votes.csv"), RankingModel.BRADLEY_TERRY, intervals);
    }

    private static void assertEach(
            Ranked found, JsonNode expected, ToDoubleFunction<RankedModel> figure, double tolerance) {
        assertThat(found.models()).hasSize(expected.size());
        for (RankedModel line : found.models()) {
            double value = expected.get(line.model()).asDouble();
            assertThat(figure.applyAsDouble(line)).as(line.model()).isCloseTo(value, within(tolerance));
        }
    }

    private static void assertIntervals(Ranked found, JsonNode expected) {
        for (RankedModel line : found.models()) {
            JsonNode row = expected.get(line.model());
            double error = row.get("se").asDouble();
            assertThat(line.standardError()).as(line.model()).isCloseTo(error, within(error * 1e-6));
            assertThat(line.low()).isCloseTo(row.get("elo_lo95").asDouble(), within(1e-4));
            assertThat(line.high()).isCloseTo(row.get("elo_hi95").asDouble(), within(1e-4));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"small5", "wiki4"})
    void countsWinsTiesAndVotes(String table) {
        JsonNode expected = RankingVectors.json(table + "-expected.json");
        WinMatrix matrix = Tally.of(RankingVectors.votes(table + "-votes.csv")).winMatrix();

        for (int i = 0; i < matrix.models().size(); i++) {
            String model = matrix.models().get(i);
            assertThat(model).isEqualTo(expected.get("models").get(i).asString());
            assertThat(matrix.votes(model))
                    .isEqualTo(expected.get("n_per_model").get(model).asLong());
            assertThat(matrix.shareWon(model))
                    .isCloseTo(expected.get("win_rate_tie_half").get(model).asDouble(), within(1e-11));
            for (int j = 0; j < matrix.models().size(); j++) {
                String other = matrix.models().get(j);
                assertThat(matrix.wins(model, other))
                        .isEqualTo(expected.get("win_matrix").get(i).get(j).asLong());
                assertThat(matrix.ties(model, other))
                        .isEqualTo(expected.get("tie_matrix").get(i).get(j).asLong());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"small5", "wiki4"})
    void findsTheStrengths(String table) {
        JsonNode expected = RankingVectors.json(table + "-expected.json");

        Ranked found = bradleyTerry(table, Intervals.FISHER);

        assertEach(found, expected.get("bt").get("beta"), RankedModel::beta, BETA);
        assertEach(found, expected.get("bt").get("elo_mean1000"), RankedModel::rating, 2e-4);
        assertThat(found.basis().logLikelihood())
                .isCloseTo(expected.get("bt").get("log_likelihood").asDouble(), within(1e-6));
        assertThat(found.comparisons()).isEqualTo(expected.get("n_votes").asLong());
    }

    @ParameterizedTest
    @ValueSource(strings = {"small5", "wiki4"})
    void givesFisherAndSandwichIntervals(String table) {
        JsonNode expected = RankingVectors.json(table + "-expected.json");

        assertIntervals(bradleyTerry(table, Intervals.FISHER), expected.get("ci_fisher"));
        assertIntervals(bradleyTerry(table, Intervals.SANDWICH), expected.get("ci_sandwich_hc0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"small5", "wiki4"})
    void givesTheWholeCovarianceAndErrorsOfDifferences(String table) {
        JsonNode expected = RankingVectors.json(table + "-expected.json");
        Covariance found = bradleyTerry(table, Intervals.SANDWICH).covariance();
        Covariance fisher = bradleyTerry(table, Intervals.FISHER).covariance();
        String anchor = table.equals("small5") ? "charlie" : "A";
        JsonNode anchored = expected.get("se_anchored_" + anchor);

        for (int i = 0; i < found.models().size(); i++) {
            String model = found.models().get(i);
            for (int j = 0; j < found.models().size(); j++) {
                double value = expected.get("cov_sandwich_hc0").get(i).get(j).asDouble();
                assertThat(found.between(model, found.models().get(j)))
                        .isCloseTo(value, within(Math.abs(value) * 1e-6));
            }
            double robust = anchored.get("sandwich_hc0").get(model).asDouble();
            assertThat(found.standardErrorOfDifference(model, anchor)).isCloseTo(robust, within(1e-6 * robust));
            double classic = anchored.get("fisher").get(model).asDouble();
            assertThat(fisher.standardErrorOfDifference(model, anchor)).isCloseTo(classic, within(1e-6 * classic));
        }
    }

    @Test
    void givesIntervalsClusteredByVoter() {
        JsonNode expected = RankingVectors.json("small5-expected.json");

        Ranked corrected = bradleyTerry("small5", Intervals.CLUSTER);

        assertThat(corrected.basis().voters())
                .isEqualTo(
                        expected.get("ci_cluster_by_voter_cr0").get("clusters").asInt());
        assertIntervals(corrected, expected.get("ci_cluster_by_voter_cr1").get("ci"));
        assertThat(corrected.basis().notes()).containsExactly(Note.FEW_VOTERS);
    }

    @Test
    void givesClusteredCovarianceWithoutTheCorrection() {
        JsonNode expected = RankingVectors.json("small5-expected.json")
                .get("ci_cluster_by_voter_cr0")
                .get("ci");
        Tally tally = Tally.of(RankingVectors.votes("small5-votes.csv"));
        Fit fit = Fit.of(tally.counts(), Likelihood.of(RankingModel.BRADLEY_TERRY))
                .orElseThrow();

        Matrix covariance = new Spread(fit, tally).cr0();

        for (int i = 0; i < tally.counts().size(); i++) {
            double error =
                    expected.get(tally.counts().models().get(i)).get("se").asDouble();
            assertThat(Math.sqrt(covariance.at(i, i))).isCloseTo(error, within(1e-6 * error));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"small5", "wiki4"})
    void ranksByDifferencesAndByIntervalsAndInTiers(String table) {
        JsonNode expected = RankingVectors.json(table + "-expected.json").get("ranks");

        Ranked found = bradleyTerry(table, Intervals.SANDWICH);

        assertEach(found, expected.get("ordinal"), RankedModel::position, 0);
        assertEach(found, expected.get("rank_best_pairwise_contrast"), RankedModel::bestRank, 0);
        assertEach(found, expected.get("rank_worst_pairwise_contrast"), RankedModel::worstRank, 0);
        assertEach(found, expected.get("rank_ub_fastchat_sandwich"), RankedModel::overlapRank, 0);
        assertEach(found, expected.get("class_fixed_anchor_sandwich"), RankedModel::tier, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"small5", "wiki4"})
    void expectsTheShareOfEachPair(String table) {
        JsonNode expected = RankingVectors.json(table + "-expected.json").get("mean_win_probability");
        Ranked found = bradleyTerry(table, Intervals.FISHER);

        assertEach(found, expected, line -> meanShare(found, line.model()), 1e-9);
    }

    private static double meanShare(Ranked ranked, String model) {
        return ranked.models().stream()
                .filter(other -> !other.model().equals(model))
                .mapToDouble(other -> ranked.expectedShare(model, other.model()))
                .average()
                .orElseThrow();
    }

    @Test
    void modelsTiesAsDavidsonDid() {
        JsonNode expected = RankingVectors.json("small5-expected.json").get("davidson");
        Ranked found = fit(RankingVectors.votes("small5-votes.csv"), RankingModel.DAVIDSON, Intervals.FISHER);

        assertEach(found, expected.get("beta"), RankedModel::beta, 1e-6);
        assertEach(found, expected.get("se_beta"), RankedModel::standardError, 1e-6);
        assertThat(found.basis().tieParameter().orElseThrow())
                .isCloseTo(expected.get("nu").asDouble(), within(1e-6));
        assertThat(found.basis().logLikelihood())
                .isCloseTo(expected.get("log_likelihood").asDouble(), within(1e-6));
    }

    @Test
    void modelsTiesAsRaoAndKupperDid() {
        JsonNode expected = RankingVectors.json("small5-expected.json").get("rao_kupper");
        Ranked found = fit(RankingVectors.votes("small5-votes.csv"), RankingModel.RAO_KUPPER, Intervals.FISHER);

        assertEach(found, expected.get("beta"), RankedModel::beta, 1e-6);
        assertEach(found, expected.get("se_beta"), RankedModel::standardError, 1e-6);
        assertThat(found.basis().tieParameter().orElseThrow())
                .isCloseTo(expected.get("theta").asDouble(), within(1e-6));
        assertThat(found.basis().logLikelihood())
                .isCloseTo(expected.get("log_likelihood").asDouble(), within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DAVIDSON", "RAO_KUPPER"})
    void showsPlainBradleyTerryWhereNoTieWasCast(RankingModel model) {
        JsonNode expected = RankingVectors.json("wiki4-expected.json").get("bt").get("beta");

        Ranked found = fit(RankingVectors.votes("wiki4-votes.csv"), model, Intervals.FISHER);

        assertEach(found, expected, RankedModel::beta, BETA);
        assertThat(found.basis().model()).isEqualTo(RankingModel.BRADLEY_TERRY);
        assertThat(found.basis().notes()).contains(Note.NO_TIES);
    }

    @Test
    void refitsVotesOfOneCategoryOrWithoutTies() {
        JsonNode expected = RankingVectors.json("small5-expected.json");
        for (String category : List.of("coding", "maths", "writing")) {
            List<Comparison> votes = RankingVectors.votes("small5-votes.csv", category);
            Ranked found = fit(votes, RankingModel.BRADLEY_TERRY, Intervals.SANDWICH);
            JsonNode row = expected.get("per_category").get(category);
            assertThat(votes).hasSize(row.get("n_votes").asInt());
            assertEach(found, row.get("beta"), RankedModel::beta, BETA);
            assertEach(found, row.get("se_sandwich_hc0"), RankedModel::standardError, 1e-6);
        }
        List<Comparison> decisive = RankingVectors.votes("small5-votes.csv").stream()
                .filter(vote -> vote.outcome() == Outcome.A || vote.outcome() == Outcome.B)
                .toList();
        Ranked found = fit(decisive, RankingModel.BRADLEY_TERRY, Intervals.FISHER);
        assertEach(found, expected.get("bt_decisive_only").get("beta"), RankedModel::beta, BETA);
        assertEach(found, expected.get("bt_decisive_only").get("se_fisher"), RankedModel::standardError, 1e-6);
    }

    @Test
    void refitsGivenResamplesToTheirStrengthsAndPercentiles() {
        JsonNode expected = RankingVectors.json("small5-expected.json").get("bootstrap_first_200_replicates");
        Tally tally = Tally.of(RankingVectors.votes("small5-votes.csv"));
        Fit fit = Fit.of(tally.counts(), Likelihood.of(RankingModel.BRADLEY_TERRY))
                .orElseThrow();
        List<String> models = tally.counts().models();

        Bootstrap found = Bootstrap.of(fit, givenResamples(models));

        List<String[]> betas = RankingVectors.rows("small5-bootstrap-beta.csv");
        assertThat(found.kept()).isEqualTo(200);
        for (int model = 0; model < models.size(); model++) {
            double[] strengths = found.strengths(model);
            for (int replicate = 0; replicate < strengths.length; replicate++) {
                double value = Double.parseDouble(betas.get(replicate)[model + 1]);
                assertThat(strengths[replicate]).isCloseTo(value, within(BETA));
            }
            String name = models.get(model);
            assertThat(Scale.rating(found.quantile(model, 0.025)))
                    .isCloseTo(expected.get("elo_lo95").get(name).asDouble(), within(1e-4));
            assertThat(Scale.rating(found.quantile(model, 0.5)))
                    .isCloseTo(expected.get("elo_median").get(name).asDouble(), within(1e-4));
            assertThat(Scale.rating(found.quantile(model, 0.975)))
                    .isCloseTo(expected.get("elo_hi95").get(name).asDouble(), within(1e-4));
        }
    }

    private static List<Counts> givenResamples(List<String> models) {
        List<String[]> rows = RankingVectors.rows("small5-bootstrap-rows.csv");
        List<Counts> resamples = new ArrayList<>();
        for (String[] replicate : RankingVectors.rows("small5-bootstrap-counts.csv")) {
            Counts counts = new Counts(models);
            for (int row = 0; row < rows.size(); row++) {
                String[] cells = rows.get(row);
                Verdict verdict = switch (cells[3]) {
                    case "1.0" -> Verdict.FIRST;
                    case "0.5" -> Verdict.TIE;
                    default -> Verdict.SECOND;
                };
                counts.add(
                        models.indexOf(cells[1]),
                        models.indexOf(cells[2]),
                        verdict,
                        Long.parseLong(replicate[row + 1]));
            }
            resamples.add(counts);
        }
        return resamples;
    }

    @Test
    void bootstrapsTheIntervalsOfTenThousandResamples() {
        JsonNode expected = RankingVectors.json("small5-expected.json").get("bootstrap");
        RankingOptions options = RankingOptions.DEFAULT
                .with(RankingModel.BRADLEY_TERRY, Intervals.BOOTSTRAP)
                .withBootstrap(4000, 11);

        Ranked found = ranked(Ranking.fit(Tally.of(RankingVectors.votes("small5-votes.csv")), options));

        for (RankedModel line : found.models()) {
            double low = expected.get("elo_lo95").get(line.model()).asDouble();
            double high = expected.get("elo_hi95").get(line.model()).asDouble();
            assertThat(line.low()).isCloseTo(low, within(0.04 * (high - low)));
            assertThat(line.high()).isCloseTo(high, within(0.04 * (high - low)));
            double deviation = expected.get("sd_beta").get(line.model()).asDouble();
            assertThat(line.standardError()).isCloseTo(deviation, within(0.04 * deviation));
        }
    }

    @Test
    void knowsTheClosedFormsOfTwoModels() {
        for (JsonNode example : RankingVectors.json("two-model-expected.json").get("cases")) {
            List<Comparison> votes = new ArrayList<>();
            votes.addAll(Collections.nCopies(example.get("wins_1").asInt(), new Comparison("v", "1", "2", Outcome.A)));
            votes.addAll(Collections.nCopies(example.get("wins_2").asInt(), new Comparison("v", "1", "2", Outcome.B)));
            votes.addAll(Collections.nCopies(example.get("ties").asInt(), new Comparison("v", "2", "1", Outcome.TIE)));

            assertDifference(votes, RankingModel.BRADLEY_TERRY, example.get("bt_half_tie_beta_diff"));
            Covariance fisher =
                    fit(votes, RankingModel.BRADLEY_TERRY, Intervals.FISHER).covariance();
            Covariance robust =
                    fit(votes, RankingModel.BRADLEY_TERRY, Intervals.SANDWICH).covariance();
            double classic = example.get("se_fisher_diff").asDouble();
            double sandwich = example.get("se_sandwich_diff").asDouble();
            assertThat(fisher.standardErrorOfDifference("1", "2")).isCloseTo(classic, within(1e-6 * classic));
            assertThat(robust.standardErrorOfDifference("1", "2")).isCloseTo(sandwich, within(1e-6 * sandwich));
            if (example.has("davidson_nu")) {
                assertTies(votes, RankingModel.DAVIDSON, example.get("davidson_beta_diff"), example.get("davidson_nu"));
                assertTies(
                        votes,
                        RankingModel.RAO_KUPPER,
                        example.get("rao_kupper_beta_diff"),
                        example.get("rao_kupper_theta"));
            }
        }
    }

    private static void assertTies(
            List<Comparison> votes, RankingModel model, JsonNode difference, JsonNode parameter) {
        Ranked found = assertDifference(votes, model, difference);
        assertThat(found.basis().tieParameter().orElseThrow()).isCloseTo(parameter.asDouble(), within(1e-6));
    }

    private static Ranked assertDifference(List<Comparison> votes, RankingModel model, JsonNode expected) {
        Ranked found = fit(votes, model, Intervals.FISHER);
        double first = found.model("1").orElseThrow().beta();
        double second = found.model("2").orElseThrow().beta();
        assertThat(first - second).isCloseTo(expected.asDouble(), within(BETA));
        assertThat(first + second).isCloseTo(0, within(1e-12));
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"disconnected", "undefeated"})
    void saysWhichModelsHaveNoCommonScale(String table) {
        JsonNode expected = RankingVectors.json("degenerate-expected.json").get(table);
        Tally tally = Tally.of(RankingVectors.votes("deg-" + table + "-votes.csv"));

        Ranking found = Ranking.fit(tally, RankingOptions.DEFAULT);

        assertThat(found).isInstanceOf(NoCommonScale.class);
        NoCommonScale none = (NoCommonScale) found;
        assertThat(none.reason()).isEqualTo(NoCommonScale.Reason.NOT_CONNECTED);
        Set<Set<String>> parts = none.components().stream()
                .map(part -> Set.copyOf(part.models()))
                .collect(Collectors.toSet());
        assertThat(parts)
                .isEqualTo(Set.copyOf(expected.get("strong_components")
                        .valueStream()
                        .map(part -> part.valueStream().map(JsonNode::asString).collect(Collectors.toSet()))
                        .toList()));
        assertThat(none.components().getFirst().models().getFirst()).isEqualTo("a");
    }

    @Test
    void fallsBackToFisherWhenAllAreTies() {
        JsonNode expected = RankingVectors.json("degenerate-expected.json").get("allties");
        Map<Intervals, Intervals> shown = Map.of(
                Intervals.AUTOMATIC, Intervals.FISHER,
                Intervals.SANDWICH, Intervals.FISHER,
                Intervals.CLUSTER, Intervals.FISHER,
                Intervals.BOOTSTRAP, Intervals.FISHER);

        shown.forEach((asked, given) -> {
            Ranked found = fit(RankingVectors.votes("deg-allties-votes.csv"), RankingModel.BRADLEY_TERRY, asked);
            assertThat(found.basis().intervals()).isEqualTo(given);
            assertThat(found.basis().notes()).contains(Note.NO_RESIDUALS);
            assertEach(found, expected.get("beta"), RankedModel::beta, BETA);
            assertEach(found, expected.get("se_fisher"), RankedModel::standardError, 1e-6);
        });
    }
}
