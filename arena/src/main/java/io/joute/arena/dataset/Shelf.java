package io.joute.arena.dataset;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The datasets that an arena has published: in one folder a zip file each, beside it its data card ({@code .md}) and what is
 * known of it ({@code .properties}, written last: an edition without it does not exist).
 *
 * <p>A duel that is erased later is in no edition to come; one that has it must be withdrawn by hand. Safe for any number of
 * threads of one process.
 */
public final class Shelf {
    private static final String ZIP = ".zip";
    private static final String CARD = ".md";
    private static final String KNOWN = ".properties";
    private static final String ROWS = "rows.";

    private final Path folder;
    private final ReentrantLock lock = new ReentrantLock();

    /** What is published in {@code folder}, which is made when something is. */
    public Shelf(Path folder) {
        this.folder = folder;
    }

    /**
     * Publish a dataset as it is now, all tables in the first of the formats.
     *
     * @throws IllegalStateException when no duel would be in it
     */
    public Edition publish(Dataset dataset, ExportOptions options, LocalDate day) throws IOException {
        lock.lock();
        try {
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, "edition", ".part");
            try {
                return publish(dataset, options, day, part);
            } finally {
                Files.deleteIfExists(part);
            }
        } finally {
            lock.unlock();
        }
    }

    private Edition publish(Dataset dataset, ExportOptions options, LocalDate day, Path part) throws IOException {
        MessageDigest digest = sha256();
        ExportReport report;
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(part), digest)) {
            report = dataset.export(out, options);
        }
        if (report.duels() == 0) {
            throw new IllegalStateException("no duel is offered for publication, revealed and without doubt");
        }
        Edition edition = new Edition(
                freeId(day),
                day,
                options.formats().getFirst().extension(),
                options.licence(),
                options.method().name() + " " + options.method().version(),
                Redactor.VERSION,
                Files.size(part),
                HexFormat.of().formatHex(digest.digest()),
                report.duels(),
                report.rows());
        Files.move(part, at(edition.id(), ZIP), StandardCopyOption.ATOMIC_MOVE);
        Files.writeString(at(edition.id(), CARD), DataCard.of(report, options));
        write(edition);
        return edition;
    }

    /** What is published, the latest first. */
    public List<Edition> editions() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(KNOWN))
                    .map(name -> read(name.substring(0, name.length() - KNOWN.length())))
                    .sorted(Comparator.comparing(Edition::day)
                            .thenComparingInt(edition -> edition.id().length())
                            .thenComparing(Edition::id)
                            .reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read", e);
        }
    }

    /** The zip file of an edition; empty when there is none of that id. */
    public Optional<Path> file(String id) {
        return known(id, ZIP);
    }

    /** The data card of an edition, in Markdown; empty when there is none of that id. */
    public Optional<Path> card(String id) {
        return known(id, CARD);
    }

    /** Take an edition back; copies that others have stay theirs. False when there is none of that id. */
    public boolean withdraw(String id) throws IOException {
        lock.lock();
        try {
            if (known(id, ZIP).isEmpty()) {
                return false;
            }
            Files.delete(at(id, KNOWN));
            Files.deleteIfExists(at(id, CARD));
            Files.deleteIfExists(at(id, ZIP));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Ids come from addresses: only those that are listed name a file. */
    private Optional<Path> known(String id, String end) {
        return editions().stream()
                .filter(edition -> edition.id().equals(id))
                .map(edition -> at(edition.id(), end))
                .findFirst();
    }

    /** Also none of an edition that was begun and never listed. */
    private String freeId(LocalDate day) {
        String id = day.toString();
        for (int number = 2; Files.exists(at(id, ZIP)); number++) {
            id = day + "-" + number;
        }
        return id;
    }

    private void write(Edition edition) throws IOException {
        Properties known = new Properties();
        known.setProperty("day", edition.day().toString());
        known.setProperty("format", edition.format());
        known.setProperty("licence", edition.licence());
        known.setProperty("energyMethod", edition.energyMethod());
        known.setProperty("redaction", edition.redaction());
        known.setProperty("bytes", Long.toString(edition.bytes()));
        known.setProperty("sha256", edition.sha256());
        known.setProperty("duels", Long.toString(edition.duels()));
        edition.rows().forEach((table, rows) -> known.setProperty(ROWS + table, Long.toString(rows)));
        Path part = at(edition.id(), ".part");
        try (Writer out = Files.newBufferedWriter(part)) {
            known.store(out, "A dataset that this arena has published.");
        }
        Files.move(part, at(edition.id(), KNOWN), StandardCopyOption.ATOMIC_MOVE);
    }

    private Edition read(String id) {
        Properties known = new Properties();
        try (Reader in = Files.newBufferedReader(at(id, KNOWN))) {
            known.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(at(id, KNOWN) + " cannot be read", e);
        }
        SortedMap<String, Long> rows = new TreeMap<>();
        known.stringPropertyNames().stream()
                .filter(name -> name.startsWith(ROWS))
                .forEach(name -> rows.put(name.substring(ROWS.length()), Long.valueOf(told(known, id, name))));
        return new Edition(
                id,
                LocalDate.parse(told(known, id, "day")),
                told(known, id, "format"),
                told(known, id, "licence"),
                told(known, id, "energyMethod"),
                told(known, id, "redaction"),
                Long.parseLong(told(known, id, "bytes")),
                told(known, id, "sha256"),
                Long.parseLong(told(known, id, "duels")),
                rows);
    }

    private String told(Properties known, String id, String name) {
        String value = known.getProperty(name);
        if (value == null) {
            throw new IllegalStateException(at(id, KNOWN) + " does not tell '" + name + "': publish the dataset anew");
        }
        return value;
    }

    private Path at(String id, String end) {
        return folder.resolve(id + end);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
