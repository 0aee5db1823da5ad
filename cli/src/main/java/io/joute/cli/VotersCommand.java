package io.joute.cli;

import io.joute.arena.board.Board;
import io.joute.arena.board.CountedVote;
import io.joute.arena.board.Counting;
import io.joute.arena.board.Selection;
import io.joute.arena.energy.EcoLogits09;
import io.joute.arena.ranking.Comparison;
import io.joute.arena.ranking.Habit;
import io.joute.arena.ranking.HabitualVoter;
import io.joute.arena.ranking.HabitualVoters;
import io.joute.arena.ranking.RankingOptions;
import io.joute.store.Database;
import io.joute.store.SqliteCatalog;
import io.joute.store.SqliteDuelLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code joute voters}: whose votes look like a habit rather than like a judgement. */
@Command(
        name = "voters",
        description = {
            "Find voters who do not judge.",
            "",
            "Compares each voter with what the others voted on the same pairs, and lists those whose votes are far better told"
                    + " by a habit: always one side, always a tie, a coin, one model pushed or dragged down. No vote is taken"
                    + " away: that is yours to decide.",
            "",
            "Without a file, the votes are those of this arena that its leaderboard counts. A file is a CSV table with a"
                    + " header that names at least voter_id, model_a, model_b and outcome, the first model having stood on"
                    + " the left."
        },
        footer = {"", "Examples:", "  joute voters", "  joute voters votes.csv --rate 0.01", "  joute voters --json"})
final class VotersCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    ArenaOptions options = new ArenaOptions();

    @Parameters(arity = "0..1", paramLabel = "FILE.csv", description = "The table of votes.")
    @Nullable
    String file;

    @Option(
            names = "--rate",
            defaultValue = "0.05",
            paramLabel = "P",
            description = "Share of honest voters among those listed, at most and on average; 0.05 when not told.")
    double rate;

    @Option(names = "--json", description = "Write JSON.")
    boolean json;

    VotersCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    private record Line(String voter, long votes, String habit, double evidence) {
        static Line of(HabitualVoter found) {
            return new Line(found.voter(), found.votes(), inWords(found.habit()), found.evidence());
        }
    }

    @Override
    public Integer call() throws IOException {
        List<Line> found = found(votes());
        if (json) {
            Json.write(surroundings.out(), found);
        } else {
            print(found);
        }
        return Exit.OK.code();
    }

    private List<Line> found(List<Comparison> votes) {
        try {
            return HabitualVoters.in(votes, rate).stream().map(Line::of).toList();
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.USAGE, "--rate: " + e.getMessage(), e);
        }
    }

    private List<Comparison> votes() throws IOException {
        if (file == null) {
            return ofTheArena();
        }
        List<Comparison> votes;
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            votes = new VotesCsv(file).inOrder(in);
        }
        if (votes.stream().anyMatch(vote -> vote.voter().isEmpty())) {
            throw new CommandFailure(
                    Exit.FAILURE,
                    file + ": has votes without a voter, expected a column voter_id with a name in every row");
        }
        return votes;
    }

    private List<Comparison> ofTheArena() {
        Settings settings = new SettingsReader(surroundings).conclude(options.given());
        try (Database database = Database.open(settings.dataDirectory())) {
            var rules = new Board.Rules(RankingOptions.DEFAULT, new EcoLogits09(), Counting.EVERY_VOTE);
            return Board.of(new SqliteDuelLog(database), new SqliteCatalog(database), rules)
                    .votes(Selection.PUBLIC)
                    .stream()
                    .map(CountedVote::comparison)
                    .toList();
        }
    }

    private void print(List<Line> found) {
        PrintStream out = surroundings.out();
        if (found.isEmpty()) {
            out.println("No voter's votes look like a habit.");
            return;
        }
        Table table = new Table("voter", "votes", "evidence", "looks like");
        for (Line line : found) {
            table.add(
                    line.voter(),
                    String.valueOf(line.votes()),
                    String.format(Locale.ROOT, "%.3g", line.evidence()),
                    line.habit());
        }
        table.print(out);
        out.println();
        out.println("Evidence is what a bet on habits would have multiplied its stake by (an e-value).");
    }

    private static String inWords(Habit habit) {
        return switch (habit) {
            case Habit.FirstAnswer ignored -> "always the left answer";
            case Habit.SecondAnswer ignored -> "always the right answer";
            case Habit.Ties ignored -> "always a tie";
            case Habit.Chance ignored -> "a coin";
            case Habit.Contrary ignored -> "against what others prefer";
            case Habit.Favourite favourite -> "always for " + favourite.model();
            case Habit.Grudge grudge -> "always against " + grudge.model();
        };
    }
}
