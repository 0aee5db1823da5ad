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
