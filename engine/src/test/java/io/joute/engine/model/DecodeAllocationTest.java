package io.joute.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import io.joute.engine.checkpoint.Checkpoint;
import io.joute.engine.checkpoint.GgufReader;
import io.joute.engine.kernel.KernelChoice;
import io.joute.engine.kernel.KvType;
import io.joute.engine.kernel.WorkerPool;
import io.joute.engine.tensor.ElementType;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a token allocates while a model decodes, once the compiler is done with the code: small objects that tell kernels
 * what to do, and none of the arrays that hold its activations, its keys and values or its logits.
 */
class DecodeAllocationTest {
    /** The arrays of a pass of the golden model take 14 kB, what tells kernels what to do 7 to 15. */
    private static final long MOST_BYTES = 20_000;

    private static final int TOKENS = 256;

    /** The compiler takes 10 to 40. */
    private static final int MOST_ROUNDS = 200;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"Q8_0, MACHINE", "BF16, VECTOR", "Q8_0, VECTOR", "Q4_0, VECTOR"})
    void aTokenAllocatesNoneOfTheArraysOfAModel(ElementType type, KernelChoice choice) throws IOException {
        assumeThat(choice.obstacle()).isEmpty();
        try (Checkpoint checkpoint = GgufReader.read(Golden.file(type, folder));
                WorkerPool pool = new WorkerPool(1)) {
            ModelConfig config = Families.of(checkpoint);
            var transformer = new Transformer(config, ModelWeights.bind(checkpoint, config), choice.on(pool));
            var cache = new KvCache(config, KvType.F16);
            cache.reserve(TOKENS);
            var room = new PassRoom();

            long least = Long.MAX_VALUE;
            for (int round = 0; round < MOST_ROUNDS && least > MOST_BYTES; round++) {
                long before = allocatedBytes();
                decode(transformer, cache, room);
                least = Math.min(least, (allocatedBytes() - before) / TOKENS);
            }

            assertThat(least).as("bytes a token").isLessThanOrEqualTo(MOST_BYTES);
        }
    }

    private static void decode(Transformer transformer, KvCache cache, PassRoom room) {
        for (int position = 0; position < TOKENS; position++) {
            var slice = new Slice(new int[] {position}, cache, position);
            Pass pass = transformer.begin(List.of(slice), Probe.NONE, room);
            for (int layer = 0; layer < transformer.config().blockCount(); layer++) {
                transformer.block(pass, layer);
            }
            transformer.logits(pass, new int[] {0});
        }
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
