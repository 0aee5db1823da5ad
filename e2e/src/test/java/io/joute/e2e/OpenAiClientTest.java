package io.joute.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenAI's own client of Node.js, pointed at Joute. */
class OpenAiClientTest {
    private static final Path SOURCES = Path.of("src", "test", "resources", "openai-client");
    /** Kept between runs, so that the client is fetched once. */
    private static final Path INSTALLED = Path.of("target", "openai-client");

    private static final int PATIENCE_SECONDS = 120;

    @TempDir
    Path folder;

    @Test
    void findsAllThatItExpects() throws Exception {
        install();
        try (Program program = Program.start(folder.resolve("data"))) {
            Ran checked = run(List.of("node", "check.mjs", program.address()));

            assertThat(checked.code()).as(checked.said()).isZero();
            assertThat(checked.said().lines().filter(line -> line.startsWith("passed: ")))
                    .hasSize(12);
        }
    }

    @Test
    void callsToolsAndGoesOnFromTheirResults() throws Exception {
        install();
        try (ToolServer server = new ToolServer(folder.resolve("data"))) {
            Ran checked = run(List.of("node", "tools.mjs", server.address()));

            assertThat(checked.code()).as(checked.said()).isZero();
            assertThat(checked.said().lines().filter(line -> line.startsWith("passed: ")))
                    .hasSize(4);
        }
    }

    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        for (String file : List.of("package.json", "check.mjs", "tools.mjs")) {
            Files.copy(SOURCES.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.isDirectory(INSTALLED.resolve("node_modules").resolve("openai"))) {
            Ran installed = npm();
            assumeTrue(installed.code() == 0, "npm cannot install OpenAI's client here: " + installed.said());
        }
    }

    private static Ran npm() throws InterruptedException {
        try {
            return run(List.of("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--fetch-retries=1"));
        } catch (IOException e) {
            return new Ran(1, "Node.js is not here: " + e.getMessage());
        }
    }

    private record Ran(int code, String said) {}

    private static Ran run(List<String> command) throws IOException, InterruptedException {
        Path said = INSTALLED.resolve("said.txt");
        Process process = new ProcessBuilder(command)
                .directory(INSTALLED.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        String text = Files.readString(said);
        return ended
                ? new Ran(process.exitValue(), text)
                : new Ran(1, text + "(ended after " + PATIENCE_SECONDS + " s)");
    }
}
