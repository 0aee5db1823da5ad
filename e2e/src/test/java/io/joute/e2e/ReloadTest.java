package io.joute.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.joute.server.http.Language;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Duels whose page goes away and comes back, or never had a script. */
class ReloadTest {
    private static final String EVENTS = "**/api/duels/*/events*";

    @TempDir
    Path folder;

    @Test
    void resumesADuelThatIsReloadedWhileTheAnswersAreWritten() throws Exception {
        try (Program program = Program.start(folder.resolve("data"));
                Chromium chromium = new Chromium();
                BrowserContext visitor = chromium.visitor(program.address(), Language.FRENCH)) {
            Page page = visitor.newPage();
            Stage stage = new Stage(page, Language.FRENCH);
            // Until the reload nothing of the answers reaches the page, however fast they are.
            page.route(EVENTS, Route::abort);
            stage.ask("Quelle est la capitale de l'Espagne ?", "random");
            String duel = stage.duel();
            assertThat(stage.answer("A")).hasAttribute("aria-busy", "true");
            assertThat(stage.button("vote.reveal")).isHidden();

            page.unroute(EVENTS);
            page.reload();
            stage.awaitAnswers();
            String answer = stage.answerText("A").orElseThrow();

            page.reload();
            stage.awaitAnswers();
            assertThat(stage.answerText("A")).contains(answer);
            stage.voteAndReveal("b", "incorrect", "useful");
            String name = stage.unmasked("B");

            page.reload();
            stage.awaitReveal();
            assertThat(stage.unmasked("B")).isEqualTo(name);
            assertThat(stage.duel()).isEqualTo(duel);
        }
    }

    @Test
    void playsAWholeDuelWithoutJavaScript() throws Exception {
        try (Program program = Program.start(folder.resolve("data"));
                Chromium chromium = new Chromium();
                BrowserContext visitor = chromium.visitorWithoutScripts(program.address(), Language.FRENCH)) {
            Page page = visitor.newPage();
            Stage stage = new Stage(page, Language.FRENCH);
            stage.ask("Quelle est la capitale de l'Espagne ?", "big_versus_small");
            stage.awaitAnswers();
            stage.voteAndReveal("both_good", "useful", "complete");
            assertThat(stage.unmasked("A")).startsWith("Joute ");
        }
    }
}
