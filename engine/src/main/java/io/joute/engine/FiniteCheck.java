package io.joute.engine;

import io.joute.engine.checkpoint.Checkpoint;
import io.joute.engine.kernel.Kernels;
import io.joute.engine.kernel.WorkerPool;
import io.joute.engine.tensor.Weight;
import java.util.List;

/** Looks at every element of every weight: slower than {@link ScaleCheck}, which sees all that can be wrong at a glance. */
final class FiniteCheck {
    private static final int ROWS_AT_ONCE = 64;

    private final Checkpoint checkpoint;

    private FiniteCheck(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
    }

    /** Refuse the file when an element is infinite or NaN, naming the tensor, the row and the column. */
    static void requireFinite(Checkpoint checkpoint, List<Weight> weights, WorkerPool pool) {
        var check = new FiniteCheck(checkpoint);
        for (Weight weight : weights) {
            int rows = Math.toIntExact(weight.rows());
            int chunks = (rows + ROWS_AT_ONCE - 1) / ROWS_AT_ONCE;
            pool.run(chunks, (worker, chunk) -> {
                int from = chunk * ROWS_AT_ONCE;
                check.rows(weight, from, Math.min(rows, from + ROWS_AT_ONCE));
            });
        }
    }

    private void rows(Weight weight, int from, int to) {
        for (int row = from; row < to; row++) {
            float[] values = Kernels.decoded(weight, row);
            for (int column = 0; column < values.length; column++) {
                if (!Float.isFinite(values[column])) {
                    throw checkpoint
                            .metadata()
                            .refuse("tensor '" + weight.name() + "', row " + row + ", column " + column + ": "
                                    + values[column] + ", expected finite. The file is damaged: download it again.");
                }
            }
        }
    }
}
