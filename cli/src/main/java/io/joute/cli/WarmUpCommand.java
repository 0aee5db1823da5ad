package io.joute.cli;

import io.joute.arena.duel.BlindStream;
import io.joute.arena.duel.Choice;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.Duels;
import io.joute.arena.duel.Mode;
import io.joute.arena.duel.OpenDuel;
import io.joute.arena.duel.Vote;
import io.joute.arena.moderation.HourlyLimits;
import io.joute.server.JouteServer;
import io.joute.server.http.ServerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * {@code joute warm-up}: what a first visitor makes an arena do, in a folder that is deleted. The launcher runs it once
 * after a build and has the JVM keep the classes that it loads, so that later starts find them ready.
 */
@Command(name = "warm-up", hidden = true, description = "Load what a start needs, and end.")
final class WarmUpCommand implements Callable<Integer> {
    private static final String VISITOR = "warm-up";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("joute-warm-up-");
        int threads = Runtime.getRuntime().availableProcessors();
        var settings = new Settings(
                folder,
                "127.0.0.1",
                0,
                Set.of(),
                false,
                threads,
                OptionalDouble.empty(),
                DraftPlan.NONE,
                LogFormat.TEXT,
                HourlyLimits.NONE,
                List.of());
        try (Arena arena = Arena.open(settings);
                JouteServer server =
                        JouteServer.start(ServerSettings.DEFAULT.withPort(settings.port()), arena.served())) {
            for (String page : List.of("/", "/leaderboard", "/models")) {
                visit(server.port(), page);
            }
            duel(arena.duels());
        } finally {
            delete(folder);
        }
        return Exit.OK.code();
    }

    private static void visit(int port, String page) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = "GET " + page + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }
    }

    private static void duel(Duels duels) throws InterruptedException {
        DuelId id = duels.open(new OpenDuel(VISITOR, "Bonjour", Mode.RANDOM, "fr").accepting(duels.terms()));
        try (BlindStream events = duels.events(id, VISITOR, 0)) {
            while (!events.ended()) {
                events.next(LONGEST_WAIT);
            }
        }
        duels.vote(id, VISITOR, new Vote(0, Choice.BOTH_GOOD, Map.of()));
        duels.reveal(id, VISITOR);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
