package io.joute.cli;

import io.joute.store.SqliteCatalog;
import io.joute.store.file.CatalogFile;
import io.joute.store.file.CatalogFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The cards that come with Joute, and those of the files in the folder {@code catalog} of a data directory. */
final class CatalogFolder {
    private final Path folder;
    private final CatalogFile files = new CatalogFile();

    CatalogFolder(Path dataDirectory) {
        this.folder = dataDirectory.resolve("catalog");
    }

    /**
     * Offer them all to a catalogue.
     *
     * @throws CommandFailure naming each mistake of the operator's files with its line
     */
    void offerTo(SqliteCatalog catalog) throws IOException {
        files.starter().forEach(catalog::offer);
        List<String> problems = new ArrayList<>();
        for (Path file : own()) {
            try {
                files.read(file.toString(), Files.readString(file)).forEach(catalog::offer);
            } catch (CatalogFileException wrong) {
                problems.addAll(wrong.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new CommandFailure(
                    Exit.USAGE,
                    "the catalogue has mistakes; mend them, or move the file away:",
                    problems.toArray(String[]::new));
        }
    }

    private List<Path> own() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
