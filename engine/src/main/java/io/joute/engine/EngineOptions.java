package io.joute.engine;

import io.joute.engine.kernel.KernelChoice;
import io.joute.engine.kernel.KvType;
import io.joute.engine.kernel.WorkerPool;
import java.util.Objects;
import java.util.Optional;

/**
 * How to run a model; all of it settled before a file is opened.
 *
 * @param contextLength tokens a conversation may take at most; a model trained for fewer takes fewer
 * @param prefillBatch tokens of a prompt read together
 * @param threads threads that compute, where {@code pool} is empty
 * @param pool threads shared with other engines, which then take turns; stays open when the engine closes
 * @param kernels which kernels; empty: chosen for this machine
 * @param kvType how keys and values of a conversation are kept
 * @param fromDisk whether a model larger than memory may run, its weights read from disk again and again
 * @param drafting what guesses how answers go on
 */
public record EngineOptions(
        int contextLength,
        int prefillBatch,
        int threads,
        Optional<WorkerPool> pool,
        Optional<KernelChoice> kernels,
        KvType kvType,
        boolean fromDisk,
        Drafting drafting) {
    private static final int CONTEXT_LENGTH = 4096;
    private static final int PREFILL_BATCH = 512;

    /**
     * Check every value.
     *
     * @throws IllegalArgumentException when one is out of its range
     */
    public EngineOptions {
        require(contextLength >= 1, "contextLength", contextLength, "1 or more");
        require(prefillBatch >= 1 && prefillBatch <= 8192, "prefillBatch", prefillBatch, "1 to 8192");
        require(threads >= 1 && threads <= 1024, "threads", threads, "1 to 1024");
        Objects.requireNonNull(pool, "pool");
        Objects.requireNonNull(kernels, "kernels");
        Objects.requireNonNull(kvType, "kvType");
        Objects.requireNonNull(drafting, "drafting");
    }

    /**
     * Context 4,096, batches of 512, a thread for each processor, kernels chosen for this machine, keys and values in F16;
     * a model larger than memory is refused; nothing guesses how answers go on.
     */
    public static EngineOptions defaults() {
        int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 1024);
        return new EngineOptions(
                CONTEXT_LENGTH,
                PREFILL_BATCH,
                threads,
                Optional.empty(),
                Optional.empty(),
                KvType.F16,
                false,
                new Drafting.None());
    }

    /** Copy with another context. */
    public EngineOptions withContextLength(int other) {
        return new EngineOptions(other, prefillBatch, threads, pool, kernels, kvType, fromDisk, drafting);
    }

    /** Copy with another batch. */
    public EngineOptions withPrefillBatch(int other) {
        return new EngineOptions(contextLength, other, threads, pool, kernels, kvType, fromDisk, drafting);
    }

    /** Copy with this many threads of its own. */
    public EngineOptions withThreads(int other) {
        return new EngineOptions(
                contextLength, prefillBatch, other, Optional.empty(), kernels, kvType, fromDisk, drafting);
    }

    /** Copy that computes on threads shared with other engines. */
    public EngineOptions withPool(WorkerPool shared) {
        return new EngineOptions(
                contextLength, prefillBatch, threads, Optional.of(shared), kernels, kvType, fromDisk, drafting);
    }

    /** Copy with these kernels. */
    public EngineOptions withKernels(KernelChoice choice) {
        return new EngineOptions(
                contextLength, prefillBatch, threads, pool, Optional.of(choice), kvType, fromDisk, drafting);
    }

    /** Copy that keeps keys and values so. */
    public EngineOptions withKvType(KvType other) {
        return new EngineOptions(contextLength, prefillBatch, threads, pool, kernels, other, fromDisk, drafting);
    }

    /** Copy that runs a model larger than memory from disk, slowly, instead of refusing it. */
    public EngineOptions runningFromDisk() {
        return new EngineOptions(contextLength, prefillBatch, threads, pool, kernels, kvType, true, drafting);
    }

    /** Copy whose answers are guessed at so. */
    public EngineOptions withDrafting(Drafting other) {
        return new EngineOptions(contextLength, prefillBatch, threads, pool, kernels, kvType, fromDisk, other);
    }

    private static void require(boolean holds, String field, int found, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(field + " is " + found + ", expected " + expected);
        }
    }
}
