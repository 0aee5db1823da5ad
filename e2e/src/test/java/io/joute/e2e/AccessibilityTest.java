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
import java.io.IOException;
import java.nio.file.Files;
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
            pages += visit(page, "empty history", "/duels");
            Map<String, String> paths = paths(page);
            for (Map.Entry<String, String> path : paths.entrySet()) {
                pages += visit(page, path.getKey(), path.getValue());
            }
            rateAllModels(program);
            pages += visit(page, "rated leaderboard", "/leaderboard");
            pages += visit(page, "who wins against whom", "/leaderboard/matrix");
            pages += visit(page, "all columns", "/leaderboard?column=all&where=here&sort=-parameters");
            pages += administration(page, program.password());
            pages += models(page);
            states(page, paths.getOrDefault("revealed duel", "/"));
        }
        assertThat(pages).isEqualTo(39 * 2 * 2 * WIDTHS.length);
        assertThat(faults).isEmpty();
    }

    private static Map<String, String> paths(Page page) {
        Stage stage = new Stage(page, Language.ENGLISH);
        Map<String, String> paths = new LinkedHashMap<>();
        stage.ask("What is the capital of Italy?", "big_versus_small");
        stage.awaitAnswers();
        stage.voteAndReveal("a", "useful", "superficial");
        paths.put("revealed duel", "/duel/" + stage.duel());
        paths.put("under the hood", "/duel/" + stage.duel() + "/turns/0/hood");
        stage.button("share.link").click();
        paths.put("shared reveal", page.locator(".share-link").getAttribute("href"));
        stage.ask("Quelle est la capitale de l'Italie ?", "random");
        stage.awaitAnswers();
        paths.put("answered duel", "/duel/" + stage.duel());
        stage.button("react.like").first().click();
        stage.fold("react.why").waitFor();
        paths.put("home", "/");
        paths.put("models to pick", "/choose");
        paths.put("history", "/duels");
        paths.put("history without a hit", "/duels?q=nothing-like-this");
        paths.put("terms", "/terms");
        paths.put("privacy", "/privacy");
        paths.put("leaderboard", "/leaderboard");
        paths.put("one's own votes", "/leaderboard/mine");
        paths.put("models", "/models");
        paths.put("a model that played", "/models/joute-demo-3m");
        paths.put("a model that does not run here", "/models/llama-3.1-405b");
        paths.put("two models compared", "/models?compare=llama-3.3-70b&compare=gemma-3-4b");
        paths.put("learn", "/learn");
        paths.put("not found", "/nowhere");
        return paths;
    }

    /** The door, then the rooms behind it. */
    private int administration(Page page, String password) {
        int pages = visit(page, "the administration's door", "/admin");
        page.locator("main input[type=password]").fill(password);
        page.locator("main button[type=submit]").click();
        page.locator("nav.rooms").waitFor();
        List<String> rooms = page.locator("nav.rooms a").all().stream()
                .map(room -> room.getAttribute("href"))
                .toList();
        for (String room : rooms) {
            pages += visit(page, room, room);
        }
        return pages;
    }

    /** What leads on from the list of models: a card to correct, one to read, a file to describe, one that is none. */
    private int models(Page page) throws IOException {
        Path models = folder.resolve("data/models");
        Files.copy(models.resolve("joute-demo-3m.gguf"), models.resolve("another.gguf"));
        Files.writeString(models.resolve("none.gguf"), "no model");
        return visit(page, "a card to correct", "/admin/models/llama-3.1-8b")
                + visit(page, "a card to read", "/admin/models/joute-demo-3m")
                + visit(page, "a file to describe", "/admin/files?name=another.gguf")
                + visit(page, "a file that is none", "/admin/files?name=none.gguf");
    }

    /** Pages that answer a form have no address to come back to: they are seen as they come. */
    private void states(Page page, String revealed) {
        Stage stage = new Stage(page, Language.ENGLISH);
        page.navigate("/learn?lang=en&theme=system");
        stage.button("trial.go").click();
        stage.text("trial.read").waitFor();
        state(page, "one question, three answers");
        page.navigate(revealed + "?lang=en");
        stage.button("replay.button").click();
        stage.heading("replay.title").waitFor();
        state(page, "the turn once more");
        page.navigate("/duels");
        stage.field("history.receipt").fill("0000");
        stage.button("history.receipt.go").click();
        stage.text("error.receipt").waitFor();
        state(page, "a receipt that opens nothing");
        page.navigate("/");
        stage.prompt().fill("Write to jeanne.dupont@example.org");
        stage.go().click();
        stage.button("personal.anyway").waitFor();
        state(page, "personal data pointed out");
        page.navigate("/");
        stage.prompt().fill("Hello");
        page.locator("form.ask input[name=token]").evaluate("field => { field.value = 'x'; }");
        stage.go().click();
        stage.text("error.forbidden").waitFor();
        state(page, "refused");
    }

    private void state(Page page, String name) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : WIDTHS) {
                page.setViewportSize(width, HEIGHT);
                check(page, name + ", " + scheme + ", " + width + " px");
            }
        }
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
                page.navigate(path + (path.indexOf('?') < 0 ? '?' : '&') + "lang=" + language.code() + "&theme="
                        + theme.code());
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
        page.locator("details").all().forEach(each -> each.evaluate("element => { element.open = true; }"));
        int overflow =
                (int) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (overflow > 0) {
            faults.add(where + ": scrolls sideways by " + overflow + " px");
        }
        AxeResults results = new AxeBuilder(page).analyze();
        for (Rule rule : results.getViolations()) {
            for (CheckedNode node : rule.getNodes()) {
                faults.add(where + ": " + rule.getId() + " " + node.getTarget() + " " + node.getHtml() + " "
                        + node.getFailureSummary());
            }
        }
    }
}
