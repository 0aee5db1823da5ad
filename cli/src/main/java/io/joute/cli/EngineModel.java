package io.joute.cli;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatException;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.JsonForm;
import io.joute.base.chat.ScoredToken;
import io.joute.base.chat.TokenModel;
import io.joute.base.chat.TokenOdds;
import io.joute.base.chat.TokenRequest;
import io.joute.engine.Drafting;
import io.joute.engine.Engine;
import io.joute.engine.EngineOptions;
import io.joute.engine.checkpoint.CheckpointException;
import io.joute.engine.grammar.Grammar;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A model whose file is opened when it is first asked; a file that is refused is a failed answer, not a failed arena. */
final class EngineModel implements TokenModel, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EngineModel.class.getName());

    private final String id;
    private final Path checkpoint;
    private final Optional<Integer> trainedContext;
    private final EngineOptions options;
    private final AtomicInteger running;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Opened opened;

    /** The model of a card; {@code running} is one higher while it answers. */
    EngineModel(
            String id,
            Path checkpoint,
            Optional<Integer> trainedContext,
            EngineOptions options,
            AtomicInteger running) {
        this.id = id;
        this.checkpoint = checkpoint;
        this.trainedContext = trainedContext;
        this.options = options;
        this.running = running;
    }

    private record Opened(Engine engine, TokenModel model) {}

    @Override
    public String id() {
        return id;
    }

    @Override
    public int contextLength() {
        return trainedContext
                .map(tokens -> Math.min(tokens, options.contextLength()))
                .orElseGet(() -> model().contextLength());
    }

    @Override
    public Optional<String> objection(JsonForm form) {
        return Grammar.objection(form);
    }

    @Override
    public void stream(ChatRequest request, Consumer<? super ChatEvent> events) {
        counted(() -> opened(events).ifPresent(model -> model.stream(request, events)));
    }

    @Override
    public void stream(TokenRequest request, Consumer<? super ChatEvent> events, Consumer<? super TokenOdds> tokens) {
        counted(() -> opened(events).ifPresent(model -> model.stream(request, events, tokens)));
    }

    private void counted(Runnable answer) {
        running.incrementAndGet();
        try {
            answer.run();
        } finally {
            running.decrementAndGet();
        }
    }

    /** The model; without it, how the answer failed is told. */
    private Optional<TokenModel> opened(Consumer<? super ChatEvent> events) {
        try {
            return Optional.of(model());
        } catch (CheckpointException e) {
            events.accept(new ChatEvent.Failed(broken(e)));
            return Optional.empty();
        }
    }

    @Override
    public List<TokenOdds> read(TokenRequest.Start start, int likeliest) {
        try {
            return model().read(start, likeliest);
        } catch (CheckpointException e) {
            throw broken(e);
        }
    }

    private static ChatException broken(CheckpointException e) {
        return new ChatException(String.valueOf(e.getMessage()), new ChatException.Cause.Broken(), e);
    }

    @Override
    public List<ScoredToken> score(ChatRequest request, String answer) {
        try {
            return model().score(request, answer);
        } catch (CheckpointException e) {
            throw broken(e);
        }
    }

    private TokenModel model() {
        lock.lock();
        try {
            Opened current = opened;
            if (current == null) {
                Engine engine = open();
                current = new Opened(engine, engine.chatModel(id));
                opened = current;
            }
            return current.model();
        } finally {
            lock.unlock();
        }
    }

    /** What guesses at its answers may be refused; it answers without then. */
    private Engine open() {
        try {
            return Engine.open(checkpoint, options);
        } catch (CheckpointException e) {
            if (options.drafting() instanceof Drafting.None) {
                throw e;
            }
            Engine without = Engine.open(checkpoint, options.withDrafting(new Drafting.None()));
            LOG.log(System.Logger.Level.WARNING, "nothing guesses at the answers of {0}: {1}", id, e.getMessage());
            return without;
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (opened != null) {
                opened.engine().close();
            }
        } finally {
            lock.unlock();
        }
    }
}
