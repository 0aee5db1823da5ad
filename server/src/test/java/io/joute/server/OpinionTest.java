package io.joute.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.DuelSettings;
import io.joute.server.http.ServerSettings;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a visitor says of answers: choices, reasons, words, reactions; and which models are picked. */
class OpinionTest {
    private TestArena arena;
    private JouteServer server;

    @BeforeEach
    void start() {
        arena = new TestArena(DemoServer.models(), DuelSettings.DEFAULT.unpaced(), new SecureRandom());
        server = JouteServer.start(ServerSettings.DEFAULT.withPort(0), arena.served());
    }

    @AfterEach
    void stop() {
        server.close();
        arena.close();
    }

    private static String play(Browser browser) {
        String path = browser.open("a question");
        browser.follow(path);
        browser.get(path);
        return path;
    }

    private DuelEvent last() {
        return arena.log().events().getLast();
    }

    @ParameterizedTest
    @CsvSource({"fr, Je ne sais pas, Vous n’avez pas tranché", "en, I can’t tell, You could not tell"})
    void liftsTheCurtainForWhoCannotTell(String language, String choice, String outcome) {
        try (Browser browser = new Browser(server.port(), language)) {
            String path = play(browser);
            assertThat(browser.get(path).body()).contains(choice);
            browser.post(path + "/vote", "turn", "0", "choice", "abstain", "then", "reveal");
            assertThat(browser.get(path).body()).contains(outcome);
            assertThat(browser.get("/api/leaderboard").body()).contains("\"votes\":0");
        }
    }

    @Test
    void keepsWhatIsWrittenWithAVoteAndShowsItAsText() {
        try (Browser browser = new Browser(server.port(), "en")) {
            String path = play(browser);
            browser.post(
                    path + "/vote",
                    "turn",
                    "0",
                    "choice",
                    "a",
                    "comment_b",
                    " <script>x</script>\u0000\u001b[1m ",
                    "then",
                    "stay");
            assertThat(browser.get(path).body())
                    .contains("&lt;script&gt;x&lt;/script&gt;[1m</textarea>")
                    .doesNotContain("<script>x");
            assertThat(browser.get("/api/duels/" + path.substring("/duel/".length()))
                            .body())
                    .contains("\"comments\":{\"b\":\"<script>x</script>[1m\"}");
            assertThat(browser.post(path + "/vote", "turn", "0", "choice", "a", "comment_b", "x".repeat(2_001))
                            .statusCode())
                    .isEqualTo(413);
            assertThat(last().toString()).as("never in a log").doesNotContain("script");
        }
    }

    @ParameterizedTest
    @CsvSource({"fr, J’apprécie, Qu’avez-vous apprécié, Utile", "en, I like it, What did you like, Useful"})
    void takesAReactionWithItsReasonsAndTakesItBack(String language, String like, String question, String useful) {
        try (Browser browser = new Browser(server.port(), language)) {
            String path = play(browser);
            String before = browser.get(path).body();
            assertThat(before).contains(like, "aria-pressed=\"false\"").doesNotContain("aria-pressed=\"true\"");
            var reacted = browser.post(path + "/react", "turn", "0", "side", "a", "kind", "like");
            assertThat(reacted.headers().firstValue("Location")).contains(path + "#answer-0-a");
            String liked = browser.get(path).body();
            assertThat(liked).contains("aria-pressed=\"true\"", question, "name=\"tags\" value=\"useful\"", useful);
            browser.post(
                    path + "/react",
                    "turn",
                    "0",
                    "side",
                    "a",
                    "kind",
                    "like",
                    "tags",
                    "useful",
                    "comment",
                    "so <i>clear</i>");
            assertThat(browser.get(path).body())
                    .contains("value=\"useful\" checked", "so &lt;i&gt;clear&lt;/i&gt;</textarea>");
            assertThat(browser.post(path + "/react", "turn", "0", "side", "a", "kind", "like", "tags", "incorrect")
                            .statusCode())
                    .isEqualTo(400);
            browser.post(path + "/react", "turn", "0", "side", "a", "kind", "none");
            assertThat(browser.get(path).body()).doesNotContain("aria-pressed=\"true\"");
            assertThat(browser.get(path).body()).as("the vote is still open").contains("name=\"choice\"");
            browser.post(path + "/vote", "turn", "0", "choice", "a", "then", "reveal");
            assertThat(browser.post(path + "/react", "turn", "0", "side", "a", "kind", "like")
                            .statusCode())
                    .isEqualTo(409);
        }
    }

    @Test
    void reactsThroughTheApi() {
        try (Browser program = new Browser(server.port(), "en")) {
            String path = "/api/duels/" + play(program).substring("/duel/".length());
            String body = "{\"reaction\":\"dislike\",\"tags\":[\"incorrect\"],\"comment\":\"no\"}";
            assertThat(program.call("PUT", path + "/turns/0/reactions/b", body).body())
                    .contains("\"reaction\":{\"reaction\":\"dislike\",\"tags\":[\"incorrect\"],\"comment\":\"no\"}");
            int events = arena.log().events().size();
            program.call("PUT", path + "/turns/0/reactions/b", body);
            assertThat(arena.log().events()).as("the same again is the same").hasSize(events);
            assertThat(program.call("DELETE", path + "/turns/0/reactions/b", "").body())
                    .doesNotContain("\"reaction\"");
            assertThat(program.call("PUT", path + "/turns/3/reactions/b", body).statusCode())
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "fr, Choisir les modèles, Choisissez un ou deux modèles de la liste.",
        "en, Pick the models, Pick one or two models of the list."
    })
    void letsTheVisitorPickOneOrTwoModels(String language, String title, String error) {
        try (Browser browser = new Browser(server.port(), language)) {
            browser.get("/");
            String choose = browser.post("/duel", "prompt", "my question", "mode", "chosen")
                    .body();
            assertThat(choose).contains(title, "my question</textarea>", "Grand Joute", "value=\"joute-ecuyer\"");
            var none = browser.post("/duel", "prompt", "my question", "mode", "chosen", "choosing", "yes");
            assertThat(none.statusCode()).isEqualTo(400);
            assertThat(none.body()).contains(error, "my question</textarea>");
            var opened = browser.post(
                    "/duel", "prompt", "my question", "mode", "chosen", "choosing", "yes", "models", "joute-ecuyer");
            assertThat(opened.statusCode()).isEqualTo(303);
            String path = opened.headers().firstValue("Location").orElseThrow();
            browser.follow(path);
            DuelEvent.Opened event = arena.log().events().stream()
                    .filter(DuelEvent.Opened.class::isInstance)
                    .map(DuelEvent.Opened.class::cast)
                    .findFirst()
                    .orElseThrow();
            assertThat(event.picks()).containsExactly("joute-ecuyer");
            assertThat(event.left().equals("joute-ecuyer") || event.right().equals("joute-ecuyer"))
                    .isTrue();
            assertThat(browser.get(path).body()).doesNotContain("joute-ecuyer", "Écuyer");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "fr, Rejouer ce tour, Identique à la première fois, graine",
        "en, Play this turn again, Identical to the first time, seed"
    })
    void playsATurnOnceMoreAfterTheReveal(String language, String button, String same, String seed) {
        try (Browser browser = new Browser(server.port(), language)) {
            String path = play(browser);
            assertThat(browser.post(path + "/turns/0/replay").statusCode()).isEqualTo(409);
            browser.post(path + "/vote", "turn", "0", "choice", "a", "then", "reveal");
            assertThat(browser.get(path).body()).contains(button, seed);
            String replay = browser.post(path + "/turns/0/replay").body();
            assertThat(replay.split(same, -1)).as("on both sides").hasSize(3);
            assertThat(replay).contains(seed, "Canberra");
            String api = "/api/duels/" + path.substring("/duel/".length());
            assertThat(browser.call("POST", api + "/turns/0/replay", "{}").body())
                    .contains("\"a\":{\"outcome\":\"same\"", "\"b\":{\"outcome\":\"same\"");
        }
    }

    @ParameterizedTest
    @CsvSource({"fr, ce nom est masqué", "en, that name is masked"})
    void saysThatANameIsMaskedAndShowsItAfterTheReveal(String language, String note) {
        var named = Canaries.left(prompt -> "I am qzleft-name.");
        var plain = Canaries.right(prompt -> "Hello.");
        try (TestArena two = new TestArena(
                        java.util.List.of(named, plain), DuelSettings.DEFAULT.unpaced(), new SecureRandom());
                JouteServer own = JouteServer.start(ServerSettings.DEFAULT.withPort(0), two.served());
                Browser browser = new Browser(own.port(), language)) {
            String path = play(browser);
            assertThat(browser.get(path).body())
                    .contains("I am █████.", note)
                    .containsPattern("data-masked>")
                    .doesNotContain("qzleft");
            browser.post(path + "/vote", "turn", "0", "choice", "a", "then", "reveal");
            assertThat(browser.get(path).body()).contains("I am qzleft-name.", "class=\"note flag\"");
        }
    }

    @ParameterizedTest
    @CsvSource({"fr, Même famille, Maître contre élève, Frugal", "en, Same family, Teacher vs student, Frugal"})
    void offersEveryModeByName(String language, String family, String teacher, String small) {
        try (Browser browser = new Browser(server.port(), language)) {
            assertThat(browser.get("/").body()).contains(family, teacher, small);
            for (String mode : new String[] {"small_only", "same_family", "teacher_student", "big_versus_small"}) {
                assertThat(browser.post("/duel", "prompt", "x", "mode", mode).statusCode())
                        .as(mode)
                        .isEqualTo(303);
            }
        }
    }
}
