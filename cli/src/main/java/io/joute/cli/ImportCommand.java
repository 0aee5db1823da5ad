package io.joute.cli;

import io.joute.arena.board.CastBy;
import io.joute.arena.board.History;
import io.joute.arena.dataset.CsvVotes;
import io.joute.arena.dataset.PublishedVotes;
import io.joute.arena.dataset.VoteTable;
import io.joute.store.Database;
import io.joute.store.SqliteHistory;
import io.joute.store.table.JsonVotes;
import io.joute.store.table.ParquetVotes;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code joute import}: votes that others published. */
@Command(
        name = "import",
        description = {
            "Take in votes that compar:IA, LMArena or another Joute published, so that a leaderboard has a history.",
            "",
            "A file is JSON lines, a JSON list, CSV or Parquet; its columns tell whose it is. Imported votes are kept apart"
                    + " from this arena's own: the leaderboard counts them only when asked to. A file read again adds nothing."
                    + " Only who, whom and when is kept, no text. The arena may not be running."
        },
        footer = {
            "",
            "Examples:",
            "  joute import votes.parquet",
            "  joute import votes.jsonl --rename llama-3.1-8b-instruct=llama-3.1-8b",
            "  joute import --forget lmarena",
            "  joute import"
        })
final class ImportCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    ArenaOptions options = new ArenaOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The published votes; without one, what was imported is listed.")
    @Nullable
    Path file;

    @Option(
            names = "--cast-by",
            defaultValue = "people",
            paramLabel = "WHO",
            description = "people (the default), or judge when a model cast the votes: the two are never mixed.")
    String castBy = "";

    @Option(
            names = "--rename",
            paramLabel = "THEIRS=OURS",
            description = "A model's name there, and its id here; may be given again.")
    Map<String, String> renames = Map.of();

    @Option(names = "--forget", paramLabel = "SOURCE", description = "Let go of the votes of a source.")
    @Nullable
    String forget;

    @Option(names = "--json", description = "Write JSON.")
    boolean json;

    ImportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * What came of it.
     *
     * @param source of this file's votes; empty when only a list was asked for
     * @param read votes in the file
     * @param added of them, those that were new
     * @param removed votes let go of
     * @param skipped rows that are no vote, by cause
     * @param kept votes kept now, by source
     */
    record Report(String source, int read, int added, int removed, Map<String, Long> skipped, Map<String, Long> kept) {
        Report {
            skipped = Map.copyOf(skipped);
            kept = Map.copyOf(kept);
        }
    }

    @Override
    public Integer call() throws IOException {
        Settings settings = new SettingsReader(surroundings).conclude(options.given());
        CastBy by = OptionValue.named("--cast-by", castBy, List.of(CastBy.values()), CastBy::key);
        Path table = file;
        try (Database database = Database.open(settings.dataDirectory())) {
            History history = new SqliteHistory(database);
            Report report = table == null ? letGo(history) : take(history, published(table, by));
            if (json) {
                Json.write(surroundings.out(), report);
            } else {
                print(report);
            }
        }
        return Exit.OK.code();
    }

    private Report letGo(History history) {
        return new Report("", 0, 0, forgotten(history), Map.of(), history.sources());
    }

    private int forgotten(History history) {
        String unwanted = forget;
        return unwanted == null ? 0 : history.forget(unwanted);
    }

    /** Read all of it before anything is let go of: a file that fails must not cost the votes that it was to replace. */
    private Report take(History history, PublishedVotes published) throws IOException {
        PublishedVotes.Found found = published.read();
        int removed = forgotten(history);
        int added = history.add(found.votes());
        return new Report(published.source(), found.votes().size(), added, removed, found.skipped(), history.sources());
    }

    private PublishedVotes published(Path table, CastBy by) throws IOException {
        if (!Files.isReadable(table)) {
            throw new CommandFailure(Exit.USAGE, table + ": no such file, or it cannot be read");
        }
        try {
            return new PublishedVotes(open(table), by, renames);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.FAILURE, table + ": " + e.getMessage(), e);
        }
    }

    private static VoteTable open(Path table) throws IOException {
        String name = table.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".parquet")) {
            return new ParquetVotes(table);
        }
        return name.endsWith(".csv") ? new CsvVotes(table) : new JsonVotes(table);
    }

    private void print(Report report) {
        PrintStream out = surroundings.out();
        if (!report.source().isEmpty()) {
            out.println(report.source() + ": " + report.read() + " votes read, " + report.added() + " new");
            report.skipped().forEach((cause, rows) -> out.println("  " + rows + " rows left out: " + cause));
        }
        if (report.removed() > 0) {
            out.println(report.removed() + " votes let go of");
        }
        Map<String, Long> kept = new TreeMap<>(report.kept());
        out.println(
                kept.isEmpty() ? "No imported votes." : "Imported votes, counted on the leaderboard when asked for:");
        kept.forEach((source, votes) -> out.println("  " + source + "  " + votes));
    }
}
