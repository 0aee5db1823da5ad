package io.joute.cli;

import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatModel;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Message;
import io.joute.base.chat.Usage;
import io.joute.connect.Price;
import io.joute.connect.RemoteModel;
import io.joute.connect.limit.Breaker;
import io.joute.engine.checkpoint.CheckpointException;
import io.joute.engine.checkpoint.Checkpoints;
import io.joute.server.admin.ModelDesk;
import io.joute.store.file.CatalogFile;
import io.joute.store.file.CatalogFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The models of an open arena, for its administration. Safe for any number of threads. */
final class ArenaModels implements ModelDesk {
    private static final int MOST_TOKENS = 64;
    private static final long PATIENCE_SECONDS = 90;
    private static final int PULLED_DEPTH = 2;

    private final Path folder;
    private final Catalog catalog;
    private final Engines engines;
    private final Remotes remotes;
    private final CatalogFile files = new CatalogFile();
    private final Map<Path, Read> read = new ConcurrentHashMap<>();

    /** Of the arena in this data directory. */
    ArenaModels(Path dataDirectory, Catalog catalog, Engines engines, Remotes remotes) {
        this.folder = DemoCards.folder(dataDirectory).toAbsolutePath().normalize();
        this.catalog = catalog;
        this.engines = engines;
        this.remotes = remotes;
    }

    /** How a file was when its header was last read, and what was wrong with it. */
    private record Read(FileTime at, long bytes, Optional<String> problem) {}

    @Override
    public State state(ModelCard card) {
        Optional<String> endpoint = card.details().serving().endpoint();
        if (card.checkpoint().isPresent()) {
            return state(Path.of(card.checkpoint().get()));
        }
        if (endpoint.isEmpty()) {
            return new State(Condition.NOWHERE, "");
        }
        boolean declared =
                remotes.models().stream().anyMatch(model -> model.id().equals(card.id()));
        return new State(declared ? Condition.READY : Condition.UNDECLARED, declared ? "" : endpoint.get());
    }

    private State state(Path file) {
        if (!Files.exists(file)) {
            return new State(Condition.MISSING, file.toString());
        }
        return problem(file).map(what -> new State(Condition.BROKEN, what)).orElse(new State(Condition.READY, ""));
    }

    /** Read again only when the file is another: a header can have a vocabulary of a quarter of a million words. */
    private Optional<String> problem(Path file) {
        try {
            FileTime at = Files.getLastModifiedTime(file);
            long bytes = Files.size(file);
            Read known = read.get(file);
            if (known == null || !known.at.equals(at) || known.bytes != bytes) {
                known = new Read(at, bytes, headerProblem(file));
                read.put(file, known);
            }
            return known.problem;
        } catch (IOException gone) {
            return Optional.of(FailureText.of(gone).getFirst());
        }
    }

    private static Optional<String> headerProblem(Path file) {
        try {
            Checkpoints.stored(file).close();
            return Optional.empty();
        } catch (CheckpointException broken) {
            return Optional.of(String.valueOf(broken.getMessage()));
        }
    }

    @Override
    public Keeper keeper(ModelCard card) {
        if (DemoCards.contain(card.id())) {
            return Keeper.JOUTE;
        }
        return remotes.describe(card.id()) ? Keeper.SETTINGS : Keeper.OPERATOR;
    }

    @Override
    public String folder() {
        return folder.toString();
    }

    @Override
    public List<String> found() {
        List<Path> taken = catalog.cards().stream()
                .flatMap(card -> card.checkpoint().stream())
                .map(path -> Path.of(path).toAbsolutePath().normalize())
                .toList();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder, PULLED_DEPTH)) {
            return all.filter(ArenaModels::mayBeModel)
                    .filter(path -> !taken.contains(path))
                    .map(path -> folder.relativize(path).toString())
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A GGUF file, the first one of several parts, or a folder of safetensors; not what is still being fetched. */
    private static boolean mayBeModel(Path path) {
        String name = String.valueOf(path.getFileName());
        if (Files.isDirectory(path)) {
            return Files.isRegularFile(path.resolve("config.json"));
        }
        return name.endsWith(".gguf") && !name.matches(".*-(?!00001)\\d{5}-of-\\d{5}\\.gguf");
    }

    @Override
    public Facts facts(String file) {
        Path path = folder.resolve(file);
        try {
            ModelFacts facts = ModelFacts.of(path, engines.threads());
            return new Facts(
                    file,
                    path.toString(),
                    ModelFile.id(path),
                    facts.name(),
                    facts.maker(),
                    facts.family(),
                    facts.licence(),
                    facts.parameters() / 1e9,
                    facts.contextLength(),
                    facts.quantisation());
        } catch (CheckpointException broken) {
            throw new Refused(List.of(String.valueOf(broken.getMessage())));
        }
    }

    @Override
    public List<ModelCard> known() {
        return KnownModels.cards();
    }

    @Override
    public String written(ModelCard card) {
        return files.write(List.of(card));
    }

    @Override
    public ModelCard read(String text) {
        try {
            List<ModelCard> cards = files.read("card.json", text);
            if (cards.size() != 1) {
                throw new Refused(List.of("card.json: 'cards' has " + cards.size() + " cards, expected 1"));
            }
            return cards.getFirst();
        } catch (CatalogFileException wrong) {
            throw new Refused(wrong.problems());
        }
    }

    @Override
    public List<Endpoint> endpoints() {
        return remotes.models().stream().map(ArenaModels::endpoint).toList();
    }

    private static Endpoint endpoint(RemoteModel model) {
        List<Breaker.State> breakers = model.breakers();
        var declared = model.endpoint();
        Price price = declared.price();
        return new Endpoint(
                declared.name(),
                declared.modelId(),
                declared.provider().key(),
                declared.target().model(),
                declared.target().key().isPresent(),
                IntStream.range(0, breakers.size())
                        .mapToObj(i -> new Address(declared.replicas().get(i).toString(), asking(breakers.get(i))))
                        .toList(),
                Optional.of(price)
                        .filter(Price::costs)
                        .map(costly -> EndpointsListCommand.money(model.purse().spentToday(), costly)),
                declared.perDay().map(limit -> EndpointsListCommand.money(limit, price)),
                model.lastFailure().map(failure -> new Failure(failure.at(), failure.message())));
    }

    private static Asking asking(Breaker.State state) {
        return switch (state) {
            case CLOSED -> Asking.ASKED;
            case OPEN -> Asking.RESTING;
            case PROBE -> Asking.PROBED;
        };
    }

    @Override
    public Trial ask(String modelId, String question) {
        Optional<RemoteModel> remote = remotes.models().stream()
                .filter(model -> model.id().equals(modelId))
                .findFirst();
        ChatModel model = remote.<ChatModel>map(found -> found)
                .or(() -> engines.contestants().stream()
                        .map(contestant -> contestant.model())
                        .filter(found -> found.id().equals(modelId))
                        .findFirst())
                .orElseThrow(() -> new Refused(List.of(modelId + ": its file is not there, and no endpoint has it")));
        return trial(
                bounded(model, question), remote.map(found -> found.endpoint().price()));
    }

    /** An answer is interrupted when it takes too long: a page waits for it. */
    private static List<ChatEvent> bounded(ChatModel model, String question) {
        var request = new ChatRequest(
                List.of(Message.user(question)), GenerationSettings.DEFAULT.withMaxOutputTokens(MOST_TOKENS));
        try (ExecutorService one = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<ChatEvent>> events = one.submit(() -> {
                List<ChatEvent> all = new ArrayList<>();
                model.stream(request, all::add);
                return all;
            });
            try {
                return events.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException late) {
                events.cancel(true);
                throw new Refused(List.of(model.id() + ": no whole answer within " + PATIENCE_SECONDS + " s"));
            }
        } catch (ExecutionException broken) {
            throw new Refused(List.of(model.id() + ": " + broken.getCause()));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new Refused(List.of(model.id() + ": the arena is being stopped"));
        }
    }

    private static Trial trial(List<ChatEvent> events, Optional<Price> price) {
        StringBuilder text = new StringBuilder();
        for (ChatEvent event : events) {
            switch (event) {
                case ChatEvent.Delta delta -> text.append(delta.text());
                case ChatEvent.Thinking _ -> {}
                case ChatEvent.Done done -> {
                    return answered(Wrapping.safe(text.toString()).strip(), done.usage(), price);
                }
                case ChatEvent.Failed failed -> {
                    String why = Wrapping.safe(String.valueOf(failed.failure().getMessage()));
                    return new Trial(false, why, 0, 0, 0, Optional.empty());
                }
            }
        }
        throw new IllegalStateException("an answer of " + events.size() + " events has no end");
    }

    private static Trial answered(String text, Usage usage, Optional<Price> price) {
        return new Trial(
                true,
                text,
                usage.prefillNanos(),
                usage.totalNanos(),
                Math.toIntExact(usage.outputTokens()),
                price.filter(Price::costs).map(costly -> {
                    BigDecimal cost = costly.of(usage.promptTokens(), usage.outputTokens());
                    return EndpointsListCommand.money(cost, costly);
                }));
    }
}
