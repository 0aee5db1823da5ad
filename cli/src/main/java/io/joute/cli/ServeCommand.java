package io.joute.cli;

import io.joute.server.JouteServer;
import io.joute.server.admin.Administration;
import io.joute.server.api.v1.ApiKey;
import io.joute.server.http.ServerSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            "  joute serve --host 0.0.0.0 --host-name arena.example.org --api-key-file key.txt"
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
        Optional<ApiKey> key = ApiKeys.of(chosen.apiKeyFile, surroundings);
        Arena arena = Arena.open(settings);
        boolean served = false;
        try {
            JouteServer server = start(settings, arena, key, chosen.given());
            served = true;
            announce(settings, server, key.isPresent());
            tellPassword(arena, server);
            untilInterrupted(server, arena);
        } finally {
            if (!served) {
                arena.close();
            }
        }
        return Exit.OK.code();
    }

    /** Whether the port is free is found out here first: only here can be said what to do about it. */
    private JouteServer start(Settings settings, Arena arena, Optional<ApiKey> key, Map<String, String> given)
            throws IOException {
        boolean local;
        try (var trial = new ServerSocket()) {
            InetAddress address = InetAddress.getByName(settings.host());
            local = address.isLoopbackAddress();
            trial.bind(new InetSocketAddress(address, settings.port()));
        } catch (UnknownHostException e) {
            throw new CommandFailure(Exit.USAGE, "--host is '" + settings.host() + "', which no name server knows", e);
        } catch (BindException e) {
            throw cannotListen(settings, e);
        }
        var listening = ServerSettings.DEFAULT
                .withHost(settings.host())
                .withPort(settings.port())
                .withHostNames(settings.hostNames());
        return JouteServer.start(
                listening, arena.served(), arena.programs(key, local), arena.administration(held(given)));
    }

    /** The settings that hold; a key is never a setting, only where it is. */
    private List<Administration.Setting> held(Map<String, String> given) {
        return new SettingsReader(surroundings)
                .found(given).stream()
                        .map(found -> new Administration.Setting(found.key(), found.value(), found.where()))
                        .toList();
    }

    /** At the first start only: it is kept as a hash. */
    private void tellPassword(Arena arena, JouteServer server) {
        if (!arena.access().hasPassword()) {
            surroundings
                    .out()
                    .println("Administer it at " + server.address() + "admin with the password "
                            + arena.access().resetPassword() + " (told this once; another: joute admin password)");
            surroundings.out().flush();
        }
    }

    private static CommandFailure cannotListen(Settings settings, BindException cause) {
        return new CommandFailure(
                Exit.FAILURE,
                "cannot listen on port " + settings.port() + " of " + settings.host() + ": " + cause.getMessage(),
                "if Joute runs already, it is at http://" + settings.host() + ":" + settings.port() + "/",
                "another port: joute serve --port " + (settings.port() + 1) + " (0 takes any free one)");
    }

    private void announce(Settings settings, JouteServer server, boolean hasKey) {
        surroundings.out().println("Joute is at " + server.address() + " (Ctrl-C ends it)");
        surroundings.out().flush();
        if (!settings.host().equals("127.0.0.1") && !settings.host().equals("localhost")) {
            surroundings
                    .err()
                    .println("joute serve: anyone who reaches " + settings.host() + " can play and vote"
                            + (hasKey ? "" : "; /v1 is closed until there is an --api-key-file"));
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
