package io.joute.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.joute.server.http.Language;
import io.joute.server.http.Theme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every page, in both languages and themes, on a telephone and on a desk: what axe sees, and no sideways scroll. */
class AccessibilityTest {
    private static final int[] WIDTHS = {360, 1280};
    private static final int HEIGHT = 800;

    @TempDir
    Path folder;

    private final List<String> faults = new ArrayList<>();

    @Test
    void findsNoViolationOnAnyPage() throws Exception {
        int pages = 0;
        try (Program program = Program.start(folder.resolve("data"));
                Chromium chromium = new Chromium();
                BrowserContext visitor = chromium.visitor(program.address(), Language.ENGLISH)) {
            Page page = visitor.newPage();
            Map<String, String> paths = paths(page);
            for (Map.Entry<String, String> path : paths.entrySet()) {
                pages += visit(page, path.getKey(), path.getValue());
            }
            rateAllModels(program);
            pages += visit(page, "rated leaderboard", "/leaderboard");
            pages += visit(page, "who wins against whom", "/leaderboard/matrix");
        }
        assertThat(pages).isEqualTo(10 * 2 * 2 * WIDTHS.length);
        assertThat(faults).isEmpty();
    }

    private static Map<String, String> paths(Page page) {
        Stage stage = new Stage(page, Language.ENGLISH);
        Map<String, String> paths = new LinkedHashMap<>();
        stage.ask("What is the capital of Italy?", "big_versus_small");
        stage.awaitAnswers();
        stage.voteAndReveal("a", "useful", "superficial");
        paths.put("revealed duel", "/duel/" + stage.duel());
        stage.ask("Quelle est la capitale de l'Italie ?", "random");
        stage.awaitAnswers();
        paths.put("answered duel", "/duel/" + stage.duel());
        paths.put("home", "/");
        paths.put("leaderboard", "/leaderboard");
        paths.put("one's own votes", "/leaderboard/mine");
        paths.put("models", "/models");
        paths.put("learn", "/learn");
        paths.put("not found", "/nowhere");
        return paths;
    }

    /** Ties put all models on one scale as soon as each pair has met. */
    private static void rateAllModels(Program program) throws Exception {
        try (Voter voter = new Voter()) {
            voter.visit(program.address());
            for (int i = 0; voter.get("/api/leaderboard").path("basis").isMissingNode(); i++) {
                assertThat(i).as("ties that give no rating").isLessThan(30);
                String duel = voter.answeredDuel("What is the capital of Italy?");
                assertThat(voter.vote(duel, "both_good")).isTrue();
                voter.reveal(duel);
            }
        }
    }

    private int visit(Page page, String name, String path) {
        int seen = 0;
        for (Language language : Language.values()) {
            for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
                String where = name + ", " + language.code() + ", " + theme.code();
                page.emulateMedia(new Page.EmulateMediaOptions()
                        .setColorScheme(theme == Theme.DARK ? ColorScheme.DARK : ColorScheme.LIGHT));
                page.navigate(path + "?lang=" + language.code() + "&theme=" + theme.code());
                for (int width : WIDTHS) {
                    page.setViewportSize(width, HEIGHT);
                    check(page, where + ", " + width + " px");
                    seen++;
                }
            }
        }
        return seen;
    }

    private void check(Page page, String where) {
        int overflow =
                (int) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (overflow > 0) {
            faults.add(where + ": scrolls sideways by " + overflow + " px");
        }
        page.locator("details").all().forEach(each -> each.evaluate("element => { element.open = true; }"));
        AxeResults results = new AxeBuilder(page).analyze();
        for (Rule rule : results.getViolations()) {
            for (CheckedNode node : rule.getNodes()) {
                faults.add(where + ": " + rule.getId() + " " + node.getTarget() + " " + node.getHtml() + " "
                        + node.getFailureSummary());
            }
        }
    }
}
