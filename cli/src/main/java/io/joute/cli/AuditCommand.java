package io.joute.cli;

import io.joute.arena.admin.AuditEntry;
import io.joute.store.Database;
import io.joute.store.SqliteAuditTrail;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code joute audit}: what administrators did, and whether the record of it was touched. */
@Command(
        name = "audit",
        description = {
            "Print what was done in the administration, and check that no entry was changed or taken out.",
            "",
            "Each entry has a hash over itself and the one before. The last hash, kept elsewhere, also tells whether the end"
                    + " was cut off."
        },
        footer = {"", "Examples:", "  joute audit", "  joute audit --json"})
final class AuditCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    ArenaOptions options = new ArenaOptions();

    @Option(names = "--json", description = "Write JSON.")
    boolean json;

    AuditCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        List<AuditEntry> trail = trail();
        if (json) {
            Json.write(surroundings.out(), trail);
        } else {
            print(trail);
        }
        Optional<Long> broken = AuditEntry.firstBroken(trail);
        if (broken.isPresent()) {
            throw new CommandFailure(
                    Exit.FAILURE,
                    "entry " + broken.get() + " does not follow from the one before: the trail was changed there",
                    "entries before it are as they were written; compare the others with a backup");
        }
        if (!json) {
            surroundings
                    .out()
                    .println(trail.size() + " entries, none changed"
                            + (trail.isEmpty()
                                    ? ""
                                    : "; last hash " + trail.getLast().hash()));
        }
        return Exit.OK.code();
    }

    private List<AuditEntry> trail() {
        Settings settings = new SettingsReader(surroundings).conclude(options.given());
        try (Database database = Database.open(settings.dataDirectory())) {
            return new SqliteAuditTrail(database).all();
        }
    }

    private void print(List<AuditEntry> trail) {
        Table table = new Table("number", "at", "action", "subject", "hash");
        for (AuditEntry entry : trail) {
            table.add(
                    String.valueOf(entry.number()),
                    entry.at().toString(),
                    entry.action(),
                    entry.subject(),
                    entry.hash().substring(0, 12));
        }
        table.print(surroundings.out());
    }
}
