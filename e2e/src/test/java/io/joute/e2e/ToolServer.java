package io.joute.e2e;

import io.joute.arena.admin.LegalTexts;
import io.joute.arena.board.Board;
import io.joute.arena.board.Counting;
import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.arena.catalog.Openness;
import io.joute.arena.catalog.ParameterCount;
import io.joute.arena.dataset.Shelf;
import io.joute.arena.duel.Contestant;
import io.joute.arena.duel.DuelLog;
import io.joute.arena.duel.DuelSettings;
import io.joute.arena.duel.Duels;
import io.joute.arena.duel.Grounds;
import io.joute.arena.duel.Pulse;
import io.joute.arena.duel.VoteTags;
import io.joute.arena.energy.EcoLogits09;
import io.joute.arena.ranking.RankingOptions;
import io.joute.server.JouteServer;
import io.joute.server.ServedArena;
import io.joute.server.ServedPrograms;
import io.joute.server.api.v1.ServedModels;
import io.joute.server.http.Metrics;
import io.joute.server.http.ServerSettings;
import io.joute.server.page.AgreedTexts;
import io.joute.store.Database;
import io.joute.store.SqliteCatalog;
import io.joute.store.SqliteDuelLog;
import io.joute.store.SqliteShares;
import io.joute.store.SqliteTagChoice;
import io.joute.store.SqliteTextVersions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Joute's server with a {@link ToolModel} named "tools". */
final class ToolServer implements AutoCloseable {
    private final Database database;
    private final Duels duels;
    private final JouteServer server;

    ToolServer(Path folder) throws IOException {
        database = Database.open(folder);
        Catalog catalog = new SqliteCatalog(database);
        DuelLog log = new SqliteDuelLog(database);
        Board board = Board.of(
                log, catalog, new Board.Rules(RankingOptions.DEFAULT, new EcoLogits09(), Counting.AFTER_REVEAL));
        List<Contestant> contestants = List.of(new Contestant(card(), new ToolModel("tools")));
        duels = new Duels(
                new Grounds(
                        () -> contestants,
                        catalog,
                        board.following(log),
                        new SqliteShares(database),
                        (card, usage) -> List.of(),
                        () -> Optional::empty,
                        Clock.systemUTC(),
                        Pulse.system(),
                        new SecureRandom(),
                        new VoteTags(new SqliteTagChoice(database)),
                        Optional::empty),
                DuelSettings.DEFAULT);
        server = JouteServer.start(
                ServerSettings.DEFAULT.withPort(0),
                new ServedArena(
                        duels,
                        board,
                        catalog,
                        language -> List.of(),
                        new Shelf(folder.resolve("published")),
                        new LegalTexts(new SqliteTextVersions(database), AgreedTexts.shipped()),
                        false),
                new ServedPrograms(
                        new ServedModels(() -> contestants, () -> Optional::empty, Optional.empty(), true),
                        new Metrics()));
    }

    /** Without the slash at its end. */
    String address() {
        return "http://127.0.0.1:" + server.port();
    }

    private static ModelCard card() {
        return new ModelCard(
                "tools",
                "Tools",
                "Joute",
                "Joute",
                "FR",
                "2026-11",
                "Apache 2.0",
                Openness.OPEN_SOURCE,
                ParameterCount.of(1),
                ParameterCount.of(1),
                false,
                Optional.of(4096),
                Optional.empty(),
                "FRA",
                1.2,
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.of("models/tools.gguf"),
                ModelStatus.ENABLED);
    }

    @Override
    public void close() {
        server.close();
        duels.close();
        database.close();
    }
}
