package io.joute.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.joute.server.http.Language;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A duel by someone who has no mouse. */
class KeyboardTest {
    private static final int MOST_TABS = 60;

    @TempDir
    Path folder;

    @Test
    void playsAWholeDuelByKeyboardOnly() throws Exception {
        try (Program program = Program.start(folder.resolve("data"));
                Chromium chromium = new Chromium();
                BrowserContext visitor = chromium.visitor(program.address(), Language.ENGLISH)) {
            Page page = visitor.newPage();
            Stage stage = new Stage(page, Language.ENGLISH);
            page.navigate("/");
            ask(page, stage);
            stage.awaitAnswers();
            vote(page, stage);
            stage.awaitReveal();
            assertThat(stage.unmasked("A")).startsWith("Joute ");
            assertThat(stage.unmasked("B")).startsWith("Joute ");
        }
    }

    /** One walk: an opinion of an answer, a comment, the turn again, the leaderboard's filters, the end of the duel. */
    @Test
    void reactsReplaysFiltersAndErasesByKeyboardOnly() throws Exception {
        try (Program program = Program.start(folder.resolve("data"));
                Chromium chromium = new Chromium();
                BrowserContext visitor = chromium.visitor(program.address(), Language.ENGLISH)) {
            Page page = visitor.newPage();
            Stage stage = new Stage(page, Language.ENGLISH);
            page.navigate("/");
            ask(page, stage);
            stage.awaitAnswers();
            react(page, stage);
            vote(page, stage);
            stage.awaitReveal();
            press(page, stage.button("replay.button"), "Enter");
            assertThat(stage.heading("replay.title")).isVisible();
            filter(page, stage);
            erase(page, stage);
        }
    }

    private static void react(Page page, Stage stage) {
        press(page, stage.button("react.like").first(), "Enter");
        assertThat(stage.button("react.like").first()).hasAttribute("aria-pressed", "true");
        press(page, page.locator(".react-why summary"), "Enter");
        tabTo(page, page.locator(".react-more textarea"));
        page.keyboard().type("short and right");
        press(page, stage.button("react.save"), "Enter");
        assertThat(page.locator(".react-more textarea")).hasValue("short and right");
    }

    private static void filter(Page page, Stage stage) {
        press(page, stage.link("nav.board"), "Enter");
        press(page, stage.fold("filter.label"), "Enter");
        tabTo(page, stage.field("filter.language"));
        page.keyboard().press("ArrowDown");
        press(page, stage.button("filter.apply"), "Enter");
        assertThat(page).hasURL(Pattern.compile(".*/leaderboard\\?.*language=[a-z]{2}.*"));
    }

    private static void erase(Page page, Stage stage) {
        press(page, stage.link("nav.history"), "Enter");
        press(page, stage.fold("history.delete"), "Enter");
        press(page, page.locator(".past-duel .sure button"), "Enter");
        assertThat(stage.text("history.erased")).isVisible();
        assertThat(stage.text("history.none")).isVisible();
    }

    private static void press(Page page, Locator wanted, String key) {
        tabTo(page, wanted);
        page.keyboard().press(key);
    }

    private static void ask(Page page, Stage stage) {
        tabTo(page, stage.prompt());
        page.keyboard().type("What is the capital of Italy?");
        tabTo(page, stage.mode("random"));
        // Past the models of one's choice, which are picked on a page of their own, and the small ones.
        for (int i = 0; i < 3; i++) {
            page.keyboard().press("ArrowDown");
        }
        assertThat(stage.mode("big_versus_small")).isChecked();
        tabTo(page, stage.go());
        page.keyboard().press("Enter");
    }

    private static void vote(Page page, Stage stage) {
        tabTo(page, stage.choice("a"));
        page.keyboard().press("Space");
        assertThat(stage.choice("a")).isChecked();
        page.keyboard().press("ArrowRight");
        assertThat(stage.choice("both_good")).isChecked();
        tabTo(page, stage.fold("vote.why"));
        page.keyboard().press("Enter");
        tabTo(page, stage.reason("a", "useful"));
        page.keyboard().press("Space");
        assertThat(stage.reason("a", "useful")).isChecked();
        tabTo(page, stage.button("vote.reveal"));
        page.keyboard().press("Enter");
    }

    private static void tabTo(Page page, Locator wanted) {
        for (int i = 0; i < MOST_TABS; i++) {
            page.keyboard().press("Tab");
            if ((boolean) wanted.evaluate("element => element === document.activeElement")) {
                return;
            }
        }
        throw new AssertionError(wanted + " is not reached by " + MOST_TABS + " times Tab");
    }
}
