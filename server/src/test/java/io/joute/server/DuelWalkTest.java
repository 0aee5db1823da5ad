package io.joute.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.duel.DuelSettings;
import io.joute.server.http.ServerSettings;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole duels by forms, as a browser without scripts plays them. */
class DuelWalkTest {
    private TestArena arena;
    private JouteServer server;

    @BeforeEach
    void start() {
        arena = new TestArena(DemoServer.models().subList(0, 2), DuelSettings.DEFAULT.unpaced(), new SecureRandom());
        server = JouteServer.start(ServerSettings.DEFAULT.withPort(0), arena.served());
    }

    @AfterEach
    void stop() {
        server.close();
        arena.close();
    }

    @ParameterizedTest
    @CsvSource({
        "fr, Que pensez-vous des réponses, Quelle réponse préférez-vous, Les modèles sont démasqués, a utilisé",
        "en, What do you think of the answers, Which answer do you prefer, The models are revealed, used"
    })
    void playsAWholeDuel(String language, String step, String question, String curtain, String used) {
        try (Browser browser = new Browser(server.port(), language)) {
            String path = browser.open("Quelle est la capitale ?");
            browser.follow(path);
            HttpResponse<String> answered = browser.get(path);

            assertThat(answered.body())
                    .contains("<html lang=\"" + language + "\"", step, question, "<strong>Canberra</strong>")
                    .doesNotContain("http-equiv=\"refresh\"");
            HttpResponse<String> voted = browser.post(
                    path + "/vote",
                    "turn",
                    "0",
                    "choice",
                    "b",
                    "tags_a",
                    "superficial",
                    "tags_b",
                    "useful",
                    "then",
                    "reveal");
            assertThat(voted.statusCode()).isEqualTo(303);
            assertThat(voted.headers().firstValue("Location")).contains(path);
            assertThat(browser.get(path).body())
                    .contains(curtain, "Grand Joute", "ecologits-0.8", "ecologits-0.9+joute-band", "cpu-time-1", used)
                    .doesNotContain("<form class=\"vote\"");
        }
    }

    @ParameterizedTest
    @CsvSource({"fr, Sous le capot, Chaque token", "en, Under the hood, Each token"})
    void showsHowSureTheModelsWereOnlyAfterTheReveal(String language, String title, String details) {
        try (Browser browser = new Browser(server.port(), language)) {
            String path = browser.open("Quelle est la capitale ?");
            browser.follow(path);
            String hood = path + "/turns/0/hood";
            assertThat(browser.get(hood).statusCode()).isEqualTo(409);
            browser.post(path + "/vote", "turn", "0", "choice", "b");
            assertThat(browser.get(hood).statusCode()).isEqualTo(409);
            browser.post(path + "/reveal");

            assertThat(browser.get(path).body()).contains("href=\"" + hood + "\"");
            assertThat(browser.get(hood).body())
                    .contains(title, details, "class=\"chance c0\"", "class=\"chance c4\"", "␣autre\u00A03");
            assertThat(browser.get(path + "/turns/7/hood").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void comesBackByItselfWithoutScriptsWhileAnswersAreWritten() {
        try (Browser browser = new Browser(server.port(), "en")) {
            String path = browser.open("please hang");
            String waiting = browser.get(path).body();

            assertThat(waiting)
                    .contains(
                            "<noscript><meta http-equiv=\"refresh\" content=\"3; url=" + path + "\">",
                            "This page reloads by itself");
            assertThat(browser.post(path + "/stop").statusCode()).isEqualTo(303);
            assertThat(browser.get(path).body()).contains("cut short").doesNotContain("http-equiv=\"refresh\"");
        }
    }

    @Test
    void goesOnAfterAVoteAndJudgesTheNextTurn() {
        try (Browser browser = new Browser(server.port(), "en")) {
            String path = browser.open("first question");
            browser.follow(path);
            browser.get(path);
            browser.post(path + "/vote", "turn", "0", "choice", "both_good", "then", "stay");
            assertThat(browser.get(path).body()).contains("You voted: both are good.", "Your vote is recorded.");

            assertThat(browser.post(path + "/turns", "prompt", "second question")
                            .statusCode())
                    .isEqualTo(303);
            browser.follow(path);
            String second = browser.get(path).body();
            assertThat(second).contains("second question", "name=\"turn\" value=\"1\"");
            browser.post(path + "/vote", "turn", "1", "choice", "a", "then", "reveal");
            assertThat(browser.get(path).body())
                    .contains("You preferred answer A", "first question", "second question");
        }
    }

    @Test
    void offersAFailedSideAgain() {
        try (Browser browser = new Browser(server.port(), "en")) {
            String path = browser.open("please fail");
            browser.follow(path);

            assertThat(browser.get(path).body())
                    .contains("This answer did not come.", "Ask for answer A again", "Ask for answer B again");
            assertThat(browser.post(path + "/retry", "side", "a").statusCode()).isEqualTo(303);
        }
    }

    @Test
    void keepsThePageAndTheDuelWhenTheLanguageIsSwitched() {
        try (Browser browser = new Browser(server.port(), "en")) {
            String path = browser.open("question");
            browser.follow(path);
            assertThat(browser.get(path).body()).contains("href=\"" + path + "?lang=fr\"");

            assertThat(browser.get(path + "?lang=fr").body())
                    .contains("<html lang=\"fr\"", "Quelle réponse préférez-vous");
            assertThat(browser.get(path).body()).as("the choice is remembered").contains("<html lang=\"fr\"");
        }
    }

    @Test
    void saysWhatIsWrongWithAQuestionAndKeepsIt() {
        try (Browser browser = new Browser(server.port(), "en")) {
            browser.get("/");
            HttpResponse<String> blank = browser.post("/duel", "prompt", "   ", "mode", "random");
            assertThat(blank.statusCode()).isEqualTo(400);
            assertThat(blank.body()).contains("role=\"alert\"", "Ask a question before starting the duel.");

            HttpResponse<String> tooLong = browser.post("/duel", "prompt", "x".repeat(60_001), "mode", "random");
            assertThat(tooLong.statusCode()).isEqualTo(413);
            assertThat(tooLong.body()).contains("That is too long", "x".repeat(60_001));
        }
    }

    @Test
    void bringsTheSameQuestionToAnotherDuel() {
        try (Browser browser = new Browser(server.port(), "en")) {
            String path = browser.open("A question & <more>");
            browser.follow(path);
            browser.get(path);
            browser.post(path + "/vote", "turn", "0", "choice", "a", "then", "reveal");

            assertThat(browser.get(path).body()).contains("/?prompt=A+question+%26+%3Cmore%3E#prompt");
            assertThat(browser.get("/?prompt=A+question+%26+%3Cmore%3E").body())
                    .contains("A question &amp; &lt;more&gt;</textarea>");
        }
    }

    @Test
    void showsPagesThatTeach() {
        try (Browser browser = new Browser(server.port(), "fr")) {
            assertThat(browser.get("/learn").body())
                    .contains(
                            "3,24\u00A0Wh (2,92–3,56\u00A0Wh)",
                            "0,171\u00A0Wh",
                            "1,98\u00A0g",
                            "39\u00A0min",
                            "Llama 3.2 1B et 3B");
            assertThat(browser.get("/models").body())
                    .contains("Grand Joute", "3,1 millions", "210\u202F000", "id=\"joute-ecuyer\"");
            assertThat(browser.get("/models/joute-ecuyer").body()).contains("Élève de");
        }
    }
}
