package io.joute.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs another program to its end. */
final class PeerProcess {
    private static final int LIMIT_MINUTES = 30;

    private PeerProcess() {}

    /**
     * Run {@code command} in {@code folder} with {@code input} on its standard input; all lines that it wrote, errors too.
     *
     * @throws IOException when it cannot be started, fails, or takes half an hour: with the line that says why
     */
    static List<String> lines(List<String> command, Path folder, String input) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        CompletableFuture.delayedExecutor(LIMIT_MINUTES, TimeUnit.MINUTES).execute(process::destroyForcibly);
        feed(process, input);
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        int code = exitCode(process);
        if (code != 0) {
            throw new IOException(
                    "'" + command.getFirst() + "' ended with " + code + ": " + OneLine.escaped(why(lines)));
        }
        return lines;
    }

    /** The last line that speaks of an error, else the last one: a trace of calls comes behind the former. */
    private static String why(List<String> lines) {
        return lines.reversed().stream()
                .filter(line -> line.contains("Error"))
                .findFirst()
                .or(() -> lines.reversed().stream()
                        .filter(line -> !line.isBlank())
                        .findFirst())
                .orElse("it printed nothing");
    }

    /** One that ends without having read all of it says why itself. */
    private static void feed(Process process, String input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException closed) {
            System.getLogger(PeerProcess.class.getName())
                    .log(System.Logger.Level.DEBUG, "It did not read its input", closed);
        }
    }

    private static int exitCode(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while another engine had its turn", e);
        }
    }
}
