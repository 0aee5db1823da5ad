package io.joute.engine;

import io.joute.base.chat.ChatException;
import io.joute.engine.kernel.KvPage;
import io.joute.engine.model.KvCache;
import io.joute.engine.model.Probe;
import io.joute.engine.model.Slice;
import io.joute.engine.model.Transformer;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One conversation of an engine: the tokens read so far and their keys and values. For one thread at a time; sessions of an
 * engine may be used at once, and are then computed together; engines that share a pool take turns.
 *
 * <p>All methods that compute throw {@link ChatException} when the context is full, memory is short or the model turns out
 * broken; {@link CancellationException}, the flag still set, when the thread is interrupted; {@link IllegalStateException}
 * once the engine is closed. The session is then where it was after the last whole batch, and usable.
 *
 * <p>Logits have one entry for each id of the vocabulary. They do not depend on how tokens came: in batches, one by one, or
 * kept from an earlier conversation.
 */
public final class Session {
    /** Positions whose logits are computed together: a large vocabulary takes half a mebibyte a position. */
    private static final int LOGITS_BATCH = 64;

    private final Engine engine;
    private final Transformer transformer;
    private final KvCache cache;
    private final TokenList tokens = new TokenList();

    Session(Engine engine, Transformer transformer) {
        this.engine = engine;
        this.transformer = transformer;
        this.cache = new KvCache(transformer.config(), engine.options().kvType());
    }

    /** Tokens read. */
    public int position() {
        return tokens.size();
    }

    /** Tokens that can still be read. */
    public int room() {
        return engine.contextLength() - tokens.size();
    }

    /** How many tokens at the start of {@code ids} this session has read already. */
    public int commonPrefix(int[] ids) {
        return tokens.commonPrefix(ids);
    }

    /** The same of what others have said. */
    int commonPrefix(TokenList others) {
        return tokens.commonPrefix(others);
    }

    /** Bytes of keys and values held. */
    public long bytes() {
        return cache.bytes();
    }

    /** Read {@code ids}, at least one, in batches; logits after the last. */
    public float[] prefill(int[] ids) {
        requireIds(ids);
        requireRoom(ids.length);
        return step(ids.clone(), ids.length - 1, Probe.NONE);
    }

    /** Read one token; logits after it. */
    public float[] decode(int id) {
        return decode(id, Probe.NONE);
    }

    /** Read one token and let {@code probe} see every intermediate; logits after it. */
    public float[] decode(int id, Probe probe) {
        int[] ids = {id};
        requireIds(ids);
        requireRoom(1);
        return step(ids, 0, probe);
    }

    /** Make the conversation {@code ids}: keep what it shares with the tokens read so far, read the rest; logits after it. */
    public float[] resume(int[] ids) {
        requireIds(ids);
        int kept = Math.min(commonPrefix(ids), ids.length - 1);
        truncate(kept);
        return prefill(Arrays.copyOfRange(ids, kept, ids.length));
    }

    /** Read {@code ids} and give the logits after each of them. */
    public void logits(int[] ids, PositionLogits consumer) {
        logits(ids, consumer, Supplier::get);
    }

    /** The same, each step under {@code guard}; what {@code consumer} throws does not pass through that. */
    void logits(int[] ids, PositionLogits consumer, Function<Supplier<float[]>, float[]> guard) {
        requireIds(ids);
        requireRoom(ids.length);
        int vocabulary = transformer.config().vocabularySize();
        for (int from = 0; from < ids.length; from += LOGITS_BATCH) {
            int[] part = Arrays.copyOfRange(ids, from, Math.min(ids.length, from + LOGITS_BATCH));
            int position = tokens.size();
            float[] logits = guard.apply(() -> step(part, 0, Probe.NONE));
            for (int i = 0; i < part.length; i++) {
                consumer.accept(position + i, Arrays.copyOfRange(logits, i * vocabulary, (i + 1) * vocabulary));
            }
        }
    }

    /** Forget all tokens from {@code position} on. */
    public void truncate(int position) {
        if (position < 0 || position > tokens.size()) {
            throw new IllegalArgumentException("position is " + position + ", expected 0 to " + tokens.size());
        }
        tokens.truncate(position);
        cache.release(position);
    }

    /** The last token read. */
    int lastToken() {
        return tokens.get(tokens.size() - 1);
    }

    /** One reading of {@code ids}; logits from {@code firstLogits} on. */
    private float[] step(int[] ids, int firstLogits, Probe probe) {
        requireNotInterrupted();
        engine.requireOpen();
        var reading = new Reading(this, ids, firstLogits, probe);
        engine.scheduler().submit(reading);
        return reading.await(engine.scheduler());
    }

    /** Make room for {@code count} more tokens, or refuse before memory runs out but for {@code promised} bytes. */
    void reserve(int count, long promised) {
        engine.conversations().reserve(cache, position() + count, count, promised);
    }

    /** Bytes that it still lacks to hold {@code positions}. */
    long missingBytes(int positions) {
        return engine.conversations().missingBytes(cache, positions);
    }

    /** The next tokens as a part of a pass; there is room for them. */
    Slice slice(int[] ids) {
        return new Slice(ids, cache, position());
    }

    /** A pass has read {@code ids}. */
    void append(int[] ids) {
        tokens.add(ids);
    }

    /** Begin with what the engine still knows of {@code ids}, having read nothing so far; how many tokens that is. */
    int recall(int[] ids) {
        int known = engine.prefixes().take(ids, cache);
        tokens.add(Arrays.copyOf(ids, known));
        return known;
    }

    /** Let others begin with the whole pages of what was read; nothing before {@link #position} may be forgotten then. */
    void share() {
        engine.prefixes().share(tokens, cache);
    }

    /** Leave all that was read to the engine; this session is not used any more. */
    void keep() {
        engine.prefixes().keep(tokens, cache);
    }

    /** Bytes that the next token reads: weights, and the keys and values of the tokens so far. */
    long bytesPerToken() {
        long perPosition =
                KvCache.bytes(transformer.config(), engine.options().kvType(), KvPage.POSITIONS) / KvPage.POSITIONS;
        return transformer.weights().bytesPerToken() + perPosition * position();
    }

    /** What guesses at the answer to {@code prompt}. */
    Draft draft(int[] prompt) {
        return new Draft(engine.drafter(), prompt, System::nanoTime);
    }

    int vocabularySize() {
        return transformer.config().vocabularySize();
    }

    private static void requireNotInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted between two steps of the model");
        }
    }

    private void requireIds(int[] ids) {
        if (ids.length == 0) {
            throw new IllegalArgumentException("no token ids, expected 1 or more");
        }
        int vocabulary = transformer.config().vocabularySize();
        for (int id : ids) {
            if (id < 0 || id >= vocabulary) {
                throw new IllegalArgumentException("token id " + id + ", expected 0 to " + (vocabulary - 1));
            }
        }
    }

    private void requireRoom(int count) {
        long needed = (long) tokens.size() + count;
        if (needed > engine.contextLength()) {
            throw new ChatException(
                    "the conversation needs " + needed + " tokens, the context has " + engine.contextLength()
                            + ": shorten it, or open the model with a larger context",
                    new ChatException.Cause.ContextFull(needed, engine.contextLength()));
        }
    }
}
