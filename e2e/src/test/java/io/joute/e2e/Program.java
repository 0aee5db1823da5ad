package io.joute.e2e;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code joute serve} in a process of its own, on a free port. */
final class Program implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("http://[0-9.]+:\\d+");
    private static final int PATIENCE_SECONDS = 20;

    private static final Pattern PASSWORD = Pattern.compile("with the password (\\S+)");

    private final Process process;
    private final BufferedReader said;
    private final String address;

    private Program(Process process, BufferedReader said, String address) {
        this.process = process;
        this.said = said;
        this.address = address;
    }

    /** Start on a data directory; returns when the program has said its address. */
    static Program start(Path data) throws IOException {
        Path errors = data.resolveSibling(data.getFileName() + ".err");
        Process process = new ProcessBuilder(command(data))
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                .start();
        // Never closed: the program would fail on its next line.
        BufferedReader said = process.inputReader();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            Matcher found = ADDRESS.matcher(line);
            if (found.find()) {
                return new Program(process, said, found.group());
            }
        }
        throw new IllegalStateException("joute serve ended before it said its address: " + Files.readString(errors));
    }

    /** Where it listens, without a slash at the end. */
    String address() {
        return address;
    }

    /** What it says after its address on the first start: for the administration, and only once. */
    String password() throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            Matcher found = PASSWORD.matcher(line);
            if (found.find()) {
                return found.group(1);
            }
        }
        throw new IllegalStateException("joute serve ended before it said a password");
    }

    /** End it as a power cut would: SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException late) {
            kill();
            throw new IllegalStateException(
                    "joute serve did not end within " + PATIENCE_SECONDS + " s of SIGTERM", late);
        }
    }

    private static List<String> command(Path data) {
        return List.of(
                Path.of(property("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                "io.joute.cli.Main",
                "serve",
                "--port",
                "0",
                "--no-browser",
                "--data",
                data.toString());
    }

    /** As the launcher's: the libraries of these tests are not the program's. */
    private static String classPath() {
        Path built = Path.of("..", "cli", "target");
        try (Stream<Path> files = Files.list(built)) {
            Path jar = files.filter(file -> file.getFileName().toString().matches("joute-cli-[0-9.]+\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no joute-cli jar in " + built));
            return jar + File.pathSeparator + built.resolve("lib") + File.separator + "*";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), name);
    }
}
