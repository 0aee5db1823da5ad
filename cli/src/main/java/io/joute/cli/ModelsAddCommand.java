package io.joute.cli;

import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.store.Database;
import io.joute.store.SqliteCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code joute models add}: let a file play. */
@Command(
        name = "add",
        description = {
            "Let a model play, from a GGUF file or a folder of safetensors that stays where it is.",
            "",
            "What its card needs is read from the file where it says so; options tell the rest, or correct it."
        },
        footer = {
            "",
            "Examples:",
            "  joute models add Llama-3.2-1B-Instruct-Q8_0.gguf --maker Meta --released 2024-09-25",
            "  joute models add mine.gguf --id mine --name \"My model\" --maker Me --released 2026-11 --licence MIT"
        })
final class ModelsAddCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    ArenaOptions options = new ArenaOptions();

    @Mixin
    CardOptions card = new CardOptions();

    @Parameters(paramLabel = "FILE", description = "The file or folder; or the id of a demo model that was removed.")
    String file = "";

    ModelsAddCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Settings settings = new SettingsReader(surroundings).conclude(options.given());
        try (Database database = Database.open(settings.dataDirectory())) {
            SqliteCatalog catalog = new SqliteCatalog(database);
            new DemoCards(settings.dataDirectory()).install(catalog);
            ModelCard added;
            if (DemoCards.contain(file)) {
                added = demo(catalog);
                catalog.save(added);
            } else {
                Path path = Path.of(file).toAbsolutePath().normalize();
                added = save(catalog, card.card(ModelFacts.of(path, settings.threads())), path);
            }
            surroundings.out().println(said(added));
        }
        return Exit.OK.code();
    }

    private ModelCard demo(Catalog catalog) {
        return catalog.card(file).orElseThrow().withStatus(ModelStatus.ENABLED);
    }

    /** What is said of a model that plays from now on. */
    static String said(ModelCard added) {
        return added.id() + ": " + added.name() + " by " + added.maker() + ", " + RevealText.parameters(added.total())
                + ", plays from now on";
    }

    /**
     * Let the model of {@code path} play.
     *
     * @throws CommandFailure when another model has its id
     */
    static ModelCard save(Catalog catalog, ModelCard added, Path path) {
        if (DemoCards.contain(added.id())) {
            throw new CommandFailure(
                    Exit.FAILURE, "the id '" + added.id() + "' is a demo model's: choose another by --id");
        }
        if (catalog.card(added.id())
                .flatMap(ModelCard::checkpoint)
                .filter(other -> !other.equals(path.toString()))
                .isPresent()) {
            throw new CommandFailure(
                    Exit.FAILURE,
                    "the id '" + added.id() + "' is another file's: choose another by --id, or remove that one first");
        }
        catalog.save(added);
        return added;
    }
}
