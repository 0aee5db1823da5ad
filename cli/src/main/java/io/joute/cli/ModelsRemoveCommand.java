package io.joute.cli;

import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.store.Database;
import io.joute.store.SqliteCatalog;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code joute models remove}: take a model out of the arena; its file and its votes stay. */
@Command(
        name = "remove",
        description = {
            "Take a model out of the arena.",
            "",
            "Its file and its votes stay. One of the models that come with Joute is disabled instead; adding it again by its"
                    + " id brings it back."
        },
        footer = {"", "Examples:", "  joute models remove joute-demo-240k-alone"})
final class ModelsRemoveCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    ArenaOptions options = new ArenaOptions();

    @Parameters(paramLabel = "ID", description = "The id of its card.")
    String id = "";

    ModelsRemoveCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Settings settings = new SettingsReader(surroundings).conclude(options.given());
        try (Database database = Database.open(settings.dataDirectory())) {
            SqliteCatalog catalog = new SqliteCatalog(database);
            new DemoCards(settings.dataDirectory()).install(catalog);
            ModelCard card = catalog.card(id)
                    .orElseThrow(() -> new CommandFailure(
                            Exit.FAILURE, "no model has the id '" + id + "'", "joute models lists them"));
            if (DemoCards.contain(id)) {
                catalog.save(card.withStatus(ModelStatus.DISABLED));
                surroundings.out().println(id + " is disabled: it plays no more duels");
            } else {
                catalog.remove(id);
                surroundings.out().println(id + " is removed; its file and its votes stay");
            }
        }
        return Exit.OK.code();
    }
}
