package io.joute.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Another engine in Java, started anew for each run: what it prints includes what its compiler costs it. Takes prompts and
 * answers, one at a time.
 */
final class JavaPeer implements Peer {
    private final Path java;
    private final Dialect dialect;
    private final Subject subject;

    /** With this JVM. */
    JavaPeer(Path java, Dialect dialect, Subject subject) {
        this.java = java;
        this.dialect = dialect;
        this.subject = subject;
    }

    @Override
    public String name() {
        return dialect.name();
    }

    @Override
    public Turn turn() throws IOException {
        BenchPlan plan = subject.plan();
        Turn turn = new Turn();
        for (int run = 0; run < plan.runs(); run++) {
            for (int prompt : plan.prompts()) {
                // One token more than the prompt, so that an answer begins.
                rates(prompt, prompt + 2).prefill().ifPresent(rate -> turn.add(Work.prefill(prompt), rate));
            }
            for (int context : plan.contexts()) {
                int read = Math.max(1, context);
                rates(read, read + plan.tokens())
                        .decode()
                        .ifPresent(rate -> turn.add(Work.decode(plan.tokens(), context), rate));
            }
        }
        return turn;
    }

    private Dialect.Rates rates(int promptTokens, int positions) throws IOException {
        List<String> jvm = List.of(
                java.toString(),
                "--enable-preview",
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                // So that numbers have points, and no console is taken for a person's.
                "-Duser.language=en",
                "-Djdk.console=java.base",
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=" + subject.threads());
        List<String> program = dialect.arguments(subject.text().apply(promptTokens), positions, subject.threads());
        List<String> command = Stream.concat(jvm.stream(), program.stream()).toList();
        return dialect.rates(PeerProcess.lines(command, Path.of("").toAbsolutePath(), ""));
    }
}
