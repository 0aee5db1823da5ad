package io.joute.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code joute train}: the parent of what can be trained. */
@Command(
        name = "train",
        description = "Train models.",
        footer = {"", "Examples:", "  joute train demo --evaluate"})
final class TrainCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new CommandFailure(Exit.USAGE, "what is to be trained?", "try: joute train demo");
    }
}
