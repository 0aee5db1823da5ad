package io.joute.cli;

import io.joute.arena.catalog.ModelCard;
import io.joute.distill.demo.DemoModels;
import io.joute.store.Database;
import io.joute.store.SqliteCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The file of the model that a command names, by path or by id.
 *
 * @param id of its card, or made of the file's name
 * @param path the file
 */
record ModelFile(String id, Path path) {
    /**
     * Find it: a file of this name, a demo model, else the card of this id. Only the last needs the data directory for
     * itself, so that the others can be used while an arena is open.
     */
    static ModelFile named(String model, Settings settings) throws IOException {
        Path path = Path.of(model);
        if (Files.exists(path)) {
            return new ModelFile(id(path), path);
        }
        if (DemoCards.contain(model)) {
            return demo(model, settings);
        }
        return installed(model, settings).orElseThrow(() -> unknown(model, settings));
    }

    /** An id for a file: its name in lower case, other characters than those of ids being hyphens. */
    static String id(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String id =
                name.replaceFirst("\\.gguf$", "").replaceAll("[^a-z0-9.]+", "-").replaceAll("^[^a-z0-9]+", "");
        return id.isEmpty() ? "model" : id;
    }

    private static ModelFile demo(String id, Settings settings) throws IOException {
        for (DemoModels.Installed each : DemoModels.install(DemoCards.folder(settings.dataDirectory()))) {
            if (each.model().id().equals(id)) {
                return new ModelFile(id, each.file());
            }
        }
        throw new IllegalStateException("demo model " + id + " was not installed");
    }

    private static Optional<ModelFile> installed(String id, Settings settings) {
        if (!Files.exists(settings.dataDirectory())) {
            return Optional.empty();
        }
        try (Database database = Database.open(settings.dataDirectory())) {
            return new SqliteCatalog(database)
                    .card(id)
                    .flatMap(ModelCard::checkpoint)
                    .map(file -> new ModelFile(id, Path.of(file)));
        }
    }

    private static CommandFailure unknown(String model, Settings settings) {
        return new CommandFailure(
                Exit.FAILURE,
                "no file and no installed model is named '" + model + "'",
                "joute models lists those installed in " + settings.dataDirectory());
    }
}
