package io.joute.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code joute} alone: the root of all commands. */
@Command(
        name = "joute",
        description = "Blind duels between AI models that run on this machine.",
        footer = {
            "",
            "Examples:",
            "  joute rank votes.csv --json             rank models from votes",
            "  joute energy --active 70 --tokens 260   estimate the energy of an answer",
            "",
            "More about a command: joute COMMAND --help"
        })
final class Joute implements Callable<Integer> {
    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Say what is going on, and show the stack trace of a failure.")
    boolean verbose;

    @Override
    public Integer call() {
        throw new CommandFailure(Exit.USAGE, "no command", "try: joute --help");
    }
}
