package io.joute.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.duel.DuelSettings;
import io.joute.server.http.ServerSettings;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A visitor's own duels: found again, gone on with, erased. */
class HistoryTest {
    private static final Pattern RECEIPT = Pattern.compile("[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}");
    private static final String MARK = "qzquestion";

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

    private String play(Browser browser, String prompt) {
        String path = browser.open(prompt);
        browser.follow(path);
        browser.get(path);
        return path;
    }

    private static String receipt(Browser browser, String path) {
        browser.post(path + "/vote", "turn", "0", "choice", "a", "comment_a", MARK, "then", "reveal");
        Matcher code = RECEIPT.matcher(browser.get(path).body());
        assertThat(code.find()).isTrue();
        return code.group();
    }

    @ParameterizedTest
    @CsvSource({
        "fr, Mes duels, à voter, Reprendre, dévoilé, Revoir",
        "en, My duels, to be voted on, Resume, revealed, See again"
    })
    void listsDuelsAndNamesTheirModelsOnlyOnceRevealed(
            String language, String title, String open, String resume, String done, String see) {
        try (Browser browser = new Browser(server.port(), language)) {
            String path = play(browser, MARK + " <b>first</b>");
            String before = browser.get("/duels").body();
            assertThat(before)
                    .contains(title, MARK + " &lt;b&gt;first&lt;/b&gt;", open, resume, "href=\"" + path + "\"")
                    .doesNotContain("Grand Joute");
            receipt(browser, path);
            assertThat(browser.get("/duels").body()).contains(done, see, "Grand Joute");
        }
    }

    @Test
    void findsADuelByAWordOfItsQuestion() {
        try (Browser browser = new Browser(server.port(), "en")) {
            play(browser, "about apples");
            play(browser, "about PEARS");
            assertThat(browser.get("/duels?q=pears").body())
                    .contains("about PEARS", "1 duel<")
                    .doesNotContain("about apples");
            assertThat(browser.get("/duels").body()).contains("2 duels<");
        }
    }

    @Test
    void showsNothingToAnotherVisitor() {
        try (Browser browser = new Browser(server.port(), "en");
                Browser other = new Browser(server.port(), "en")) {
            String path = play(browser, MARK);
            assertThat(other.get("/duels").body())
                    .contains("No duel in this browser yet")
                    .doesNotContain(MARK);
            assertThat(other.post(path + "/delete").statusCode()).isEqualTo(404);
            assertThat(browser.get(path).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"fr, C’est effacé.", "en, It is erased."})
    void erasesOneDuel(String language, String erased) {
        try (Browser browser = new Browser(server.port(), language)) {
            String gone = play(browser, MARK);
            String kept = play(browser, "kept");
            receipt(browser, gone);
            browser.get("/duels");
            HttpResponse<String> deleted = browser.post(gone + "/delete");
            assertThat(deleted.statusCode()).isEqualTo(303);
            String address = deleted.headers().firstValue("Location").orElseThrow();
            assertThat(browser.get(address).body()).contains(erased, "kept").doesNotContain(MARK);
            assertThat(browser.get(gone).statusCode()).isEqualTo(404);
            assertThat(browser.get(kept).statusCode()).isEqualTo(200);
            assertThat(arena.log().events().toString()).contains("kept").doesNotContain(MARK);
            assertThat(browser.get("/api/leaderboard").body()).contains("\"votes\":1");
        }
    }

    @Test
    void erasesEveryDuelOfTheVisitorAndNoOther() {
        try (Browser browser = new Browser(server.port(), "en");
                Browser other = new Browser(server.port(), "en")) {
            play(browser, MARK + 1);
            play(browser, MARK + 2);
            String others = play(other, "of somebody else");
            browser.get("/duels");
            assertThat(browser.post("/duels/delete").statusCode()).isEqualTo(303);
            assertThat(browser.get("/duels").body()).contains("No duel in this browser yet");
            assertThat(arena.log().events().toString()).doesNotContain(MARK);
            assertThat(other.get(others).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void erasesADuelWhileItIsBeingWritten() {
        try (Browser browser = new Browser(server.port(), "en")) {
            String path = browser.open(MARK + " please hang");
            browser.get(path);
            assertThat(browser.post(path + "/delete").statusCode()).isEqualTo(303);
            assertThat(browser.get(path).statusCode()).isEqualTo(404);
            assertThat(arena.log().events().toString()).doesNotContain(MARK);
        }
    }

    @Test
    void erasesByTheCodeOfItsReceiptFromAnyBrowser() {
        try (Browser browser = new Browser(server.port(), "fr");
                Browser other = new Browser(server.port(), "fr")) {
            String path = play(browser, MARK);
            String code = receipt(browser, path);
            assertThat(receiptShown(browser, path))
                    .as("the same whenever it is shown")
                    .isEqualTo(code);
            other.get("/duels");
            assertThat(other.post("/duels/receipt", "receipt", "0000-0000-0000-0000")
                            .body())
                    .contains("Ce code n’ouvre aucun duel");
            assertThat(browser.get(path).statusCode()).isEqualTo(200);
            String typed = code.toLowerCase(java.util.Locale.ROOT).replace("-", " ");
            assertThat(other.post("/duels/receipt", "receipt", typed).statusCode())
                    .isEqualTo(303);
            assertThat(browser.get(path).statusCode()).isEqualTo(404);
            assertThat(other.post("/duels/receipt", "receipt", code).statusCode())
                    .isEqualTo(404);
            assertThat(arena.log().events().toString()).doesNotContain(MARK).doesNotContain(code);
        }
    }

    private static String receiptShown(Browser browser, String path) {
        Matcher code = RECEIPT.matcher(browser.get(path).body());
        return code.find() ? code.group() : "";
    }

    @Test
    void erasesThroughTheApi() {
        try (Browser program = new Browser(server.port(), "en")) {
            String one = play(program, MARK);
            String two = play(program, MARK + 2);
            String code = receipt(program, two);
            assertThat(program.call("DELETE", "/api/duels/" + one.substring("/duel/".length()), "")
                            .body())
                    .isEqualTo("{\"erased\":1}");
            assertThat(program.call("POST", "/api/erasures", "{\"receipt\":\"" + code + "\"}")
                            .statusCode())
                    .isEqualTo(200);
            play(program, MARK + 3);
            assertThat(program.call("DELETE", "/api/duels", "").body()).isEqualTo("{\"erased\":1}");
            assertThat(program.get("/api/duels").body()).isEqualTo("{\"duels\":[]}");
            assertThat(arena.log().events().toString()).doesNotContain(MARK);
        }
    }
}
