package io.joute.store;

import io.joute.arena.duel.Choice;
import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.DuelLog;
import io.joute.arena.duel.Vote;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A process that votes as fast as it can, saying each vote's number once it is acknowledged, until it is killed. */
public final class Voter {
    private static final int VOTERS = 4;

    private Voter() {}

    /** Vote in the data directory of the first argument, counting from the second. */
    public static void main(String[] arguments) throws IOException {
        DuelLog log = new SqliteDuelLog(Database.open(Path.of(arguments[0])));
        AtomicInteger next = new AtomicInteger(Integer.parseInt(arguments[1]));
        try (ExecutorService voters = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < VOTERS; i++) {
                voters.execute(() -> vote(log, next));
            }
        }
    }

    /** The duel in which vote {@code number} is cast. */
    static DuelId duel(int number) {
        return new DuelId("%032x".formatted(number));
    }

    static DuelEvent vote(int number) {
        return new DuelEvent.VoteCast(duel(number), Instant.EPOCH, new Vote(0, Choice.A, Map.of()));
    }

    private static void vote(DuelLog log, AtomicInteger next) {
        while (true) {
            int number = next.getAndIncrement();
            log.append(vote(number));
            acknowledge(number);
        }
    }

    /** One write, not buffered: what was acknowledged is in the pipe before the next vote. */
    private static void acknowledge(int number) {
        OutputStream out = System.out;
        synchronized (Voter.class) {
            try {
                out.write((number + "\n").getBytes(StandardCharsets.US_ASCII));
                out.flush();
            } catch (IOException e) {
                throw new IllegalStateException("the test no longer listens", e);
            }
        }
    }
}
