package io.joute.engine;

import io.joute.engine.checkpoint.Checkpoint;
import io.joute.engine.checkpoint.CheckpointException;
import io.joute.engine.kernel.WorkerPool;
import io.joute.engine.tensor.Weight;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;

/** Looks at every block scale of quantised weights: one that is not finite would make every answer NaN. */
final class ScaleCheck {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int EXPONENT = 0x7C00;
    private static final long BLOCKS_AT_ONCE = 1 << 20;

    private final Checkpoint checkpoint;

    private ScaleCheck(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
    }

    /** Refuse the file when a scale is infinite or NaN, naming the tensor and the row. */
    static void requireFinite(Checkpoint checkpoint, List<Weight> weights, WorkerPool pool) {
        var check = new ScaleCheck(checkpoint);
        for (Weight weight : weights) {
            if (weight.type().blockLength() > 1) {
                long blocks = weight.data().byteSize() / weight.type().blockBytes();
                int chunks = Math.toIntExact((blocks + BLOCKS_AT_ONCE - 1) / BLOCKS_AT_ONCE);
                pool.run(chunks, (worker, chunk) -> {
                    long from = chunk * BLOCKS_AT_ONCE;
                    check.blocks(weight, from, Math.min(blocks, from + BLOCKS_AT_ONCE));
                });
            }
        }
    }

    private void blocks(Weight weight, long from, long to) {
        int blockBytes = weight.type().blockBytes();
        for (long block = from; block < to; block++) {
            short scale = weight.data().get(SHORT, block * blockBytes);
            if ((scale & EXPONENT) == EXPONENT) {
                throw notFinite(weight, block, scale);
            }
        }
    }

    private CheckpointException notFinite(Weight weight, long block, short scale) {
        long row = block * weight.type().blockLength() / weight.columns();
        return checkpoint
                .metadata()
                .refuse("tensor '" + weight.name() + "', row " + row + ": a block scale is "
                        + Float.float16ToFloat(scale) + ", expected finite. The file is damaged: download it again.");
    }
}
