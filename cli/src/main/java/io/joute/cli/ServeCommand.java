package io.joute.cli;

import io.joute.server.JouteServer;
import io.joute.server.http.ServerSettings;
import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code joute serve}: the arena in the browser, until interrupted. */
@Command(
        name = "serve",
        description = "Serve the arena's pages, until interrupted.",
        footer = {
            "",
            "Examples:",
            "  joute serve",
            "  joute serve --port 8080 --no-browser",
            "  joute serve --host 0.0.0.0 --host-name arena.example.org"
        })
final class ServeCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    ServeOptions options = new ServeOptions();

    ServeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return serve(options);
    }

    /** Serve with these options; the exit code. */
    int serve(ServeOptions chosen) throws IOException, InterruptedException {
        Settings settings = new SettingsReader(surroundings).conclude(chosen.given());
        Arena arena = Arena.open(settings);
        boolean served = false;
        try {
            JouteServer server = start(settings, arena);
            served = true;
            announce(settings, server);
            untilInterrupted(server, arena);
        } finally {
            if (!served) {
                arena.close();
            }
        }
        return Exit.OK.code();
    }

    private static JouteServer start(Settings settings, Arena arena) {
        var listening = ServerSettings.DEFAULT
                .withHost(settings.host())
                .withPort(settings.port())
                .withHostNames(settings.hostNames());
        try {
            return JouteServer.start(listening, arena.served());
        } catch (RuntimeException e) {
            throw taken(e) ? portTaken(settings) : e;
        }
    }

    private static boolean taken(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }

    private static CommandFailure portTaken(Settings settings) {
        return new CommandFailure(
                Exit.FAILURE,
                "cannot listen on port " + settings.port() + " of " + settings.host() + ": it is taken, or not allowed",
                "Perhaps Joute runs already: look at http://" + settings.host() + ":" + settings.port() + "/",
                "Or take another port: joute serve --port " + (settings.port() + 1) + " (0 takes any free one)");
    }

    private void announce(Settings settings, JouteServer server) {
        surroundings.out().println("Joute is at " + server.address() + " (Ctrl-C ends it)");
        surroundings.out().flush();
        if (!settings.host().equals("127.0.0.1") && !settings.host().equals("localhost")) {
            surroundings.err().println("joute serve: anyone who reaches " + settings.host() + " can play and vote");
        }
        if (settings.openBrowser()) {
            Desktop.show(surroundings, server.address());
        }
    }

    /** The system's interruption runs the hook, which is the only way out. */
    private static void untilInterrupted(JouteServer server, Arena arena) throws InterruptedException {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            arena.close();
                        },
                        "stop"));
        new CountDownLatch(1).await();
    }
}
