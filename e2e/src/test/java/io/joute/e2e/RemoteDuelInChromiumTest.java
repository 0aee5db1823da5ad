package io.joute.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import io.joute.connect.MessageEvents;
import io.joute.connect.StubServer;
import io.joute.server.http.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A closed model behind a provider's protocol against a small one of this machine, in the browser. */
class RemoteDuelInChromiumTest {
    private static final List<String> MARKS = List.of(
            "claude",
            "Claude",
            "Sonnet",
            "Anthropic",
            "anthropic",
            "msg_",
            "upstream",
            "joute-demo",
            "outputTokens",
            "PLANTED");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Language.class)
    void nothingInTheBrowserTellsTheClosedModelBeforeTheVote(Language language) throws Exception {
        List<String> seen = new ArrayList<>();
        try (StubServer provider = new StubServer(RemoteDuelInChromiumTest::answer);
                Program program = Program.start(data(provider));
                Chromium chromium = new Chromium();
                BrowserContext visitor = chromium.visitor(program.address(), language)) {
            Page page = visitor.newPage();
            page.onResponse(response -> seen.add(text(response)));
            Stage stage = new Stage(page, language);
            page.navigate("/choose");
            stage.prompt().fill("Qu'est-ce qu'une joute ?");
            page.locator("input[value='claude-3.5-sonnet']").check();
            page.locator("input[value='joute-demo-3m']").check();
            seen.clear();
            stage.go().click();
            page.waitForURL(Pattern.compile("/duel/[^/?#]+"));
            stage.awaitAnswers();
            seen.add(page.content());

            assertThat(String.join("\n", seen)).doesNotContain(MARKS.toArray(String[]::new));
            assertThat(page.content()).contains("A joust is a duel of riders.");
            stage.voteAndReveal("a", "useful", "incorrect");

            assertThat(List.of(stage.unmasked("A"), stage.unmasked("B")))
                    .anyMatch(name -> name.contains("Claude 3.5 Sonnet"));
            assertThat(page.content()).contains("Wh", "ecologits").doesNotContain("PLANTED");
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of("target", "remote-duel-" + language.code() + ".png")));
        }
    }

    private Path data(StubServer provider) throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Path key = Files.writeString(folder.resolve("key"), "sk-PLANTED-0123456789-canary");
        Files.writeString(data.resolve("joute.yaml"), """
                endpoints:
                  sonnet:
                    provider: anthropic
                    address: %s
                    private-address: true
                    model: upstream-sonnet
                    card: claude-3.5-sonnet
                    key-file: %s
                    price-in: 3
                    price-out: 15
                    per-day: 1
                """.formatted(provider.address("/v1"), key));
        return data;
    }

    private static void answer(StubServer.Request request, StubServer.Reply reply) throws IOException {
        reply.stream();
        for (String event : MessageEvents.message("end_turn", List.of(), "A joust is", " a duel of riders.")) {
            reply.chunk(event);
        }
        reply.end();
    }

    /** Headers and body; a stream of events has no body that the browser keeps, and is read in the page. */
    private static String text(Response response) {
        try {
            return response.url() + response.headers() + response.text();
        } catch (PlaywrightException streamed) {
            return response.url() + response.headers();
        }
    }
}
