package io.joute.cli;

import io.joute.arena.admin.Access;
import io.joute.store.Database;
import io.joute.store.SqliteAuditTrail;
import io.joute.store.SqliteStoredPassword;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code joute admin password}: for who forgot it. */
@Command(
        name = "password",
        description = {
            "Make a new password for /admin and print it, this once.",
            "",
            "Only its hash is kept; the former one opens nothing any more. Stop the arena first."
        },
        footer = {"", "Examples:", "  joute admin password", "  joute admin password --data DIR"})
final class AdminPasswordCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    ArenaOptions options = new ArenaOptions();

    AdminPasswordCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Settings settings = new SettingsReader(surroundings).conclude(options.given());
        try (Database database = Database.open(settings.dataDirectory())) {
            Access access = new Access(
                    new SqliteStoredPassword(database),
                    new SqliteAuditTrail(database),
                    InstantSource.system(),
                    new SecureRandom());
            surroundings.out().println(access.resetPassword());
        }
        return Exit.OK.code();
    }
}
