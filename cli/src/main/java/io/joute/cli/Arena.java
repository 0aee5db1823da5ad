package io.joute.cli;

import io.joute.arena.admin.Access;
import io.joute.arena.admin.AuditTrail;
import io.joute.arena.admin.LegalTexts;
import io.joute.arena.admin.SuggestedQuestions;
import io.joute.arena.board.Board;
import io.joute.arena.board.Counting;
import io.joute.arena.catalog.Catalog;
import io.joute.arena.dataset.Dataset;
import io.joute.arena.dataset.Shelf;
import io.joute.arena.duel.Census;
import io.joute.arena.duel.Contestant;
import io.joute.arena.duel.DuelLog;
import io.joute.arena.duel.DuelSettings;
import io.joute.arena.duel.Duels;
import io.joute.arena.duel.FollowedDuelLog;
import io.joute.arena.duel.Grounds;
import io.joute.arena.duel.Pulse;
import io.joute.arena.duel.VoteTags;
import io.joute.arena.energy.EcoLogits09;
import io.joute.arena.energy.EnergyResult;
import io.joute.arena.energy.Estimates;
import io.joute.arena.energy.Measurement;
import io.joute.arena.energy.Meter;
import io.joute.arena.energy.Meters;
import io.joute.arena.energy.PowercapMeter;
import io.joute.arena.moderation.Gatekeeper;
import io.joute.arena.ranking.RankingOptions;
import io.joute.connect.Outside;
import io.joute.server.ServedArena;
import io.joute.server.ServedPrograms;
import io.joute.server.admin.Administration;
import io.joute.server.api.v1.ApiKey;
import io.joute.server.api.v1.ServedModels;
import io.joute.server.http.Metrics;
import io.joute.server.page.AgreedTexts;
import io.joute.store.Database;
import io.joute.store.SqliteAuditTrail;
import io.joute.store.SqliteCatalog;
import io.joute.store.SqliteDuelLog;
import io.joute.store.SqliteHistory;
import io.joute.store.SqliteModeration;
import io.joute.store.SqliteQuestionLists;
import io.joute.store.SqliteShares;
import io.joute.store.SqliteStoredPassword;
import io.joute.store.SqliteTagChoice;
import io.joute.store.SqliteTextVersions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** An arena at work: its data directory open, the demo models in it, engines opened as they are first asked. */
final class Arena implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Arena.class.getName());

    private final Database database;
    private final Path dataDirectory;
    private final Catalog catalog;
    private final Engines engines;
    private final Remotes remotes;
    private final ScheduledExecutorService timer;
    private final Board board;
    private final Metrics metrics = new Metrics();
    private final Meter meter;
    private final Duels duels;
    private final Census census;
    private final AuditTrail trail;
    private final Access access;
    private final Gatekeeper gatekeeper;
    private final SuggestedQuestions questions;
    private final Shelf shelf;
    private final LegalTexts texts;

    private Arena(Database database, Settings settings) throws IOException {
        this.database = database;
        this.dataDirectory = settings.dataDirectory();
        SqliteCatalog stored = new SqliteCatalog(database);
        this.catalog = stored;
        new DemoCards(settings.dataDirectory()).install(catalog);
        new CatalogFolder(settings.dataDirectory()).offerTo(stored);
        this.remotes = new Remotes(
                catalog,
                settings.endpoints(),
                Outside.real(new SpendingFile(settings.dataDirectory()), new SecureRandom()));
        this.trail = new SqliteAuditTrail(database);
        this.access = new Access(new SqliteStoredPassword(database), trail, InstantSource.system(), new SecureRandom());
        this.texts = new LegalTexts(new SqliteTextVersions(database), AgreedTexts.shipped());
        this.questions = new SuggestedQuestions(new SqliteQuestionLists(database), DemoSuggestions::in);
        this.shelf = new Shelf(settings.dataDirectory().resolve("published"));
        this.gatekeeper =
                new Gatekeeper(new SqliteModeration(database), settings.limits(), trail, InstantSource.system());
        settings.drafting().require(catalog);
        this.engines = new Engines(catalog, settings.threads(), settings.drafting());
        this.remotes.follow(metrics);
        this.metrics.followForOperator(
                "joute.engine.answers.in.progress",
                "Answers that models of this machine write or have waiting, for duels and programs",
                engines::running);
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("meter").factory());
        DuelLog kept = new SqliteDuelLog(database);
        this.census = Census.of(kept, Clock.systemUTC());
        DuelLog log = new FollowedDuelLog(new FollowedDuelLog(kept, new DuelCounter(metrics)), census);
        var rules = new Board.Rules(RankingOptions.DEFAULT, new EcoLogits09(), Counting.AFTER_REVEAL);
        this.board = Board.of(log, catalog, rules);
        this.board.add(new SqliteHistory(database));
        this.meter = meter(settings);
        this.duels = new Duels(grounds(board.following(log)), DuelSettings.DEFAULT);
    }

    /** Open the arena of a data directory, making it where there is none. */
    static Arena open(Settings settings) throws IOException {
        Database database = Database.open(settings.dataDirectory());
        boolean opened = false;
        try {
            Logging.alsoIn(settings.dataDirectory(), settings.logFormat());
            Arena arena = new Arena(database, settings);
            opened = true;
            return arena;
        } finally {
            if (!opened) {
                database.close();
            }
        }
    }

    Duels duels() {
        return duels;
    }

    /** What the web server shows. */
    ServedArena served() {
        return new ServedArena(
                duels,
                board,
                catalog,
                language -> questions.in(language.code()),
                shelf,
                texts,
                !remotes.models().isEmpty());
    }

    /** What other programs may use, showing {@code key}; without one only where the address is {@code local}. */
    ServedPrograms programs(Optional<ApiKey> key, boolean local) {
        return new ServedPrograms(new ServedModels(engines::contestants, this::measuring, key, local), metrics);
    }

    /** What who runs it can do, the settings that hold being those of {@code settings}. */
    Administration administration(List<Administration.Setting> settings) {
        Dataset dataset = new Dataset(new SqliteDuelLog(database), catalog, new SecureRandom());
        return new Administration(
                access,
                trail,
                census,
                dataset,
                shelf,
                questions,
                texts,
                new ArenaModels(dataDirectory, catalog, engines, remotes),
                gatekeeper,
                settings,
                Clock.system(ZoneId.systemDefault()));
    }

    /** The administrator's door. */
    Access access() {
        return access;
    }

    private Supplier<Optional<Measurement>> measuring() {
        Meter.Reading reading = meter.start();
        return reading::stop;
    }

    @Override
    public void close() {
        duels.close();
        engines.close();
        timer.shutdownNow();
        database.close();
    }

    private List<Contestant> contestants() {
        return Stream.concat(engines.contestants().stream(), remotes.contestants(metrics).stream())
                .toList();
    }

    private Grounds grounds(DuelLog log) {
        return new Grounds(
                this::contestants,
                catalog,
                log,
                new SqliteShares(database),
                (card, usage) -> Estimates.of(card, usage).stream()
                        .map(EnergyResult::energy)
                        .toList(),
                this::measuring,
                Clock.systemUTC(),
                Pulse.system(),
                new SecureRandom(),
                new VoteTags(new SqliteTagChoice(database)),
                () -> Optional.of(AgreedTexts.inForce(texts)));
    }

    private Meter meter(Settings settings) {
        Meters.Choice choice = Meters.best(PowercapMeter.ROOT, settings.watts(), timer);
        LOG.log(System.Logger.Level.INFO, choice.reason());
        return choice.meter();
    }
}
