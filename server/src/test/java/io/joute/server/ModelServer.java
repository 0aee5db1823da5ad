package io.joute.server;

import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.arena.catalog.Openness;
import io.joute.arena.catalog.ParameterCount;
import io.joute.arena.duel.Contestant;
import io.joute.arena.duel.DuelSettings;
import io.joute.arena.energy.Measurement;
import io.joute.server.api.v1.ApiKey;
import io.joute.server.api.v1.ServedModels;
import io.joute.server.http.Metrics;
import io.joute.server.http.ServerSettings;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server on a free port that serves {@link WordModel}s to programs, beside an arena of scripted ones. */
public final class ModelServer implements AutoCloseable {
    private final TestArena arena =
            new TestArena(DemoServer.models(), DuelSettings.DEFAULT.unpaced(), new SecureRandom());
    private final JouteServer server;

    ModelServer(Optional<ApiKey> key, boolean open) {
        server = JouteServer.start(ServerSettings.DEFAULT.withPort(0), arena.served(), programs(key, open));
    }

    static ServedPrograms programs(Optional<ApiKey> key, boolean open) {
        return new ServedPrograms(models(key, open), new Metrics());
    }

    /** What it serves: "words", and not a model that only chats. */
    public static ServedModels models(Optional<ApiKey> key, boolean open) {
        return new ServedModels(
                () -> List.of(
                        new Contestant(card("words"), new WordModel("words")),
                        new Contestant(card("remote"), new ScriptedModel("remote", 60, prompt -> prompt))),
                () -> () -> Optional.of(
                        new Measurement(0.001, 0.002, 0.003, "Wh", "cpu-time-1", "this process", 500_000_000)),
                key,
                open);
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
        arena.close();
    }

    private static ModelCard card(String id) {
        return new ModelCard(
                id,
                "Words",
                "Joute",
                "Joute",
                "FR",
                "2026-11",
                "Apache 2.0",
                Openness.OPEN_SOURCE,
                ParameterCount.of(1),
                ParameterCount.of(1),
                false,
                Optional.of(64),
                Optional.of("Q8_0"),
                "FRA",
                1.2,
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.of("models/" + id + ".gguf"),
                ModelStatus.ENABLED);
    }
}
