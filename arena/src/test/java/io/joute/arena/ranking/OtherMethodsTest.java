package io.joute.arena.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Ratings that are shown beside a board, against the reference's figures. */
final class OtherMethodsTest {
    private static void assertRatings(Map<String, Double> found, JsonNode expected, boolean strengths) {
        assertThat(found).hasSize(expected.size());
        found.forEach((model, rating) -> {
            double value = expected.get(model).asDouble();
            assertThat(rating)
                    .as(model)
                    .isCloseTo(strengths ? Scale.rating(value) : value, within(1e-6 * Scale.POINTS));
        });
    }

    private static Tally tally(String table) {
        return Tally.of(RankingVectors.votes(table + "-votes.csv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"small5", "wiki4"})
    void runsElosRatingsInTheOrderOfTime(String table) {
        JsonNode expected = RankingVectors.json(table + "-expected.json").get("elo_online");
        for (int k : List.of(4, 32)) {
            Elo elo = new Elo(k);
            RankingVectors.rows(table + "-votes.csv").stream()
                    .sorted(Comparator.comparingLong(cells -> Long.parseLong(cells[1])))
                    .map(RankingVectors::comparison)
                    .forEach(elo::add);

            assertRatings(elo.ratings(), expected.get("k=" + k), false);
        }
    }

    @Test
    void dropsElosVotesOfAModelWithItself() {
        Elo elo = new Elo(4);
        elo.add(new Comparison("v", "a", "a", Outcome.A));
        elo.add(new Comparison("v", "a", "b", Outcome.BOTH_BAD));

        assertThat(elo.ratings()).isEqualTo(Map.of("a", 1000.0, "b", 1000.0));
        assertThatThrownBy(() -> new Elo(0)).hasMessage("k is 0.0, expected above 0, below 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"small5", "wiki4"})
    void pullsRatingsTogether(String table) {
        JsonNode expected = RankingVectors.json(table + "-expected.json").get("bt_ridge");
        for (String pull : List.of("0.01", "0.1", "1.0")) {
            assertRatings(Shrunk.ridge(tally(table), Double.parseDouble(pull)), expected.get(pull), true);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"disconnected", "undefeated", "allties"})
    void hasPulledRatingsWhereNoOthersExist(String table) {
        JsonNode expected = RankingVectors.json("degenerate-expected.json").get(table);
        Tally tally = tally("deg-" + table);
        for (String pull : List.of("0.01", "0.1", "1.0")) {
            assertRatings(
                    Shrunk.ridge(tally, Double.parseDouble(pull)),
                    expected.get("ridge").get(pull),
                    true);
        }
        if (Ranking.fit(tally, RankingOptions.DEFAULT) instanceof NoCommonScale none) {
            assertRatings(none.provisional(), expected.get("ridge").get("1.0"), true);
        } else {
            assertThat(table).isEqualTo("allties");
        }
    }

    @Test
    void addsHalfAWinEachWay() {
        JsonNode expected = RankingVectors.json("degenerate-expected.json");
        String key = "pseudo_half_win_each_way_on_observed_pairs";

        assertRatings(
                Shrunk.halfWins(tally("deg-undefeated")).orElseThrow(),
                expected.get("undefeated").get(key),
                true);
        assertRatings(
                Shrunk.halfWins(tally("deg-allties")).orElseThrow(),
                expected.get("allties").get(key),
                true);
        assertThat(Shrunk.halfWins(tally("deg-disconnected"))).isEmpty();
    }

    @Test
    void countsTheStyleOfAnswers() {
        JsonNode cases = RankingVectors.json("style-counters-expected.json");
        assertThat(cases).isNotEmpty();
        for (JsonNode row : cases) {
            Style style = Style.of(row.get("text").asString(), 7);

            assertThat(style)
                    .as(row.get("text").asString())
                    .isEqualTo(new Style(
                            7,
                            row.get("headers").asInt(),
                            row.get("lists_ordered").asInt(),
                            row.get("lists_unordered").asInt(),
                            row.get("bold").asInt()));
        }
    }

    @Test
    void countsTheStyleOfHostileTextInNoTime() {
        String hostile = "**__".repeat(50_000) + "1".repeat(50_000) + " ".repeat(50_000) + "```";

        assertThat(Style.of(hostile, 1).headers()).isZero();
        assertThat(Style.of("```\n# code\n", 1).headers()).isZero();
        assertThat(Style.of("# a\n```x```\n- b", 1)).isEqualTo(new Style(1, 1, 0, 1, 0));
    }

    @Test
    void takesNoPartOfOthers() {
        Tally tally = tally("small5").among(Set.of("alpha", "bravo"));

        assertThat(Shrunk.ridge(tally, 1).keySet()).containsExactly("alpha", "bravo");
    }
}
