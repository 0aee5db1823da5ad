package io.joute.cli;

import io.joute.arena.board.Board;
import io.joute.arena.board.Counting;
import io.joute.arena.energy.EcoLogits09;
import io.joute.arena.ranking.Comparison;
import io.joute.arena.ranking.Intervals;
import io.joute.arena.ranking.MissingVote;
import io.joute.arena.ranking.Ranking;
import io.joute.arena.ranking.RankingModel;
import io.joute.arena.ranking.RankingOptions;
import io.joute.arena.ranking.Tally;
import io.joute.store.Database;
import io.joute.store.SqliteCatalog;
import io.joute.store.SqliteDuelLog;
import io.joute.store.SqliteHistory;
import io.joute.store.table.ParquetTally;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code joute rank}: ratings and their intervals, from the arena's own votes or from a table. */
@Command(
        name = "rank",
        description = {
            "Rank models from votes.",
            "",
            "Without a file, the votes are those of this arena that its leaderboard counts: the figures are the same. A"
                    + " file is a CSV table with a header that names at least the columns model_a, model_b and outcome"
                    + " (model_a, model_b, tie or both_bad), and voter_id for intervals by voter; - reads it from standard"
                    + " input. What the leaderboard page exports is such a table. A Parquet file has the same columns, or those"
                    + " of the datasets: winner or choice for the outcome, judge or joute_voter for the voter."
        },
        footer = {
            "",
            "Examples:",
            "  joute rank",
            "  joute rank --from-export votes.csv",
            "  joute rank votes.csv --intervals bootstrap",
            "  joute rank votes.csv --other-methods",
            "  joute rank votes.csv --model davidson --json",
            "",
            "Where no finite ratings exist, it tells which models can be compared, and exits with 3."
        })
final class RankCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    ArenaOptions options = new ArenaOptions();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The table of votes: CSV, or Parquet.")
    @Nullable
    String file;

    @Option(
            names = {"--from-export", "--votes"},
            paramLabel = "FILE|DIR",
            description = "The same: a table of votes, or the data folder of an arena.")
    @Nullable
    String export;

    @Mixin
    VoteFilters filters = new VoteFilters();

    @Option(names = "--every-vote", description = "Of an arena, count votes of duels that are not revealed yet, too.")
    boolean everyVote;

    @Option(
            names = "--other-methods",
            description = "Show beside the board what other ways to rate make of the same votes: Elo's running ratings"
                    + " (K = 4 and 32), a ridge of 0.01, 0.1 and 1, half a win each way.")
    boolean otherMethods;

    @Option(
            names = "--model",
            defaultValue = "bt",
            paramLabel = "NAME",
            description = "bt (the default), davidson or rao-kupper.")
    String model = "";

    @Option(
            names = "--intervals",
            defaultValue = "auto",
            paramLabel = "NAME",
            description =
                    "fisher, sandwich, cluster or bootstrap; when not told, cluster from 20 voters on, else sandwich.")
    String intervals = "";

    @Option(
            names = "--confidence",
            defaultValue = "0.95",
            paramLabel = "P",
            description = "Of the intervals; 0.95 when not told.")
    double confidence;

    @Option(
            names = "--resamples",
            defaultValue = "1000",
            paramLabel = "N",
            description = "Of the bootstrap; 1000 when not told.")
    int resamples;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "Of the bootstrap; 1 when not told.")
    long seed;

    @Option(names = "--json", description = "Write JSON.")
    boolean json;

    RankCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        RankingOptions ranking = ranking();
        RankReport report = report(ranking);
        if (json) {
            Json.write(surroundings.out(), report);
        } else {
            print(report);
        }
        return (report.finite() ? Exit.OK : Exit.NO_FINITE_RANKING).code();
    }

    private RankReport report(RankingOptions ranking) throws IOException {
        String table = table();
        if (table == null || Files.isDirectory(Path.of(table))) {
            return ofAnArena(ranking, table);
        }
        if (filters.isGiven()) {
            throw new CommandFailure(
                    Exit.USAGE, "votes are picked by language, category or mode in an arena, not in a table: " + table);
        }
        if (!otherMethods) {
            return RankReport.of(Ranking.fit(count(table), ranking), Map.of());
        }
        List<Comparison> votes = votesOf(table);
        return RankReport.of(Ranking.fit(count(table), ranking), OtherMethods.of(votes));
    }

    private @Nullable String table() {
        if (file != null && export != null) {
            throw new CommandFailure(
                    Exit.USAGE, "both '" + file + "' and --from-export '" + export + "' are given, expected one");
        }
        if (otherMethods && "-".equals(file)) {
            throw new CommandFailure(
                    Exit.USAGE, "--other-methods reads the votes twice, and standard input comes once");
        }
        String table = file == null ? export : file;
        if (otherMethods && table != null && isParquet(table)) {
            throw new CommandFailure(Exit.USAGE, "--other-methods reads a CSV table, and '" + table + "' is Parquet");
        }
        return table;
    }

    private RankingOptions ranking() {
        try {
            return RankingOptions.DEFAULT
                    .with(
                            OptionValue.named("--model", model, List.of(RankingModel.values()), RankingModel::key),
                            OptionValue.named("--intervals", intervals, List.of(Intervals.values()), Intervals::key))
                    .withConfidence(confidence)
                    .withBootstrap(resamples, seed);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private RankReport ofAnArena(RankingOptions ranking, @Nullable String folder) {
        if (folder != null) {
            options.data = folder;
        }
        if (otherMethods) {
            throw new CommandFailure(
                    Exit.USAGE, "--other-methods needs a table of votes: export one from the leaderboard page");
        }
        Settings settings = new SettingsReader(surroundings).conclude(options.given());
        try (Database database = Database.open(settings.dataDirectory())) {
            var rules = new Board.Rules(
                    ranking, new EcoLogits09(), everyVote ? Counting.EVERY_VOTE : Counting.AFTER_REVEAL);
            Board board = Board.of(new SqliteDuelLog(database), new SqliteCatalog(database), rules);
            board.add(new SqliteHistory(database));
            Ranking found = board.standing(board.view().of(filters.selection())).ranking();
            return RankReport.of(found, Map.of());
        }
    }

    private Tally count(String table) throws IOException {
        if (isParquet(table)) {
            return new ParquetTally(Path.of(table)).count(Runtime.getRuntime().availableProcessors());
        }
        return table.equals("-")
                ? new VotesCsv("standard input").count(surroundings.in())
                : new VotesFile(Path.of(table), Runtime.getRuntime().availableProcessors()).count();
    }

    private static boolean isParquet(String table) {
        return table.toLowerCase(Locale.ROOT).endsWith(".parquet");
    }

    private static List<Comparison> votesOf(String table) throws IOException {
        try (InputStream in = Files.newInputStream(Path.of(table))) {
            return new VotesCsv(table).inOrder(in);
        }
    }

    private void print(RankReport report) {
        switch (report) {
            case RankReport.Finite finite -> print(finite);
            case RankReport.Apart apart -> print(apart);
        }
    }

    private void print(RankReport.Finite report) {
        PrintStream out = surroundings.out();
        table(report).print(out);
        out.println();
        out.println(report.votes() + " votes of " + report.voters() + " voters; model " + report.model()
                + "; intervals of " + Math.round(report.confidence() * 100) + " %, " + report.intervals());
        report.notes().forEach(out::println);
        print(report.otherMethods());
    }

    private void print(RankReport.Apart report) {
        PrintStream out = surroundings.out();
        out.println("No common scale: " + report.reason() + ".");
        for (List<String> component : report.components()) {
            out.println("  " + String.join(", ", component));
        }
        report.scales().forEach(scale -> {
            out.println();
            table(scale).print(out);
        });
        if (!report.missing().isEmpty()) {
            out.println();
            out.println("The fewest votes that would make one scale:");
            for (MissingVote vote : report.missing()) {
                out.println("  " + vote.model() + " wins or ties against " + vote.against());
            }
        }
        out.println();
        out.println("Ratings that exist all the same, pulled together by a ridge of 1; they have no intervals:");
        report.provisional().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(line -> out.println("  " + line.getKey() + "  " + rounded(line.getValue())));
        print(report.otherMethods());
    }

    private void print(Map<String, Map<String, Double>> methods) {
        if (methods.isEmpty()) {
            return;
        }
        List<String> heads = new ArrayList<>(List.of("model"));
        heads.addAll(methods.keySet());
        Table table = new Table(heads.toArray(String[]::new));
        for (String model : methods.values().iterator().next().keySet()) {
            List<String> cells = new ArrayList<>(List.of(model));
            methods.values().forEach(ratings -> cells.add(rounded(ratings.getOrDefault(model, 0.0))));
            table.add(cells.toArray(String[]::new));
        }
        PrintStream out = surroundings.out();
        out.println();
        out.println("What other methods make of these votes; none of them has intervals:");
        table.print(out);
    }

    private static Table table(RankReport.Finite report) {
        Table table = new Table("model", "rank", "tier", "rating", "interval", "votes", "won", "");
        for (RankReport.Line line : report.models()) {
            table.add(
                    line.model(),
                    line.rank() == line.worstRank()
                            ? String.valueOf(line.rank())
                            : line.rank() + "–" + line.worstRank(),
                    String.valueOf(line.tier()),
                    rounded(line.rating()),
                    rounded(line.low()) + "–" + rounded(line.high()),
                    String.valueOf(line.votes()),
                    rounded(100 * line.shareWon()) + " %",
                    line.preliminary() ? "preliminary" : "");
        }
        return table;
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }
}
