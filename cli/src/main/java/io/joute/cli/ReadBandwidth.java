package io.joute.cli;

import io.joute.engine.kernel.WorkerPool;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * How fast memory can be read here: by a plain loop over memory that no cache holds, on as many threads as the engine has.
 * It is what decode is held against, so it has to be measured beside it: neighbours on the same memory come and go.
 */
final class ReadBandwidth {
    /** Larger than what a thread could find in caches, of which servers have tens of mebibytes. */
    private static final long BYTES_PER_THREAD = 128L << 20;

    private static final int CHUNKS_PER_THREAD = 16;
    private static final int WORDS = 8;
    private static final long LINE_BYTES = WORDS * Long.BYTES;

    /** The first are the compiler's. */
    private static final int WARM_UP_PASSES = 2;

    private static final int PASSES = 5;

    private final int threads;
    private final long bytesPerThread;

    private ReadBandwidth(int threads, long bytesPerThread) {
        this.threads = threads;
        this.bytesPerThread = bytesPerThread;
    }

    /** On so many threads. */
    static ReadBandwidth on(int threads) {
        return new ReadBandwidth(threads, BYTES_PER_THREAD);
    }

    /** Bytes per second of some passes over memory that is given back afterwards. */
    List<Double> measure() {
        try (Arena arena = Arena.ofShared();
                WorkerPool pool = new WorkerPool(threads)) {
            MemorySegment memory = arena.allocate(bytesPerThread * threads, LINE_BYTES);
            // Pages that were never written to are all the same one.
            memory.fill((byte) 1);
            List<Double> passes = new ArrayList<>();
            for (int pass = 0; pass < WARM_UP_PASSES + PASSES; pass++) {
                passes.add(pass(memory, pool));
            }
            return passes.subList(WARM_UP_PASSES, passes.size());
        }
    }

    private double pass(MemorySegment memory, WorkerPool pool) {
        int chunks = threads * CHUNKS_PER_THREAD;
        long chunkBytes = memory.byteSize() / chunks;
        var sums = new LongAdder();
        long start = System.nanoTime();
        pool.run(chunks, (worker, chunk) -> sums.add(sum(memory.asSlice(chunk * chunkBytes, chunkBytes))));
        long nanos = System.nanoTime() - start;
        long expected = memory.byteSize() / Long.BYTES * 0x0101010101010101L;
        if (sums.sum() != expected) {
            throw new IllegalStateException("memory read as " + sums.sum() + ", expected " + expected);
        }
        return memory.byteSize() * 1e9 / Math.max(1, nanos);
    }

    /** Eight sums, so that none waits for another. */
    private static long sum(MemorySegment chunk) {
        long a = 0;
        long b = 0;
        long c = 0;
        long d = 0;
        long e = 0;
        long f = 0;
        long g = 0;
        long h = 0;
        for (long at = 0; at < chunk.byteSize(); at += LINE_BYTES) {
            a += chunk.get(ValueLayout.JAVA_LONG, at);
            b += chunk.get(ValueLayout.JAVA_LONG, at + 8);
            c += chunk.get(ValueLayout.JAVA_LONG, at + 16);
            d += chunk.get(ValueLayout.JAVA_LONG, at + 24);
            e += chunk.get(ValueLayout.JAVA_LONG, at + 32);
            f += chunk.get(ValueLayout.JAVA_LONG, at + 40);
            g += chunk.get(ValueLayout.JAVA_LONG, at + 48);
            h += chunk.get(ValueLayout.JAVA_LONG, at + 56);
        }
        return a + b + c + d + e + f + g + h;
    }
}
