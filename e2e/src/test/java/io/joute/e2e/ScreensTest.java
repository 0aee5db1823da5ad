package io.joute.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.joute.server.http.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes pictures of all pages to a folder, small enough to be kept beside the sources: {@code mvn -Pbrowser verify -pl
 * e2e -am -DskipTests -Dtest=ScreensTest -Dsurefire.failIfNoSpecifiedTests=false -Djoute.screens=$PWD/docs/screens}.
 */
@EnabledIfSystemProperty(named = "joute.screens", matches = ".+")
class ScreensTest {
    private static final int WIDE = 1100;
    private static final int NARROW = 360;
    private static final int HEIGHT = 800;

    @TempDir
    Path folder;

    private final Path target = Path.of(System.getProperty("joute.screens", "."));

    @Test
    void writesAPictureOfEachPage() throws Exception {
        Files.createDirectories(target);
        try (Program program = Program.start(folder.resolve("data"));
                Chromium chromium = new Chromium()) {
            try (Voter voter = new Voter()) {
                voter.visit(program.address());
                vote(voter);
            }
            try (BrowserContext french = chromium.visitor(program.address(), Language.FRENCH);
                    BrowserContext english = chromium.visitor(program.address(), Language.ENGLISH)) {
                Page narrow = french.newPage();
                Page wide = english.newPage();
                walk(narrow, Language.FRENCH, "Quelle est la capitale de l'Italie ?", NARROW);
                walk(wide, Language.ENGLISH, "What is the capital of Italy?", WIDE);
                String password = program.password();
                administer(narrow, Language.FRENCH, password);
                administer(wide, Language.ENGLISH, password);
            }
        }
    }

    /** Enough for a leaderboard that has something to say, the same each time. */
    private static void vote(Voter voter) throws IOException, InterruptedException {
        String[] choices = {"a", "both_good", "b", "both_bad", "both_good"};
        for (int i = 0; i < 30; i++) {
            String duel = voter.answeredDuel("What is " + i + " + " + (i + 3) + "?");
            assertThat(voter.vote(duel, choices[i % choices.length])).isTrue();
            voter.reveal(duel);
        }
    }

    private void walk(Page page, Language language, String question, int width) throws IOException {
        page.setViewportSize(width, HEIGHT);
        Stage stage = new Stage(page, language);
        page.navigate("/");
        keep(page, "home", language);
        stage.ask(question, "big_versus_small");
        stage.awaitAnswers();
        keep(page, "duel", language);
        stage.voteAndReveal("a", "useful", "superficial");
        String reveal = page.url();
        stage.button("share.link").click();
        String link = page.locator(".share-link").getAttribute("href");
        page.locator(".share-picture").scrollIntoViewIfNeeded();
        keep(page, "reveal", language);
        page.navigate(link);
        keep(page, "shared", language);
        page.navigate(reveal + "/turns/0/hood");
        keep(page, "hood", language);
        for (String name : new String[] {"leaderboard", "models", "learn", "duels"}) {
            page.navigate("/" + name);
            keep(page, name, language);
        }
        page.navigate("/leaderboard/matrix");
        keep(page, "pairs", language);
        page.navigate("/leaderboard/mine");
        keep(page, "mine", language);
        page.navigate(
                "/leaderboard?column=rating&column=energy-tokens&column=parameters&column=failures&column=qualities");
        keep(page, "columns", language);
        page.navigate("/models/joute-demo-3m");
        keep(page, "model", language);
        page.navigate("/models?compare=llama-3.3-70b&compare=gemma-3-4b");
        keep(page, "compare", language);
        page.navigate("/choose");
        keep(page, "choose", language);
        page.navigate("/terms");
        keep(page, "terms", language);
        page.navigate("/nowhere");
        keep(page, "not-found", language);
    }

    /** The door of the administration, and each of its rooms. */
    private void administer(Page page, Language language, String password) throws IOException {
        page.navigate("/admin");
        keep(page, "admin-door", language);
        page.locator("main input[type=password]").fill(password);
        page.locator("main button[type=submit]").click();
        page.locator("nav.rooms").waitFor();
        List<String> rooms = page.locator("nav.rooms a").all().stream()
                .map(room -> room.getAttribute("href"))
                .toList();
        for (String room : rooms) {
            page.navigate(room);
            keep(page, room.substring(1).replace('/', '-'), language);
        }
    }

    private void keep(Page page, String name, Language language) throws IOException {
        byte[] picture = page.screenshot(new Page.ScreenshotOptions().setFullPage(true));
        Files.write(target.resolve(name + "-" + language.code() + ".png"), FewColours.png(picture));
    }
}
