package io.joute.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code joute endpoints}: the parent of what concerns remote models. */
@Command(
        name = "endpoints",
        description = {
            "List and test the remote models.",
            "",
            "They are declared in joute.yaml, in the data folder; docs/SETTINGS.md says how."
        },
        footer = {"", "Examples:", "  joute endpoints list", "  joute endpoints test", "  joute endpoints cards"})
final class EndpointsCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new CommandFailure(Exit.USAGE, "what about endpoints?", "try: joute endpoints list");
    }
}
