package io.joute.cli;

import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.duel.Contestant;
import io.joute.engine.EngineOptions;
import io.joute.engine.kernel.WorkerPool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The models of an arena that this machine runs: each is opened when it is first asked, all compute on one pool. */
final class Engines implements AutoCloseable {
    private final Catalog catalog;
    private final WorkerPool pool;
    private final EngineOptions options;
    private final DraftPlan drafting;
    private final Map<Place, EngineModel> models = new ConcurrentHashMap<>();
    private final AtomicInteger running = new AtomicInteger();

    /** Of the cards of {@code catalog}, on this many threads, their answers guessed at so. */
    Engines(Catalog catalog, int threads, DraftPlan drafting) {
        this.catalog = catalog;
        this.pool = new WorkerPool(threads);
        this.drafting = drafting;
        this.options = EngineOptions.defaults().withPool(pool);
    }

    private record Place(String id, Path checkpoint) {}

    /** Every card with a file that is there, and its model. */
    List<Contestant> contestants() {
        return catalog.cards().stream()
                .filter(Engines::runsHere)
                .map(card -> new Contestant(card, model(card)))
                .toList();
    }

    /** Threads that they compute on. */
    int threads() {
        return pool.threads();
    }

    /** Answers that they write or have waiting now, all models together. */
    int running() {
        return running.get();
    }

    private static boolean runsHere(ModelCard card) {
        return card.checkpoint().map(Path::of).filter(Files::isRegularFile).isPresent();
    }

    private EngineModel model(ModelCard card) {
        Path checkpoint = Path.of(card.checkpoint().orElseThrow());
        return models.computeIfAbsent(
                new Place(card.id(), checkpoint),
                place -> new EngineModel(
                        card.id(),
                        checkpoint,
                        card.contextLength(),
                        options.withDrafting(drafting.drafting(card, catalog)),
                        running));
    }

    @Override
    public void close() {
        models.values().forEach(EngineModel::close);
        pool.close();
    }
}
