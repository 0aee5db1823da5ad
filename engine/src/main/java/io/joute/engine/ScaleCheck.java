package io.joute.engine;

import io.joute.engine.checkpoint.Checkpoint;
import io.joute.engine.checkpoint.CheckpointException;
import io.joute.engine.kernel.WorkerPool;
import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Weight;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Looks at every block scale of quantised weights, every row scale, and every element of 8-bit floats: one that is not
 * finite would make every answer NaN.
 */
final class ScaleCheck {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong EIGHT = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final int EXPONENT = 0x7C00;
    private static final int NAN = 0x7F;
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long BYTES_AT_ONCE = 32 << 20;

    private final Checkpoint checkpoint;

    private ScaleCheck(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
    }

    /** Refuse the file when a scale is infinite or NaN, naming the tensor and the row. */
    static void requireFinite(Checkpoint checkpoint, List<Weight> weights, WorkerPool pool) {
        var check = new ScaleCheck(checkpoint);
        for (Weight weight : weights) {
            check.rowScales(weight);
            if (weight.type() == ElementType.F8_E4M3) {
                inChunks(weight, pool, (from, to) -> check.elements(weight, from, to));
            }
            for (int offset : weight.type().scaleOffsets()) {
                inChunks(weight, pool, (from, to) -> check.blocks(weight, offset, from, to));
            }
        }
    }

    /** What is done with blocks {@code from} to {@code to}, the latter excluded. */
    private interface Blocks {
        void look(long from, long to);
    }

    private static void inChunks(Weight weight, WorkerPool pool, Blocks blocks) {
        int blockBytes = weight.type().blockBytes();
        long count = weight.data().byteSize() / blockBytes;
        long atOnce = BYTES_AT_ONCE / blockBytes;
        int chunks = Math.toIntExact((count + atOnce - 1) / atOnce);
        pool.run(chunks, (worker, chunk) -> {
            long from = chunk * atOnce;
            blocks.look(from, Math.min(count, from + atOnce));
        });
    }

    private void blocks(Weight weight, int offset, long from, long to) {
        MemorySegment data = weight.data();
        int blockBytes = weight.type().blockBytes();
        for (long block = from; block < to; block++) {
            short scale = data.get(SHORT, block * blockBytes + offset);
            if ((scale & EXPONENT) == EXPONENT) {
                throw notFinite(weight, block, "a block scale", Float.float16ToFloat(scale));
            }
        }
    }

    private void elements(Weight weight, long from, long to) {
        MemorySegment data = weight.data();
        long body = from + (to - from) / Long.BYTES * Long.BYTES;
        for (long at = from; at < body; at += Long.BYTES) {
            long magnitudes = data.get(EIGHT, at) & (ONES * NAN);
            if (((magnitudes + ONES) & (ONES << 7)) != 0) {
                one(weight, at, at + Long.BYTES);
            }
        }
        one(weight, body, to);
    }

    private void one(Weight weight, long from, long to) {
        for (long at = from; at < to; at++) {
            if ((weight.data().get(ValueLayout.JAVA_BYTE, at) & NAN) == NAN) {
                throw notFinite(weight, at, "an element", Float.NaN);
            }
        }
    }

    private void rowScales(Weight weight) {
        for (long i = 0; i < weight.rowScales().count(); i++) {
            if (!Float.isFinite(weight.rowScales().of(i))) {
                throw refuse(weight, i, "the row's scale", weight.rowScales().of(i));
            }
        }
    }

    private CheckpointException notFinite(Weight weight, long block, String what, float found) {
        return refuse(weight, block * weight.type().blockLength() / weight.columns(), what, found);
    }

    private CheckpointException refuse(Weight weight, long row, String what, float found) {
        return checkpoint
                .metadata()
                .refuse("tensor '" + weight.name() + "', row " + row + ": " + what + " is " + found
                        + ", expected finite. The file is damaged: download it again.");
    }
}
