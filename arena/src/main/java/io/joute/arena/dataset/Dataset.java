package io.joute.arena.dataset;

import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.duel.Duel;
import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.DuelLog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The datasets of an arena: rows folded from its log.
 *
 * <p>Only duels go out that are revealed, were offered for publication by their visitor, and are not erased; their texts
 * are redacted first, ids are fresh for each export, times are days. One duel at a time is in memory. Publishing is
 * somebody's act: this only writes files.
 */
public final class Dataset {
    /** The data card's name in the folder. */
    public static final String CARD = "README.md";
    /** Name of the list of duels that wait for a person to read them. */
    public static final String REVIEW = "held-back.txt";

    private final DuelLog log;
    private final Catalog catalog;
    private final SecureRandom random;

    /** The datasets of this log; {@code catalog} says what the models are, {@code random} draws pseudonyms. */
    public Dataset(DuelLog log, Catalog catalog, SecureRandom random) {
        this.log = log;
        this.catalog = catalog;
        this.random = random;
    }

    /** What would go out, nothing written. */
    public ExportReport count(ExportOptions options) throws IOException {
        return export(options, (table, columns) -> List.of());
    }

    /**
     * Write an export: a folder a shape, the data card, and beside them the list of duels held back.
     *
     * @param folder new or empty
     * @throws IllegalArgumentException when the folder has something in it
     */
    public ExportReport export(Path folder, ExportOptions options) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> inside = Files.list(folder)) {
            if (inside.findAny().isPresent()) {
                throw new IllegalArgumentException(
                        folder + " is not empty: an export goes into a folder of its own, name another");
            }
        }
        ExportReport report = export(options, new Folder(folder, options.formats()));
        Files.writeString(folder.resolve(CARD), DataCard.of(report, options));
        if (!report.heldBack().isEmpty()) {
            Files.writeString(
                    folder.resolve(REVIEW),
                    report.heldBack().keySet().stream().collect(Collectors.joining("\n", "", "\n")));
        }
        return report;
    }

    /**
     * Write an export as one zip file, through a folder beside the system's temporary files that is gone afterwards. The
     * list of duels held back is left out: it is the operator's alone.
     */
    public ExportReport export(OutputStream out, ExportOptions options) throws IOException {
        Path folder = Files.createTempDirectory("joute-export");
        try {
            ExportReport report = export(folder, options);
            try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
                    Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    if (!file.getFileName().toString().equals(REVIEW)) {
                        zip.putNextEntry(
                                new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
                        Files.copy(file, zip);
                    }
                }
            }
            return report;
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Where the rows of a table go. */
    private interface Sinks {
        List<TableFormat.Sink> open(Path table, List<Column> columns) throws IOException;
    }

    /** A file a format. */
    private record Folder(Path folder, List<TableFormat> formats) implements Sinks {
        @Override
        public List<TableFormat.Sink> open(Path table, List<Column> columns) throws IOException {
            List<TableFormat.Sink> sinks = new ArrayList<>();
            for (TableFormat format : formats) {
                Path file = folder.resolve(table + "." + format.extension());
                Files.createDirectories(file.getParent());
                sinks.add(format.open(file, columns));
            }
            return sinks;
        }
    }

    private ExportReport export(ExportOptions options, Sinks sinks) throws IOException {
        Candidates candidates = new Candidates();
        log.readAll(candidates);
        Map<String, ModelCard> cards =
                catalog.cards().stream().collect(Collectors.toMap(ModelCard::id, Function.identity()));
        Pseudonyms ids = new Pseudonyms(random);
        Tallies tallies = new Tallies(candidates);
        try (Writers writers = new Writers(options.shapes(), sinks::open)) {
            for (DuelId id : candidates.publishable()) {
                List<DuelEvent> events = log.read(id);
                DuelRedactor redactor = tallies.redactor();
                Duel duel = redactor.redact(events);
                if (duel.erased()) {
                    continue;
                }
                if (redactor.doubts() && !options.reviewed().contains(id.value())) {
                    tallies.holdBack(id);
                    continue;
                }
                PublishedDuel published = new PublishedDuel(tallies.next(), duel, ids, cards, options.method());
                tallies.count(published);
                writers.write(published);
            }
            return tallies.report(writers.rows());
        }
    }
}
