package io.joute.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import io.joute.server.http.Language;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each feature as somebody uses it, in both languages, on a telephone and on a desk: one program, one browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlowsTest {
    private static final int MOST_BYTES = 150 * 1024;
    private static final int HEIGHT = 800;

    private Program program;
    private Chromium chromium;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        program = Program.start(folder.resolve("data"));
        chromium = new Chromium();
    }

    @AfterAll
    void stop() {
        chromium.close();
        program.close();
    }

    private static String question(Language language) {
        return language == Language.FRENCH ? "Quelle est la capitale de l'Italie ?" : "What is the capital of Italy?";
    }

    @ParameterizedTest
    @CsvSource({"FRENCH, 360", "FRENCH, 1280", "ENGLISH, 360", "ENGLISH, 1280"})
    void playsSharesReplaysAndErases(Language language, int width) {
        try (BrowserContext visitor = chromium.visitor(program.address(), language)) {
            Page page = visitor.newPage();
            page.setViewportSize(width, HEIGHT);
            Stage stage = new Stage(page, language);
            stage.ask(question(language), "random");
            stage.awaitAnswers();
            stage.button("react.dislike").last().click();
            assertThat(stage.button("react.dislike").last()).hasAttribute("aria-pressed", "true");
            stage.voteAndReveal("both_good", "useful", "complete");
            share(page, stage, language);
            multiply(page, stage);
            stage.button("replay.button").click();
            assertThat(page.getByText(stage.say("replay.same"))).hasCount(2);
            erase(page, stage, language);
        }
    }

    private void share(Page page, Stage stage, Language language) {
        stage.field("share.question").check();
        stage.button("share.link").click();
        String link = page.locator(".share-link").getAttribute("href");
        try (BrowserContext stranger = chromium.visitor(program.address(), language)) {
            Page shown = stranger.newPage();
            shown.navigate(link);
            assertThat(shown.locator(".plate")).hasCount(2);
            assertThat(shown.getByText(question(language))).isVisible();
            assertThat(stranger.cookies()).isEmpty();
            assertThat(stranger.request().get(link + "/card.png").headers().get("content-type"))
                    .isEqualTo("image/png");
            stage.button("share.end").click();
            assertThat(page.locator(".share-link")).hasCount(0);
            assertThat(shown.navigate(link).status()).isEqualTo(404);
        }
    }

    private static void multiply(Page page, Stage stage) {
        String before = page.locator("#year-lede").textContent();
        page.locator("#answers").fill("100");
        assertThat(page.locator("#year-lede")).containsText("100");
        assertThat(before).doesNotContain("100");
        assertThat(stage.button("dial.go")).hasCount(0);
    }

    private static void erase(Page page, Stage stage, Language language) {
        stage.link("nav.history").click();
        stage.field("history.search").fill(language == Language.FRENCH ? "italie" : "italy");
        stage.button("history.search.go").click();
        assertThat(page.locator(".past-duel")).hasCount(1);
        stage.fold("history.delete").click();
        page.locator(".past-duel .sure button").click();
        assertThat(stage.text("history.erased")).isVisible();
        assertThat(page.locator(".past-duel")).hasCount(0);
    }

    @ParameterizedTest
    @CsvSource({"FRENCH, 360", "ENGLISH, 1280"})
    void learnsByTrying(Language language, int width) {
        try (BrowserContext visitor = chromium.visitor(program.address(), language)) {
            Page page = visitor.newPage();
            page.setViewportSize(width, HEIGHT);
            Stage stage = new Stage(page, language);
            page.navigate("/learn");
            page.locator("#dials .examples a").first().click();
            assertThat(page.locator("#dial-active")).containsText("4");
            page.locator("#field-tokens").fill("1000");
            assertThat(page.locator("#dial-tokens")).containsText(Pattern.compile("1.000"));
            page.locator("#trial-prompt").fill(question(language));
            stage.button("trial.go").click();
            assertThat(page.locator(".trial-answers > li")).hasCount(3);
            assertThat(page.locator(".trial-answers > li").first()).containsText("Rom");
        }
    }

    @ParameterizedTest
    @CsvSource({"FRENCH, 360", "ENGLISH, 1280"})
    void turnsTheDialsWithoutScripts(Language language, int width) {
        try (BrowserContext visitor = chromium.visitorWithoutScripts(program.address(), language)) {
            Page page = visitor.newPage();
            page.setViewportSize(width, HEIGHT);
            Stage stage = new Stage(page, language);
            page.navigate("/learn");
            page.locator("#field-tokens").fill("1000");
            stage.button("dial.go").click();
            assertThat(page.locator("#dial-tokens")).containsText(Pattern.compile("1.000"));
        }
    }

    /** Every page that has an address, from an empty cache: what is asked of whom, and what comes over the wire. */
    @Test
    void asksNobodyElseForAnythingAndWeighsLittle() {
        List<String> paths = new ArrayList<>(List.of(
                "/", "/choose", "/duels", "/leaderboard", "/leaderboard/matrix", "/models", "/learn", "/terms"));
        try (BrowserContext player = chromium.visitor(program.address(), Language.FRENCH)) {
            Page page = player.newPage();
            Stage stage = new Stage(page, Language.FRENCH);
            stage.ask(question(Language.FRENCH), "random");
            stage.awaitAnswers();
            paths.add("/duel/" + stage.duel());
            weigh(player, "/duel/" + stage.duel());
            stage.voteAndReveal("a", "useful", "superficial");
            stage.button("share.link").click();
            paths.add(page.locator(".share-link").getAttribute("href"));
            paths.add("/duel/" + stage.duel() + "/turns/0/hood");
            paths.forEach(path -> weigh(player, path));
        }
    }

    private void weigh(BrowserContext player, String path) {
        try (BrowserContext fresh = chromium.visitor(program.address(), Language.FRENCH)) {
            fresh.addCookies(player.cookies().stream()
                    .map(cookie -> new com.microsoft.playwright.options.Cookie(cookie.name, cookie.value)
                            .setUrl(program.address()))
                    .toList());
            Page page = fresh.newPage();
            List<Request> asked = new ArrayList<>();
            List<Response> came = new ArrayList<>();
            page.onRequest(asked::add);
            page.onResponse(came::add);
            page.navigate(path);
            page.evaluate("scrollTo(0, document.body.scrollHeight)");
            page.waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
            assertThat(asked)
                    .as(path)
                    .allSatisfy(request -> assertThat(request.url())
                            .matches(url -> url.startsWith(program.address()) || url.startsWith("data:")));
            int bytes = came.stream()
                    .filter(response -> response.url().startsWith(program.address()))
                    .mapToInt(response -> response.request().sizes().responseBodySize)
                    .sum();
            assertThat(bytes).as("bytes of %s", path).isBetween(1, MOST_BYTES);
        }
    }
}
