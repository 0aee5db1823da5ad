package io.joute.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.joute.arena.duel.DuelSettings;
import io.joute.arena.ranking.Comparison;
import io.joute.arena.ranking.NoCommonScale;
import io.joute.arena.ranking.Note;
import io.joute.arena.ranking.Outcome;
import io.joute.arena.ranking.Ranked;
import io.joute.arena.ranking.RankedModel;
import io.joute.arena.ranking.Ranking;
import io.joute.arena.ranking.RankingOptions;
import io.joute.arena.ranking.Tally;
import io.joute.arena.ranking.Trait;
import io.joute.server.http.Language;
import io.joute.server.http.ServerSettings;
import io.joute.server.page.Words;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The leaderboard's choices, its table of pairs, one's own votes, and its files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoardPagesTest {
    private final TestArena arena =
            new TestArena(DemoServer.famous(), DuelSettings.DEFAULT.unpaced(), new SecureRandom(), DemoServer::past);
    private JouteServer server;
    private Browser browser;

    @BeforeAll
    void start() {
        server = JouteServer.start(ServerSettings.DEFAULT.withPort(0), arena.served());
        browser = new Browser(server.port(), "en");
    }

    @AfterAll
    void stop() {
        browser.close();
        server.close();
        arena.close();
    }

    private String page(String path) {
        return browser.get(path).body();
    }

    private JsonNode json(String query) {
        return JsonMapper.shared().readTree(page("/api/leaderboard" + query));
    }

    private static long rows(String page) {
        return Pattern.compile("<td class=\"rank figures\">")
                .matcher(page)
                .results()
                .count();
    }

    @Test
    void offersEveryChoiceAsAPlainForm() {
        String page = page("/leaderboard");

        assertThat(page)
                .contains("method=\"get\" action=\"/leaderboard\"")
                .contains("name=\"language\"", "name=\"mode\"", "name=\"since\"", "name=\"size\"", "name=\"openness\"")
                .contains("name=\"ties\"", "name=\"intervals\"", "name=\"method\"", "name=\"style\"")
                .doesNotContain("Back to the defaults");
        assertThat(page("/leaderboard?size=XS"))
                .contains("<option value=\"XS\" selected>", "Back to the defaults", "/leaderboard.csv?size=XS");
    }

    @Test
    void leavesRowsOutWithoutTouchingRanks() {
        JsonNode all = json("");
        JsonNode small = json("?size=XS");

        assertThat(rows(page("/leaderboard"))).isEqualTo(6);
        assertThat(rows(page("/leaderboard?size=XS"))).isEqualTo(2);
        assertThat(rows(page("/leaderboard?openness=proprietary"))).isZero();
        assertThat(small.get("rows")).hasSize(2);
        assertThat(small.get("votes")).isEqualTo(all.get("votes"));
        for (JsonNode row : small.get("rows")) {
            assertThat(all.get("rows")).contains(row);
        }
    }

    @Test
    void showsTheModelsOfOneMakerOrEnergyClass() {
        assertThat(page("/leaderboard")).contains("<option value=\"Joute\">Joute</option>");
        assertThat(rows(page("/leaderboard?maker=Joute"))).isEqualTo(6);
        assertThat(rows(page("/leaderboard?energy=E"))).isEqualTo(1);
        assertThat(page("/leaderboard?energy=E")).contains("Llama 3.1 405B", "/leaderboard.csv?energy=E");
        String stranger = page("/leaderboard?maker=A%26B+%3Cb%3E");
        assertThat(rows(stranger)).isZero();
        assertThat(stranger).contains("/leaderboard.csv?maker=A%26B+%3Cb%3E").doesNotContain("<b>");
    }

    @Test
    void showsTheColumnsAskedFor() {
        String usual = page("/leaderboard");
        String some = page("/leaderboard?column=votes&column=energy-class&column=release");

        assertThat(heads(usual))
                .containsExactly(
                        "rank", "model", "rating", "interval", "tier", "votes", "won", "energy", "apart", "openness");
        assertThat(heads(some)).containsExactly("rank", "model", "votes", "energy-class", "release");
        assertThat(some).contains("<td class=\"col-energy-class\">E</td>", "November 2026</td>");
        assertThat(usual).contains("name=\"column\" value=\"rating\" checked");
        assertThat(some).doesNotContain("name=\"column\" value=\"rating\" checked");
    }

    @Test
    void showsWhatACardAndACareerTellInColumnsOfTheirOwn() {
        String page = page("/leaderboard?column=energy-tokens&column=parameters&column=failures&column=qualities");

        assertThat(heads(page))
                .containsExactly("rank", "model", "energy-tokens", "parameters", "failures", "qualities");
        assertThat(page).contains("Energy per 1,000 tokens", "406 billion", "<td class=\"col-failures\">0% of ");
        assertThat(order(page("/leaderboard?column=parameters&sort=-parameters")))
                .first()
                .isEqualTo("llama-3.1-405b");
        assertThat(heads(page("/leaderboard?column=all"))).hasSize(20);
    }

    @Test
    void showsTheModelsThatRunHereOrWereArchived() {
        assertThat(rows(page("/leaderboard?where=here"))).isEqualTo(6);
        assertThat(rows(page("/leaderboard?where=archived"))).isZero();
        assertThat(json("?where=elsewhere").get("rows")).isEmpty();
        assertThat(page("/leaderboard?where=archived")).contains("<option value=\"archived\" selected>");
    }

    @Test
    void givesFilesOfTheColumnsAndTheOrderChosen() {
        String query = "?size=XS&column=votes&column=size&sort=-size";
        String table = page("/leaderboard.csv" + query);
        JsonNode rows = json(query).get("rows");

        assertThat(table.lines().findFirst()).contains("rank_best,rank_worst,model,name,votes,size_class,method");
        assertThat(table.lines().skip(1).map(line -> line.split(",", -1)[2]))
                .containsExactlyElementsOf(order(page("/leaderboard" + query)));
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).get("model").asString()).isEqualTo("gemma-3-4b");
        assertThat(rows.get(0).propertyNames())
                .containsExactly("model", "name", "bestRank", "worstRank", "votes", "card");
        assertThat(json(query).get("columns")).extracting(JsonNode::asString).contains("rank", "size");
    }

    @Test
    void givesEverythingToProgramsThatChooseNoColumn() {
        JsonNode row = json("").get("rows").get(0);

        assertThat(page("/leaderboard.csv").lines().findFirst().orElseThrow().split(",", -1))
                .hasSizeGreaterThan(30)
                .contains("wh_per_1000_tokens", "failure_rate", "tags", "next_model", "active_billions_low", "licence");
        assertThat(row.propertyNames())
                .contains("ranked", "votes", "shareWon", "energy", "energyClass", "card", "failureRate", "tags");
        assertThat(row.get("card").get("rights").get("commercialUse").asString())
                .isEqualTo("unknown");
        assertThat(row.get("card").get("build").get("architecture").asString()).isEqualTo("unknown");
        assertThat(page("/leaderboard")).contains("/leaderboard.csv?column=rating&amp;column=interval");
    }

    @Test
    void sortsByAHeadAndBackWithoutTouchingRanks() {
        String usual = page("/leaderboard");
        String largest = page("/leaderboard?column=size&sort=-size");
        String smallest = page("/leaderboard?column=size&sort=size");

        assertThat(order(usual)).first().isEqualTo("gemma-3-4b");
        assertThat(usual).contains("aria-sort=\"ascending\"").containsOnlyOnce("aria-sort");
        assertThat(order(largest)).first().isEqualTo("llama-3.1-405b");
        assertThat(order(smallest)).containsExactlyElementsOf(order(largest).reversed());
        assertThat(smallest)
                .contains("Rows in ascending order of “Size”.", "name=\"sort\" value=\"size\"")
                .contains("href=\"/leaderboard?column=size&amp;sort=-size#board-all\"");
        assertThat(largest).contains("href=\"/leaderboard?column=size&amp;sort=size#board-all\"");
        for (String column : List.of("rank", "model", "rating", "tier", "votes", "won", "energy", "openness")) {
            assertThat(order(page("/leaderboard?sort=" + column)))
                    .as(column)
                    .containsExactlyInAnyOrderElementsOf(order(usual));
        }
        for (String column : List.of("energy-class", "maker", "licence", "architecture", "release")) {
            assertThat(order(page("/leaderboard?sort=-" + column)))
                    .as(column)
                    .containsExactlyInAnyOrderElementsOf(order(usual));
        }
    }

    private static List<String> heads(String page) {
        return Pattern.compile("<th scope=\"col\" class=\"col-([a-z-]+)\"")
                .matcher(page)
                .results()
                .map(each -> each.group(1))
                .toList();
    }

    private static List<String> order(String page) {
        return Pattern.compile("<th scope=\"row\"><a href=\"/models/([^\"]+)\"")
                .matcher(page.substring(0, page.indexOf("</table>")))
                .results()
                .map(each -> each.group(1))
                .toList();
    }

    @Test
    void countsOnlyTheVotesAskedFor() {
        assertThat(json("?language=fr").get("votes")).isEqualTo(json("").get("votes"));
        assertThat(json("?language=en").get("reason").asString()).isEqualTo("no_votes");
        assertThat(json("?category=other").get("votes")).isEqualTo(json("").get("votes"));
        assertThat(json("?category=code").get("reason").asString()).isEqualTo("no_votes");
        assertThat(json("?origin=all").get("votes")).isEqualTo(json("").get("votes"));
        assertThat(json("?origin=imported").get("reason").asString()).isEqualTo("no_votes");
        assertThat(json("?by=judge").get("reason").asString()).isEqualTo("no_votes");
        assertThat(json("?mode=chosen").get("reason").asString()).isEqualTo("no_votes");
        assertThat(json("?mode=random").get("votes")).isEqualTo(json("").get("votes"));
        assertThat(json("?since=7").get("votes").asInt()).isZero();
        assertThat(page("/leaderboard?language=en")).contains("No vote yet.", "Back to the defaults");
    }

    @Test
    void switchesModelIntervalsAndMethod() {
        JsonNode plain = json("").get("basis");
        JsonNode davidson = json("?ties=davidson&intervals=fisher");

        assertThat(plain.get("model").asString()).isEqualTo("BRADLEY_TERRY");
        assertThat(davidson.get("basis").get("model").asString()).isEqualTo("DAVIDSON");
        assertThat(davidson.get("basis").get("intervals").asString()).isEqualTo("FISHER");
        assertThat(page("/leaderboard?ties=rao-kupper")).contains("Rao–Kupper): these ratings do not compare");
        assertThat(page("/leaderboard?method=ecologits-0.8")).contains("Energy per answer, ecologits-0.8");
    }

    @Test
    void refusesWhatDoesNotExist() {
        for (String query : List.of(
                "?mode=nope",
                "?sort=luck",
                "?sort=apart",
                "?column=luck",
                "?column=rank",
                "?where=nowhere",
                "?size=XXL",
                "?ties=elo",
                "?intervals=bootstrap",
                "?since=1",
                "?energy=Z")) {
            assertThat(browser.get("/leaderboard" + query).statusCode())
                    .as(query)
                    .isEqualTo(400);
            assertThat(browser.get("/api/leaderboard" + query).statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
    }

    @Test
    void controlsForStyle() {
        JsonNode styled = json("?style=1");

        assertThat(styled.get("styleEffects")).hasSize(Trait.values().length);
        assertThat(styled.get("rows").get(0).get("styled").get("rating").asDouble())
                .isNotEqualTo(
                        styled.get("rows").get(0).get("ranked").get("rating").asDouble());
        assertThat(json("").has("styleEffects")).isFalse();
        assertThat(page("/leaderboard?style=1")).contains("Style controlled for", "A longer answer", "raw: ");
    }

    @Test
    void saysHowManyVotesTellNeighboursApart() {
        assertThat(page("/leaderboard")).contains("more votes each, against", "told from");
        for (Language language : Language.values()) {
            Words words = Objects.requireNonNull(Words.all().get(language));
            assertThat(words.form("board.apart.votes", 1, "1", "X")).containsPattern("1 (more vote each|vote de)");
            assertThat(words.form("board.apart.votes", 2, "2", "X")).containsPattern("2 (more votes each|votes de)");
        }
    }

    @Test
    void setsWhatIsObservedBesideWhatIsPredicted() {
        String page = page("/leaderboard/matrix");
        JsonNode pair = json("").get("pairs").get(0);

        assertThat(page)
                .contains(
                        "<th scope=\"col\">Gemma 3 4B</th>",
                        "<th scope=\"row\">Gemma 3 4B</th>",
                        "predicted ",
                        "70 votes");
        assertThat(json("").get("pairs")).hasSize(15);
        assertThat(pair.get("won").asInt()
                        + pair.get("lost").asInt()
                        + pair.get("tied").asInt())
                .isEqualTo(70);
        assertThat(pair.get("expected").asDouble()).isBetween(0.3, 0.7);
        assertThat(page("/leaderboard/matrix?language=en")).contains("No vote yet.");
    }

    @Test
    void drawsMeasuredMarksAndGivesATableOfThem() {
        assertThat(page("/leaderboard"))
                .contains(
                        "class=\"read\"",
                        "The same figures as a table",
                        "no other is as good for less",
                        "times less energy");
    }

    @Test
    void showsOnesOwnVotesToOneselfOnly() {
        assertThat(page("/leaderboard/mine"))
                .contains("None of your votes is revealed yet.", "10 more to see your own ranking.")
                .doesNotContain("<table");
    }

    /** The export holds no visitor, and gives the page's figures again. */
    @Test
    void exportsVotesThatGiveTheSameFigures() {
        String votes = page("/leaderboard/votes.csv");
        Tally tally = new Tally();
        votes.lines().skip(1).map(line -> line.split(",", -1)).forEach(cells -> tally.add(vote(cells)));
        Ranked again = (Ranked) Ranking.fit(tally, RankingOptions.DEFAULT);

        assertThat(votes)
                .startsWith("vote_id,ts,voter_id,model_a,model_b,outcome,mode,language,category,cast_by,source\n")
                .doesNotContain("voter-");
        for (JsonNode row : json("").get("rows")) {
            RankedModel line = again.model(row.get("model").asString()).orElseThrow();
            assertThat(line.rating()).isCloseTo(row.get("ranked").get("rating").asDouble(), within(1e-9));
            assertThat(line.low()).isCloseTo(row.get("ranked").get("low").asDouble(), within(1e-9));
            assertThat(line.tier()).isEqualTo(row.get("ranked").get("tier").asInt());
        }
    }

    private static Comparison vote(String[] cells) {
        Outcome outcome = switch (cells[5]) {
            case "model_a" -> Outcome.A;
            case "model_b" -> Outcome.B;
            case "tie" -> Outcome.TIE;
            default -> Outcome.BOTH_BAD;
        };
        return new Comparison(cells[2], cells[3], cells[4], outcome);
    }

    @Test
    void givesTheTableShownAsAFile() {
        var answer = browser.get("/leaderboard.csv?size=XS&style=1");

        assertThat(answer.headers().firstValue("content-type")).contains("text/csv; charset=utf-8");
        assertThat(answer.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"leaderboard.csv\"");
        assertThat(answer.body().lines()).hasSize(3);
        assertThat(answer.body())
                .startsWith("rank_best,rank_worst,model,name,rating,standard_error,style_rating,low,high,")
                .contains(",gemma-3-4b,Gemma 3 4B,", "bt; cluster 95 %");
    }

    @Test
    void hasASentenceForEverythingThatABoardMaySay() {
        for (Words words : Words.all().values()) {
            for (Note note : Note.values()) {
                assertThat(words.say("board.note." + note.name().toLowerCase(Locale.ROOT)))
                        .isNotBlank();
            }
            for (NoCommonScale.Reason reason : NoCommonScale.Reason.values()) {
                assertThat(words.say("board.missing." + reason.name().toLowerCase(Locale.ROOT)))
                        .isNotBlank();
            }
            for (Trait trait : Trait.values()) {
                assertThat(words.say("board.trait." + trait.key())).isNotBlank();
            }
        }
    }
}
