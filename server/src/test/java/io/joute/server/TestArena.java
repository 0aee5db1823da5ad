package io.joute.server;

import io.joute.arena.admin.Access;
import io.joute.arena.admin.LegalTexts;
import io.joute.arena.admin.Question;
import io.joute.arena.admin.SuggestedQuestions;
import io.joute.arena.board.Board;
import io.joute.arena.board.Counting;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.arena.dataset.Dataset;
import io.joute.arena.dataset.Edition;
import io.joute.arena.dataset.Shelf;
import io.joute.arena.duel.Census;
import io.joute.arena.duel.Contestant;
import io.joute.arena.duel.DuelSettings;
import io.joute.arena.duel.Duels;
import io.joute.arena.duel.FollowedDuelLog;
import io.joute.arena.duel.Grounds;
import io.joute.arena.duel.MemoryDuelLog;
import io.joute.arena.duel.MemoryShares;
import io.joute.arena.duel.MemoryTags;
import io.joute.arena.duel.Pulse;
import io.joute.arena.duel.VoteTags;
import io.joute.arena.energy.EcoLogits09;
import io.joute.arena.energy.EnergyResult;
import io.joute.arena.energy.Estimates;
import io.joute.arena.energy.Measurement;
import io.joute.arena.moderation.Gatekeeper;
import io.joute.arena.moderation.HourlyLimits;
import io.joute.arena.ranking.RankingOptions;
import io.joute.server.admin.Administration;
import io.joute.server.page.AgreedTexts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** An arena of scripted models in memory. */
final class TestArena implements AutoCloseable {
    private final MemoryDuelLog log = new MemoryDuelLog();
    private final MemoryCatalog catalog;
    private final Board board;
    private final Duels duels;
    private final Census census;
    private final SteppedTime time = new SteppedTime();
    private final MemoryOffice office = new MemoryOffice();
    private final LegalTexts texts = new LegalTexts(new MemoryTexts(), AgreedTexts.shipped());
    private final SuggestedQuestions questions = new SuggestedQuestions(new MemoryQuestions(), TestArena::suggestions);
    private final Path published =
            Path.of(System.getProperty("java.io.tmpdir"), "joute-published-" + UUID.randomUUID());
    private final Shelf shelf = new Shelf(published);
    private final Gatekeeper gatekeeper = new Gatekeeper(new MemoryModeration(), new HourlyLimits(40, 0), office, time);
    private final Access access = new Access(office, office, time, new SecureRandom());

    TestArena(List<Entry> entries, DuelSettings settings, SecureRandom random) {
        this(entries, settings, random, past -> {});
    }

    /** An arena whose duels are played under terms. */
    static TestArena withTerms(List<Entry> entries) {
        return new TestArena(entries, DuelSettings.DEFAULT.unpaced(), new SecureRandom(), past -> {}, true);
    }

    /** An arena with a past. */
    TestArena(List<Entry> entries, DuelSettings settings, SecureRandom random, Consumer<PastVotes> past) {
        this(entries, settings, random, past, false);
    }

    private TestArena(
            List<Entry> entries, DuelSettings settings, SecureRandom random, Consumer<PastVotes> past, boolean terms) {
        past.accept(new PastVotes(log));
        catalog = new MemoryCatalog(entries.stream().map(Entry::card).toList());
        board = Board.of(
                log, catalog, new Board.Rules(RankingOptions.DEFAULT, new EcoLogits09(), Counting.AFTER_REVEAL));
        census = Census.of(log, time);
        duels = new Duels(
                new Grounds(
                        () -> contestants(entries),
                        catalog,
                        board.following(new FollowedDuelLog(log, census)),
                        new MemoryShares(),
                        (card, usage) -> Estimates.of(card, usage).stream()
                                .map(EnergyResult::energy)
                                .toList(),
                        () -> () -> Optional.of(measured()),
                        Clock.systemUTC(),
                        Pulse.system(),
                        random,
                        new VoteTags(new MemoryTags()),
                        () -> terms ? Optional.of(AgreedTexts.inForce(texts)) : Optional.empty()),
                settings);
    }

    private List<Contestant> contestants(List<Entry> entries) {
        return entries.stream()
                .flatMap(entry ->
                        catalog.card(entry.card().id()).map(card -> new Contestant(card, entry.model())).stream())
                .toList();
    }

    MemoryDuelLog log() {
        return log;
    }

    MemoryCatalog catalog() {
        return catalog;
    }

    ServedArena served() {
        return new ServedArena(duels, board, catalog, language -> questions.in(language.code()), shelf, texts, false);
    }

    /** What can be administered; the password is the one that {@link #access} tells. */
    Administration administration() {
        return new Administration(
                access,
                office,
                census,
                new Dataset(log, catalog, new SecureRandom()),
                shelf,
                questions,
                texts,
                new MemoryModels(
                        DemoServer.famous().stream().map(this::unreachable).toList()),
                gatekeeper,
                List.of(
                        new Administration.Setting(
                                "endpoints.house.key-file", "/run/secrets/house", Optional.of("joute.yaml")),
                        new Administration.Setting("host", "127.0.0.1", Optional.empty())),
                time);
    }

    /** As cards are that nobody can ask. */
    private ModelCard unreachable(Entry entry) {
        ModelCard card = entry.card();
        return new ModelCard(
                card.id(),
                card.name(),
                card.family(),
                card.maker(),
                card.country(),
                card.releaseDate(),
                card.licence(),
                card.openness(),
                card.total(),
                card.active(),
                card.estimated(),
                card.contextLength(),
                Optional.empty(),
                card.energyZone(),
                card.pue(),
                card.distilledFrom(),
                card.description(),
                Optional.empty(),
                Optional.empty(),
                ModelStatus.ARCHIVED);
    }

    Access access() {
        return access;
    }

    LegalTexts texts() {
        return texts;
    }

    SuggestedQuestions questions() {
        return questions;
    }

    MemoryOffice office() {
        return office;
    }

    /** The time of the administration. */
    SteppedTime time() {
        return time;
    }

    @Override
    public void close() {
        duels.close();
        try {
            for (Edition edition : shelf.editions()) {
                shelf.withdraw(edition.id());
            }
            Files.deleteIfExists(published);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Measurement measured() {
        return new Measurement(
                0.0021,
                0.0032,
                0.0048,
                "Wh",
                "cpu-time-1",
                "this process on a processor of 45 W (assumed), gross (idle included)",
                900_000_000);
    }

    private static List<Question> suggestions(String language) {
        return language.equals("fr")
                ? List.of(
                        new Question("Capitales", "Quelle est la capitale de l’Australie ?"),
                        new Question("Calcul", "Combien font 12 + 30 ?"),
                        new Question("Conjugaison", "Conjugue le verbe « finir » au futur."),
                        new Question("Définition", "Qu’est-ce qu’un paramètre ?"),
                        new Question("Taille", "Quelle est la taille de Llama 3.1 405B ?"))
                : List.of(
                        new Question("Capitals", "What is the capital of Australia?"),
                        new Question("Arithmetic", "What is 12 + 30?"));
    }

    /** A card and what plays it. */
    record Entry(ModelCard card, ScriptedModel model) {}
}
