package io.joute.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.duel.DuelSettings;
import io.joute.server.http.ServerSettings;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LeaderboardTest {
    @Test
    void saysThatThereIsNoVoteYet() {
        String page = served(
                DemoServer.models(),
                past -> {},
                browser -> browser.get("/leaderboard").body());

        assertThat(page)
                .contains(
                        "Aucun vote pour l’instant.",
                        "Pas encore de classement",
                        "Aucun vote ne compare encore deux modèles.")
                .contains("Grand Joute")
                .doesNotContain("class=\"data ranks\"", "1\u202F000");
    }

    @Test
    void saysHowManyVotesAreMissingAndWhich() {
        List<TestArena.Entry> models = DemoServer.models();
        String page = served(
                models,
                past -> past.between(models.get(0).card(), models.get(1).card(), 4, 1),
                browser -> browser.get("/leaderboard").body());

        assertThat(page)
                .contains("D’après 4 votes", "Il manque au moins", "gagne ou fait égalité contre")
                .contains("<td class=\"num\">4</td>")
                .doesNotContain("Infinity", "NaN", "∞");
    }

    @Test
    void ranksWithIntervalsTiersAndPreliminaryMarks() {
        String page = served(
                DemoServer.famous(),
                DemoServer::past,
                browser -> browser.get("/leaderboard").body());

        assertThat(page)
                .contains("class=\"data ranks\"", "Intervalle à 95\u202F%", "préliminaire", "class=\"preliminary\"")
                .contains("Qualité et énergie", "class=\"draw plot\"", "ecologits-0.9", "regroupés par votant")
                .doesNotContain("Pas encore de classement", "NaN");
        assertThat(page.split("<tr class=\"", -1)).hasSize(7);
    }

    @Test
    void doesNotMoveBeforeTheReveal() {
        String before = served(DemoServer.models(), past -> {}, browser -> {
            String path = browser.open("question");
            browser.follow(path);
            browser.get(path);
            browser.post(path + "/vote", "turn", "0", "choice", "a", "then", "stay");
            return browser.get("/leaderboard").body();
        });

        assertThat(before).contains("Aucun vote pour l’instant.", "1 vote attend que son duel soit dévoilé.");
    }

    @Test
    void showsMarkedRatingsWhereNoOthersExist() {
        List<TestArena.Entry> models = DemoServer.models();
        String page = served(
                models,
                past -> past.between(models.get(0).card(), models.get(1).card(), 4, 1),
                browser -> browser.get("/leaderboard").body());

        assertThat(page).contains("Une estimation malgré tout", "À ne pas prendre pour un classement");
    }

    @Test
    void showsAVoteWithTheNextLook() {
        String pages = served(DemoServer.models(), past -> {}, browser -> {
            String path = browser.open("question");
            browser.follow(path);
            browser.get(path);
            browser.post(path + "/vote", "turn", "0", "choice", "a", "then", "stay");
            browser.get("/leaderboard");
            browser.post(path + "/reveal", "x", "1");
            return browser.get("/leaderboard").body()
                    + browser.get("/leaderboard/mine").body();
        });

        assertThat(pages)
                .contains("D’après 1 vote sur cette machine.", "1 de vos votes est dévoilé.")
                .contains("Encore 9 pour voir votre classement.");
    }

    @Test
    void showsTheReasonsTickedMostOften() {
        String page = served(DemoServer.famous(), DemoServer::past, browser -> {
            String path = browser.open("question");
            browser.follow(path);
            browser.get(path);
            browser.post(path + "/vote", "turn", "0", "choice", "a", "tags_a", "useful", "tags_b", "incorrect");
            browser.post(path + "/reveal", "x", "1");
            return browser.get("/leaderboard?column=qualities").body();
        });

        assertThat(page).contains("Raisons les plus cochées", "Utile (1)", "Incorrecte (1)");
    }

    @Test
    void tellsProgramsTheSame() {
        JsonNode filled = JsonMapper.shared()
                .readTree(served(
                        DemoServer.famous(),
                        DemoServer::past,
                        browser -> browser.get("/api/leaderboard").body()));
        JsonNode empty = JsonMapper.shared()
                .readTree(served(
                        DemoServer.models(),
                        past -> {},
                        browser -> browser.get("/api/leaderboard").body()));

        assertThat(filled.get("rows")).hasSize(6);
        assertThat(filled.get("rows").get(0).get("ranked").get("low").asDouble())
                .isLessThan(
                        filled.get("rows").get(0).get("ranked").get("rating").asDouble());
        assertThat(filled.get("basis").get("voters").asInt()).isEqualTo(40);
        assertThat(empty.get("reason").asString()).isEqualTo("no_votes");
        assertThat(empty.has("basis")).isFalse();
    }

    private static String served(
            List<TestArena.Entry> models, Consumer<PastVotes> past, Function<Browser, String> visit) {
        try (TestArena arena = new TestArena(models, DuelSettings.DEFAULT.unpaced(), new SecureRandom(), past);
                JouteServer server = JouteServer.start(ServerSettings.DEFAULT.withPort(0), arena.served());
                Browser browser = new Browser(server.port(), "fr")) {
            return visit.apply(browser);
        }
    }
}
