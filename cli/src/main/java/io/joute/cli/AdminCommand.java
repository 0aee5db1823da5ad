package io.joute.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code joute admin}: the parent of what concerns the administration. */
@Command(
        name = "admin",
        description = {
            "Set the administrator's password.",
            "",
            "The administration itself is at /admin of the running arena; docs/ADMIN.md says what is there."
        },
        footer = {"", "Examples:", "  joute admin password"})
final class AdminCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new CommandFailure(Exit.USAGE, "what about the administration?", "try: joute admin password");
    }
}
