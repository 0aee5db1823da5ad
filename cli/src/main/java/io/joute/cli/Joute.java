package io.joute.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code joute} alone: the root of all commands, which serves when no other is named. */
@Command(
        name = "joute",
        description = {
            "Blind duels between AI models that run on this machine.",
            "",
            "Without a command, joute serves its pages and opens the browser."
        },
        footer = {
            "",
            "Examples:",
            "  joute                           play duels in the browser",
            "  joute duel                      play one in the terminal",
            "  joute chat joute-demo-3m        talk with a model",
            "  joute models add model.gguf     add a model to the arena",
            "  joute rank votes.csv --json     rank models from votes",
            "",
            "More about a command: joute COMMAND --help"
        })
final class Joute implements Callable<Integer> {
    private final ServeCommand serve;

    @Mixin
    ServeOptions options = new ServeOptions();

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Say what is going on, and show the stack trace of a failure.")
    boolean verbose;

    Joute(ServeCommand serve) {
        this.serve = serve;
    }

    @Override
    public Integer call() throws Exception {
        return serve.serve(options);
    }
}
