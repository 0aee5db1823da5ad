package io.joute.cli;

import io.joute.arena.ranking.Intervals;
import io.joute.arena.ranking.Ranking;
import io.joute.arena.ranking.RankingModel;
import io.joute.arena.ranking.RankingOptions;
import io.joute.arena.ranking.Tally;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * How long counting a table takes beside reading its bytes, and how long a fit: {@code java … io.joute.cli.CountingSpeed
 * votes.csv 7}. Medians of so many rounds, in milliseconds.
 */
final class CountingSpeed {
    private CountingSpeed() {}

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        int processors = Runtime.getRuntime().availableProcessors();
        print("reading the bytes", rounds, () -> lines(file));
        print("counting, one thread", rounds, () -> new VotesFile(file, 1).count());
        print("counting, " + processors + " threads", rounds, () -> new VotesFile(file, processors).count());
        Tally tally = new VotesFile(file, processors).count();
        System.out.println(tally.comparisons() + " votes of " + tally.voters() + " voters");
        for (Intervals intervals : List.of(Intervals.FISHER, Intervals.SANDWICH, Intervals.CLUSTER)) {
            RankingOptions options = RankingOptions.DEFAULT.with(RankingModel.BRADLEY_TERRY, intervals);
            print("fit, " + intervals.key(), 5 * rounds, () -> Ranking.fit(tally, options));
        }
    }

    /** Every byte is looked at, as counting lines does. */
    private static long lines(Path file) throws IOException {
        byte[] buffer = new byte[1 << 18];
        long lines = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        return lines;
    }

    private static void print(String what, int rounds, Callable<?> work) throws Exception {
        List<Long> nanos = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            if (String.valueOf(work.call()).isEmpty()) {
                throw new IllegalStateException(what + " gave nothing");
            }
            nanos.add(System.nanoTime() - start);
        }
        nanos.sort(null);
        System.out.println(what + ": " + nanos.get(nanos.size() / 2) / 1_000_000 + " ms (fastest "
                + nanos.getFirst() / 1_000_000 + ")");
    }
}
