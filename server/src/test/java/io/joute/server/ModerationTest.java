package io.joute.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Questions that are let in, pointed out or refused, as visitors and the operator meet them. */
@Timeout(120)
class ModerationTest {
    private static final String PERSONAL = "Write to jeanne.dupont@example.org for me";
    private static final String QUESTION = "What is the capital of Australia?";

    private final Staff staff = new Staff("en");
    private final Browser visitor = staff.visitor("en");

    @AfterEach
    void stop() {
        visitor.close();
        staff.close();
    }

    @Test
    void makesWhoOpenedManyDuelsWaitAndSaysHowLong() {
        set("/admin/moderation/limits", "duels-per-visitor", "2", "duels-per-address", "0");
        visitor.open(QUESTION);
        visitor.open(QUESTION);

        HttpResponse<String> page = ask(QUESTION);
        assertThat(page.statusCode()).isEqualTo(429);
        assertThat(page.headers().firstValue("Retry-After")).hasValue("3600");
        assertThat(page.body()).contains("as many duels as this arena allows", QUESTION, "role=\"alert\"");
        HttpResponse<String> program = visitor.call("POST", "/api/duels", "{\"prompt\":\"Why?\"}");
        assertThat(program.statusCode()).isEqualTo(429);
        assertThat(program.headers().firstValue("Retry-After")).hasValue("3600");
        assertThat(program.body()).contains("\"limit\"", "3600");

        assertThat(staff.page("/admin/trail")).contains("refused questions", "limit, ");
        staff.arena().time().pass(Duration.ofHours(1));
        assertThat(ask(QUESTION).statusCode()).isEqualTo(303);
    }

    @Test
    void saysWhereALimitComesFromAndGoesBackToTheSettings() {
        assertThat(staff.page("/admin/moderation")).contains("value=\"40\"", "The default.");
        set("/admin/moderation/limits", "duels-per-visitor", "7", "duels-per-address", "0");
        assertThat(staff.page("/admin/moderation")).contains("value=\"7\"", "Set here; the settings say 40.");
        assertThat(staff.post("/admin/moderation/limits", "duels-per-visitor", "many")
                        .body())
                .contains("whole number from 0 to");
        set("/admin/moderation/limits");
        assertThat(staff.page("/admin/moderation")).contains("value=\"40\"").doesNotContain("Set here");
        assertThat(staff.page("/admin/trail")).contains("set the duels an hour", "7, 0");
    }

    @Test
    void pointsOutPersonalDataBeforeAnythingIsSent() {
        HttpResponse<String> warned = ask(PERSONAL);
        assertThat(warned.statusCode()).isEqualTo(428);
        assertThat(warned.body())
                .contains("an e-mail address", "Nothing was sent", "Send it anyway", PERSONAL, "name=\"anyway\"");
        assertThat(staff.arena().log().events()).isEmpty();

        assertThat(ask(PERSONAL, "anyway", "yes").statusCode()).isEqualTo(303);
        assertThat(visitor.call("POST", "/api/duels", "{\"prompt\":\"" + PERSONAL + "\"}")
                        .body())
                .contains("\"personal\"", "an e-mail address");
        assertThat(visitor.call("POST", "/api/duels", "{\"prompt\":\"" + PERSONAL + "\",\"anyway\":true}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(staff.page("/admin/trail")).doesNotContain("jeanne");
    }

    @Test
    void pointsThemOutInFurtherQuestionsToo() {
        String duel = visitor.open(QUESTION);
        visitor.follow(duel);
        visitor.get(duel);
        HttpResponse<String> warned = visitor.post(duel + "/turns", "prompt", PERSONAL);
        assertThat(warned.statusCode()).isEqualTo(428);
        assertThat(warned.body()).contains("Send it anyway", PERSONAL).doesNotContain("turn-1");
        assertThat(visitor.post(duel + "/turns", "prompt", PERSONAL, "anyway", "yes")
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void stopsPointingOutWhenTheOperatorSaysSo() {
        set("/admin/moderation/personal", "points-out", "no");
        assertThat(staff.page("/admin/moderation")).contains("Visitors are not warned.");
        assertThat(ask(PERSONAL).statusCode()).isEqualTo(303);
    }

    @Test
    void refusesBlockedWordsInTheVisitorsLanguageAndCountsThem() {
        set("/admin/moderation/words", "list", "Saperlipopette\nexplos*");
        try (Browser french = staff.visitor("fr")) {
            french.get("/");
            HttpResponse<String> refused =
                    french.post("/duel", "prompt", "Une EXPLOSION, mon secret ?", "mode", "random", "anyway", "yes");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("n’accepte pas", "mon secret").doesNotContain("name=\"anyway\"");
        }
        assertThat(visitor.call("POST", "/api/duels", "{\"prompt\":\"explosive\"}")
                        .body())
                .contains("\"blocked\"", "does not take questions");
        visitor.get("/learn");
        assertThat(visitor.post("/learn/try", "prompt", "explosive").statusCode())
                .isEqualTo(403);
        assertThat(staff.page("/admin/trail"))
                .contains("refused questions", "word, ", "changed the blocked words")
                .doesNotContain("secret", "xplos");
        assertThat(visitor.get("/metrics").body()).contains("joute_questions_refused_total{reason=\"word\"} 3.0");
        assertThat(staff.arena().log().events()).isEmpty();
    }

    @Test
    void keepsNoListOfWordsWithAMistake() {
        staff.page("/admin/moderation");
        HttpResponse<String> refused = staff.post("/admin/moderation/words", "list", "fine\nwrong*place");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("wrong*place' has a star elsewhere", "fine\nwrong*place");
        assertThat(staff.page("/admin/moderation")).doesNotContain("wrong*place");
    }

    @Test
    void closesTheArenaToQuestionsOfABlockedVisitorAndOpensItAgain() {
        visitor.open(QUESTION);
        String pseudonym = staff.arena().log().events().stream()
                .map(event -> event instanceof io.joute.arena.duel.DuelEvent.Opened opened ? opened.visitor() : "")
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElseThrow()
                .substring(0, 12);
        set("/admin/moderation/visitors", "visitor", pseudonym);

        assertThat(ask(QUESTION).statusCode()).isEqualTo(403);
        assertThat(ask(QUESTION).body()).contains("closed it to questions of this browser");
        assertThat(visitor.get("/leaderboard").statusCode()).isEqualTo(200);
        assertThat(staff.page("/admin/moderation")).contains(pseudonym, "Let in again");
        set("/admin/moderation/visitors/free", "visitor", pseudonym);
        assertThat(ask(QUESTION).statusCode()).isEqualTo(303);
        assertThat(staff.post("/admin/moderation/visitors", "visitor", "short").body())
                .contains("12 to 64 digits");
        assertThat(staff.post("/admin/moderation/visitors/free", "visitor", pseudonym)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void triesATextWithoutSendingIt() {
        set("/admin/moderation/words", "list", "zut");
        assertThat(staff.post("/admin/moderation/try", "text", "Zut !").body()).contains("it has a blocked word");
        assertThat(staff.post("/admin/moderation/try", "text", PERSONAL).body())
                .contains("Its visitor is warned: an e-mail address");
        assertThat(staff.post("/admin/moderation/try", "text", QUESTION).body()).contains("It is let in.");
        assertThat(staff.page("/admin/trail")).doesNotContain("refused questions");
    }

    private void set(String path, String... fields) {
        staff.page("/admin/moderation");
        assertThat(staff.post(path, fields).headers().firstValue("Location")).hasValue("/admin/moderation?done=1");
    }

    private HttpResponse<String> ask(String prompt, String... more) {
        visitor.get("/");
        return visitor.post(
                "/duel",
                "prompt",
                prompt,
                "mode",
                "random",
                more.length > 0 ? more[0] : "x",
                more.length > 0 ? more[1] : "x");
    }
}
