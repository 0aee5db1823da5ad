package io.joute.cli;

import io.joute.arena.board.Board;
import io.joute.arena.board.Counting;
import io.joute.arena.energy.EcoLogits09;
import io.joute.arena.ranking.Intervals;
import io.joute.arena.ranking.MissingVote;
import io.joute.arena.ranking.Ranking;
import io.joute.arena.ranking.RankingModel;
import io.joute.arena.ranking.RankingOptions;
import io.joute.arena.ranking.Tally;
import io.joute.store.Database;
import io.joute.store.SqliteCatalog;
import io.joute.store.SqliteDuelLog;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
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
            "Without a file, the votes are those of this arena. A file is a CSV table with a header that names at least the"
                    + " columns model_a, model_b and outcome (model_a, model_b, tie or both_bad), and voter_id for intervals"
                    + " by voter; - reads it from standard input."
        },
        footer = {
            "",
            "Examples:",
            "  joute rank",
            "  joute rank votes.csv --intervals bootstrap",
            "  joute rank votes.csv --model davidson --json",
            "",
            "Where no finite ratings exist, it tells which models can be compared, and exits with 3."
        })
final class RankCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    ArenaOptions options = new ArenaOptions();

    @Parameters(arity = "0..1", paramLabel = "FILE.csv", description = "The table of votes.")
    @Nullable
    String file;

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
        RankReport report = RankReport.of(file == null ? ofThisArena(ranking) : Ranking.fit(read(file), ranking));
        if (json) {
            Json.write(surroundings.out(), report);
        } else {
            print(report);
        }
        return (report.finite() ? Exit.OK : Exit.NO_FINITE_RANKING).code();
    }

    private RankingOptions ranking() {
        try {
            return RankingOptions.DEFAULT
                    .with(
                            named("--model", model, RankingModel.values(), RankingModel::key),
                            named("--intervals", intervals, Intervals.values(), Intervals::key))
                    .withConfidence(confidence)
                    .withBootstrap(resamples, seed);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private static <T> T named(String option, String name, T[] values, Function<T, String> key) {
        return Arrays.stream(values)
                .filter(value -> key.apply(value).equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        Exit.USAGE,
                        option + " is '" + name + "', expected "
                                + String.join(
                                        ", ", Arrays.stream(values).map(key).toList())));
    }

    private Ranking ofThisArena(RankingOptions ranking) {
        Settings settings = new SettingsReader(surroundings).conclude(options.given());
        try (Database database = Database.open(settings.dataDirectory())) {
            var rules = new Board.Rules(ranking, new EcoLogits09(), Counting.EVERY_VOTE);
            return Board.of(new SqliteDuelLog(database), new SqliteCatalog(database), rules)
                    .standing()
                    .ranking();
        }
    }

    private Tally read(String table) throws IOException {
        Tally tally = new Tally();
        boolean piped = table.equals("-");
        try (Reader text = piped ? standardInput() : Files.newBufferedReader(Path.of(table))) {
            new VotesCsv(piped ? "standard input" : table).read(text, tally::add);
        }
        return tally;
    }

    private Reader standardInput() {
        return new InputStreamReader(surroundings.in(), StandardCharsets.UTF_8.newDecoder());
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
