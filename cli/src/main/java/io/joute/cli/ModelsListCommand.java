package io.joute.cli;

import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.SizeScale;
import io.joute.store.Database;
import io.joute.store.SqliteCatalog;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code joute models list}: what the arena has. */
@Command(
        name = "list",
        description = "List the arena's models.",
        footer = {"", "Examples:", "  joute models list", "  joute models list --all --json"})
final class ModelsListCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    ArenaOptions options = new ArenaOptions();

    @Option(names = "--all", description = "Also those of the catalogue that nothing answers for here.")
    boolean all;

    @Option(names = "--json", description = "Write JSON: the cards, whole.")
    boolean json;

    ModelsListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Settings settings = new SettingsReader(surroundings).conclude(options.given());
        try (Database database = Database.open(settings.dataDirectory())) {
            SqliteCatalog catalog = new SqliteCatalog(database);
            new DemoCards(settings.dataDirectory()).install(catalog);
            new CatalogFolder(settings.dataDirectory()).offerTo(catalog);
            List<ModelCard> cards = catalog.cards().stream()
                    .filter(card -> all || card.reachable())
                    .toList();
            if (json) {
                Json.write(surroundings.out(), cards);
            } else {
                print(cards);
            }
        }
        return Exit.OK.code();
    }

    private void print(List<ModelCard> cards) {
        Table table = new Table("id", "name", "maker", "released", "parameters", "size", "openness", "status");
        for (ModelCard card : cards) {
            table.add(
                    card.id(),
                    card.name(),
                    card.maker(),
                    card.releaseDate(),
                    RevealText.parameters(card.total()).replace(" parameters", ""),
                    card.sizeClass(SizeScale.DECK).name(),
                    RevealText.openness(card.openness()),
                    card.status().name().toLowerCase(Locale.ROOT));
        }
        table.print(surroundings.out());
    }
}
