package io.joute.engine;

import io.joute.base.chat.ChatException;
import io.joute.engine.kernel.KvType;
import io.joute.engine.model.KvCache;
import io.joute.engine.model.Transformer;

/** The heap that conversations of one model may take. For the scheduler's thread. */
final class ConversationMemory {
    /** Heap left to everything else. */
    private static final long HEAP_MARGIN = 32L << 20;

    private final EngineOptions options;
    private final Memory memory;
    private final Transformer transformer;
    private final PrefixCache prefixes;

    ConversationMemory(EngineOptions options, Memory memory, Transformer transformer, PrefixCache prefixes) {
        this.options = options;
        this.memory = memory;
        this.transformer = transformer;
        this.prefixes = prefixes;
    }

    /** What to do where a conversation takes too much, to go on a sentence; empty where nothing is smaller. */
    static String smallerType(EngineOptions options) {
        return options.kvType() == KvType.Q8_0 ? "" : ", keep keys and values in Q8_0 (--kv q8_0)";
    }

    /**
     * Make room in {@code cache} for {@code positions} and for a pass of {@code batch}.
     *
     * @param promised bytes that are to be left to others
     * @throws ChatException when memory is short
     */
    void reserve(KvCache cache, int positions, int batch, long promised) {
        long missing = missingBytes(cache, positions);
        if (missing > 0) {
            long needed = missing + transformer.passBytes(batch) + HEAP_MARGIN;
            long free = freeHeap(needed + promised, true) - promised;
            if (needed > free) {
                throw shortOfHeap(positions, needed, free);
            }
        }
        cache.reserve(positions);
    }

    /** Bytes that a cache still lacks to hold {@code positions}. */
    long missingBytes(KvCache cache, int positions) {
        return Math.max(0, KvCache.bytes(transformer.config(), options.kvType(), positions) - cache.bytes());
    }

    /**
     * Whether a conversation may begin that will take up to {@code positions}, beside those to whom {@code promised} bytes
     * are promised.
     *
     * @param alone whether nobody will give memory back
     * @param collecting whether to make memory free for it of all that nobody uses
     * @throws ChatException when it never may, or when it is alone and may not now
     */
    boolean canPromise(int positions, long promised, boolean alone, boolean collecting) {
        long needed = KvCache.bytes(transformer.config(), options.kvType(), positions)
                + transformer.passBytes(options.prefillBatch())
                + HEAP_MARGIN;
        long largest = memory.largestHeapBytes().getAsLong();
        if (positions > 0 && needed > largest) {
            throw new ChatException(
                    "a conversation of " + positions + " tokens needs " + Memory.shown(needed) + " of Java heap, "
                            + Memory.shown(largest) + " is all there may ever be: ask for a shorter answer"
                            + smallerType(options) + ", or start with a larger -Xmx",
                    new ChatException.Cause.Refused());
        }
        if (positions == 0) {
            return true;
        }
        long free = freeHeap(needed + promised, collecting);
        if (alone && needed > free) {
            throw shortOfHeap(positions, needed, free);
        }
        return needed + promised <= free;
    }

    private ChatException shortOfHeap(int positions, long needed, long free) {
        return new ChatException(
                "a conversation of " + positions + " tokens needs " + Memory.shown(needed) + " more Java heap, "
                        + Memory.shown(Math.max(0, free)) + " are free: let others end, choose a smaller context"
                        + smallerType(options) + ", or start with a larger -Xmx",
                new ChatException.Cause.Unavailable());
    }

    /** Bytes free on the heap; {@code collecting} where that is less than {@code wanted}: free of all that nobody uses. */
    private long freeHeap(long wanted, boolean collecting) {
        long free = memory.freeHeapBytes().getAsLong();
        if (wanted > free && collecting) {
            prefixes.clear();
            System.gc();
            free = memory.freeHeapBytes().getAsLong();
        }
        return free;
    }
}
