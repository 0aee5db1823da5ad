package io.joute.cli;

import io.joute.arena.dataset.Dataset;
import io.joute.arena.dataset.ExportOptions;
import io.joute.arena.dataset.ExportReport;
import io.joute.arena.dataset.Shape;
import io.joute.arena.dataset.TableFormat;
import io.joute.arena.dataset.TextFormat;
import io.joute.arena.energy.EnergyMethod;
import io.joute.store.Database;
import io.joute.store.SqliteCatalog;
import io.joute.store.SqliteDuelLog;
import io.joute.store.table.ParquetFormat;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code joute export}: datasets of the duels that were offered for publication. */
@Command(
        name = "export",
        description = {
            "Write the duels that their visitors offered for publication as datasets, with a data card.",
            "",
            "Texts are redacted here, by rules, before anything is written: e-mails, telephones, bank accounts, cards,"
                    + " social security numbers, addresses, keys, names. Duels that are open or erased never go out; those"
                    + " in which something still looks like a secret are held back, and listed in held-back.txt. Nothing is"
                    + " sent anywhere: publishing the folder is up to you. Read it first."
        },
        footer = {
            "",
            "Examples:",
            "  joute export --dry-run",
            "  joute export --to dataset",
            "  joute export --to dataset --as comparia,lmarena --format parquet,jsonl",
            "  joute export --to dataset --reviewed read.txt"
        })
final class ExportCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    ArenaOptions options = new ArenaOptions();

    @Option(names = "--to", paramLabel = "DIR", description = "The folder to write: new, or empty.")
    @Nullable
    Path folder;

    @Option(
            names = "--as",
            split = ",",
            paramLabel = "SHAPE",
            description = "joute, comparia, comparia-turns, lmarena; all when not told.")
    List<String> shapes = List.of();

    @Option(
            names = "--format",
            split = ",",
            defaultValue = "jsonl",
            paramLabel = "FORMAT",
            description = "jsonl (the default), csv, tsv, parquet.")
    List<String> formats = List.of();

    @Option(
            names = "--licence",
            paramLabel = "TEXT",
            description = "What the data card states; Licence Ouverte / Open Licence 2.0 when not told.")
    @Nullable
    String licence;

    @Option(
            names = "--method",
            defaultValue = "ecologits-0.9",
            paramLabel = "NAME",
            description = "Energy method whose estimates go out; ecologits-0.9 when not told.")
    String method = "";

    @Option(
            names = "--reviewed",
            paramLabel = "FILE",
            description =
                    "Ids of duels, one a line, that you read and found fit: they go out though they were held back.")
    @Nullable
    Path reviewed;

    @Option(names = "--dry-run", description = "Say what would go out, and write nothing.")
    boolean dryRun;

    @Option(names = "--json", description = "Write JSON.")
    boolean json;

    ExportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        ExportOptions wanted = wanted();
        Path to = folder;
        if (to == null && !dryRun) {
            throw new CommandFailure(Exit.USAGE, "--to is missing: name a folder, or say --dry-run");
        }
        Settings settings = new SettingsReader(surroundings).conclude(options.given());
        try (Database database = Database.open(settings.dataDirectory())) {
            Dataset dataset = new Dataset(new SqliteDuelLog(database), new SqliteCatalog(database), new SecureRandom());
            ExportReport report = to == null || dryRun ? dataset.count(wanted) : export(dataset, to, wanted);
            if (json) {
                Json.write(surroundings.out(), report);
            } else {
                print(report);
            }
        }
        return Exit.OK.code();
    }

    private static ExportReport export(Dataset dataset, Path to, ExportOptions wanted) throws IOException {
        try {
            return dataset.export(to, wanted);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private ExportOptions wanted() throws IOException {
        Set<Shape> asked = shapes.stream()
                .map(ExportCommand::shape)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Shape.class)));
        ExportOptions wanted = ExportOptions.DEFAULT
                .with(
                        asked.isEmpty() ? EnumSet.allOf(Shape.class) : asked,
                        formats.stream().map(ExportCommand::format).toList())
                .estimatedBy(OptionValue.named("--method", method, EnergyMethod.all(), EnergyMethod::name));
        wanted = licence == null ? wanted : wanted.under(licence);
        Path read = reviewed;
        return read == null ? wanted : wanted.withReviewed(ids(read));
    }

    private static Set<String> ids(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.toSet());
        }
    }

    private static Shape shape(String key) {
        return OptionValue.named("--as", key, List.of(Shape.values()), Shape::key);
    }

    private static TableFormat format(String extension) {
        List<TableFormat> all = new ArrayList<>(List.of(TextFormat.values()));
        all.add(new ParquetFormat());
        return OptionValue.named("--format", extension, all, TableFormat::extension);
    }

    private void print(ExportReport report) {
        PrintStream out = surroundings.out();
        out.println(report.duels() + " duels" + (dryRun ? " would go out" : " written") + "; not offered: "
                + report.withoutConsent() + ", not revealed: " + report.open() + ", erased: " + report.erased()
                + ", held back: " + report.heldBack().size());
        Table table = new Table("table", "rows");
        report.rows().forEach((name, rows) -> table.add(name, String.valueOf(rows)));
        table.print(out);
        if (!report.found().isEmpty()) {
            out.println("taken out: "
                    + report.found().entrySet().stream()
                            .map(entry ->
                                    entry.getValue() + " " + entry.getKey().mark())
                            .collect(Collectors.joining(", ")));
        }
        if (!report.heldBack().isEmpty()) {
            out.println("Read the duels held back, then name those that may go out with --reviewed FILE.");
        }
    }
}
