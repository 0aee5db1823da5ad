package io.joute.engine;

import io.joute.base.chat.ChatException;
import io.joute.base.chat.TokenModel;
import io.joute.engine.checkpoint.Checkpoint;
import io.joute.engine.checkpoint.CheckpointException;
import io.joute.engine.checkpoint.Checkpoints;
import io.joute.engine.kernel.KernelChoice;
import io.joute.engine.kernel.Kernels;
import io.joute.engine.kernel.WorkerPool;
import io.joute.engine.model.Families;
import io.joute.engine.model.KvCache;
import io.joute.engine.model.ModelConfig;
import io.joute.engine.model.ModelWeights;
import io.joute.engine.model.Transformer;
import io.joute.engine.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An open model: its file mapped, its weights bound, its kernels chosen. Safe for any number of threads; what they ask is
 * computed together, step by step, a step being a token of every answer and a piece of every prompt.
 */
public final class Engine implements AutoCloseable {
    private enum State {
        OPEN,
        CLOSED,
        BROKEN
    }

    /** What part of the heap recent conversations may take; an arena opens several engines. */
    private static final int PREFIX_SHARE = 16;

    private final Checkpoint checkpoint;
    private final EngineOptions options;
    private final Memory memory;
    private final Tokenizer tokenizer;
    private final Transformer transformer;
    private final WorkerPool pool;
    private final PrefixCache prefixes;
    private final ConversationMemory conversations;
    private final Scheduler scheduler;
    private Optional<SmallModel> small = Optional.empty();
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

    private Engine(Checkpoint checkpoint, EngineOptions options, Memory memory) {
        this.checkpoint = checkpoint;
        this.options = options;
        this.memory = memory;
        ModelConfig config = Families.of(checkpoint);
        ModelWeights weights = ModelWeights.bind(checkpoint, config);
        this.tokenizer = VocabularyReader.tokenizer(checkpoint.metadata());
        requireVocabulary(config);
        requireMemory(config, weights);
        this.pool = options.pool().orElseGet(() -> new WorkerPool(options.threads()));
        Kernels kernels = options.kernels().map(choice -> choice.on(pool)).orElseGet(() -> KernelChoice.choose(pool));
        this.transformer = new Transformer(config, weights, kernels);
        this.prefixes = new PrefixCache(
                KvCache.bytes(config, options.kvType(), 1),
                memory.largestHeapBytes().getAsLong() / PREFIX_SHARE);
        this.conversations = new ConversationMemory(options, memory, transformer, prefixes);
        this.scheduler = new Scheduler(this, transformer, System::nanoTime);
    }

    /** What the machine, or the container, can give without swapping, in bytes: what models are refused by. */
    public static long availableMemoryBytes() {
        return Memory.ofThisMachine().availableBytes().getAsLong();
    }

    /** Open the model at {@code path} with {@link EngineOptions#defaults}. */
    public static Engine open(Path path) {
        return open(path, EngineOptions.defaults());
    }

    /**
     * Open the model at {@code path}.
     *
     * @param path a GGUF file, any file of a split one, or a Hugging Face folder
     * @param options how to run it
     * @throws CheckpointException when the file is refused, or needs more memory than there is
     */
    public static Engine open(Path path, EngineOptions options) {
        return open(path, options, Memory.ofThisMachine());
    }

    static Engine open(Path path, EngineOptions options, Memory memory) {
        Checkpoint checkpoint = Checkpoints.open(path, memory.availableBytes().getAsLong());
        Engine engine = null;
        try {
            engine = new Engine(checkpoint, options, memory);
            if (!engine.runsFromDisk()) {
                engine.requireFiniteScales();
            }
            engine.openSmall();
            return engine;
        } catch (RuntimeException | InternalError e) {
            closeQuietly(checkpoint, engine);
            throw e;
        }
    }

    /** The small model that guesses, where one is to, in the memory that this one leaves. */
    private void openSmall() {
        if (options.drafting() instanceof Drafting.Model(Path file)) {
            long taken = options.fromDisk() ? 0 : weightBytes() + conversationBytes(config());
            var rest = new Memory(
                    memory.freeHeapBytes(),
                    memory.largestHeapBytes(),
                    () -> memory.availableBytes().getAsLong() - taken);
            EngineOptions shared = options.withPool(pool).withDrafting(new Drafting.None());
            small = Optional.of(open(file, shared, rest).guessingFor(this));
        }
    }

    /** This model, from now on for nothing but guesses at the answers of {@code large}; closes where it cannot. */
    SmallModel guessingFor(Engine large) {
        try {
            SharedVocabulary.require(large.tokenizer, large.path(), checkpoint, tokenizer);
            return new SmallModel(this, transformer, large.tokenizer, System::nanoTime);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** What guesses at an answer, where something is to. */
    Optional<Drafter> drafter() {
        return switch (options.drafting()) {
            case Drafting.None _ -> Optional.empty();
            case Drafting.Lookup _ -> Optional.of(new PromptLookup());
            case Drafting.Model _ -> small.map(SmallModel::drafter);
        };
    }

    private static void closeQuietly(Checkpoint checkpoint, @Nullable Engine engine) {
        if (engine == null) {
            checkpoint.close();
        } else {
            engine.close();
        }
    }

    private void requireVocabulary(ModelConfig config) {
        if (tokenizer.vocabularySize() != config.vocabularySize()) {
            throw checkpoint
                    .metadata()
                    .refuse("key 'tokenizer.ggml.tokens': " + tokenizer.vocabularySize() + " tokens, expected "
                            + config.vocabularySize() + ", the rows of the token embedding");
        }
    }

    private void requireMemory(ModelConfig config, ModelWeights weights) {
        int context = Math.min(options.contextLength(), config.contextLength());
        long cache = conversationBytes(config);
        String conversation = "KV cache (context " + context + " in " + options.kvType() + ")";
        long heap = memory.largestHeapBytes().getAsLong();
        if (cache > heap) {
            throw refuse("needs " + Memory.shown(cache) + " of Java heap for the " + conversation + ", "
                    + Memory.shown(heap) + " allowed. Choose a smaller context"
                    + ConversationMemory.smallerType(options)
                    + ", or start with a larger -Xmx.");
        }
        long available = memory.availableBytes().getAsLong();
        long resident = options.fromDisk() ? 0 : weights.bytes();
        if (resident + cache > available) {
            throw refuse("needs " + Memory.shown(weights.bytes()) + " + " + Memory.shown(cache) + " " + conversation
                    + ", " + Memory.shown(available) + " available. Choose a smaller model or context"
                    + ConversationMemory.smallerType(options)
                    + ", or run it from disk (--mmap), at most about "
                    + DiskSpeed.of(path()).tokensPerSecond(weights.bytes()) + " tokens a second.");
        }
    }

    private long conversationBytes(ModelConfig config) {
        return KvCache.bytes(config, options.kvType(), Math.min(options.contextLength(), config.contextLength()));
    }

    /** Whether the weights do not fit into memory, so that looking at all of them is reading the file. */
    private boolean runsFromDisk() {
        return options.fromDisk() && weightBytes() > memory.availableBytes().getAsLong();
    }

    private String diskWarning() {
        return Memory.shown(weightBytes()) + " of weights, "
                + Memory.shown(memory.availableBytes().getAsLong())
                + " of memory: they are read from disk for each token. Expect at most about "
                + DiskSpeed.of(path()).tokensPerSecond(weightBytes())
                + " tokens a second. Their scales are not checked.";
    }

    private CheckpointException refuse(String problem) {
        return checkpoint.metadata().refuse(problem);
    }

    private void requireFiniteScales() {
        inTurn(() -> {
            ScaleCheck.requireFinite(checkpoint, transformer.weights().all(), pool);
            return state;
        });
    }

    /**
     * Look at every element of every weight; {@link #open} looks at scales only.
     *
     * @throws CheckpointException when one is infinite or NaN
     */
    public void requireFiniteWeights() {
        inTurn(() -> {
            FiniteCheck.requireFinite(checkpoint, transformer.weights().all(), pool);
            return state;
        });
    }

    /** What is odd about the file, but legal, a sentence each. */
    public List<String> warnings() {
        List<String> all = new ArrayList<>(checkpoint.warnings());
        all.addAll(tokenizer.warnings());
        List<String> ignored = transformer.weights().ignored();
        if (!ignored.isEmpty()) {
            all.add(ignored.size() + " tensors that a text model has no use for are left out, such as '"
                    + ignored.getFirst() + "'.");
        }
        if (runsFromDisk()) {
            all.add(diskWarning());
        }
        return all;
    }

    /** Begin a conversation. */
    public Session newSession() {
        requireOpen();
        return new Session(this, transformer);
    }

    /**
     * The model as a partner in a conversation, under the id of its card.
     *
     * @throws CheckpointException when the file's chat template is unknown, or it has none
     */
    public TokenModel chatModel(String id) {
        requireOpen();
        return new EmbeddedChatModel(id, starts(), System::nanoTime);
    }

    /** What makes ids of what answers go on from. */
    StartReader starts() {
        return new StartReader(
                this,
                VocabularyReader.template(checkpoint.metadata(), tokenizer, Clock.system(ZoneId.systemDefault())),
                VocabularyReader.beginsText(checkpoint.metadata(), tokenizer));
    }

    /** The file. */
    public Path path() {
        return checkpoint.path();
    }

    /** The model's numbers. */
    public ModelConfig config() {
        return transformer.config();
    }

    /** Its vocabulary. */
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    /** Numbers in its weights. */
    public long parameterCount() {
        return transformer.weights().parameterCount();
    }

    /** Bytes of its weights, in memory once they have been read. */
    public long weightBytes() {
        return transformer.weights().bytes();
    }

    /** What computes: {@code scalar}, {@code vector-} and the bits of a vector, or {@code x86-} and what it needs of a processor. */
    public String kernelsName() {
        return transformer.kernels().name();
    }

    /** Threads that compute. */
    public int threads() {
        return pool.threads();
    }

    /** Tokens that a conversation may take: those of the options, or those the model was trained for if fewer. */
    public int contextLength() {
        return Math.min(options.contextLength(), config().contextLength());
    }

    EngineOptions options() {
        return options;
    }

    PrefixCache prefixes() {
        return prefixes;
    }

    /** Let go of what recent conversations left, so that the next one reads all. */
    void forgetConversations() {
        prefixes.clear();
        small.ifPresent(SmallModel::forgetConversations);
    }

    Scheduler scheduler() {
        return scheduler;
    }

    /** Run {@code step} when it is its turn; a fault of the mapped file breaks the engine, not the process. */
    <T> T inTurn(Supplier<T> step) {
        try {
            return pool.inTurn(() -> {
                requireOpen();
                return step.get();
            });
        } catch (InternalError e) {
            state.set(State.BROKEN);
            throw new ChatException(brokenMessage(), new ChatException.Cause.Broken(), e);
        }
    }

    /** What there is for conversations. */
    ConversationMemory conversations() {
        return conversations;
    }

    void requireOpen() {
        switch (state.get()) {
            case OPEN -> {}
            case CLOSED -> throw closedFailure();
            case BROKEN -> throw new ChatException(brokenMessage(), new ChatException.Cause.Broken());
        }
    }

    /** What later calls on a closed engine get. */
    IllegalStateException closedFailure() {
        return new IllegalStateException(path().getFileName() + ": the engine is closed");
    }

    /** What later calls get on an engine that {@code cause} has stopped. */
    IllegalStateException stoppedFailure(Throwable cause) {
        return new IllegalStateException(
                path().getFileName() + ": the engine has stopped (" + cause + "): open it again", cause);
    }

    private String brokenMessage() {
        return path().getFileName()
                + ": the file changed or became unreadable while in use: restore it, then open it again";
    }

    /** Let the running step end, then release the file; later calls throw {@link IllegalStateException}. */
    @Override
    public void close() {
        scheduler.close();
        small.ifPresent(SmallModel::close);
        pool.inTurn(() -> {
            if (state.getAndSet(State.CLOSED) != State.CLOSED) {
                prefixes.clear();
                checkpoint.close();
            }
            return state;
        });
        if (options.pool().isEmpty()) {
            pool.close();
        }
    }
}
