package io.joute.engine.model;

import io.joute.engine.tensor.Weight;

/** What tensors are called in a checkpoint, and how messages show their shapes: as the file does, columns first. */
final class TensorNames {
    static final String TOKEN_EMBEDDING = "token_embd.weight";
    static final String OUTPUT_NORM = "output_norm.weight";
    static final String OUTPUT = "output.weight";
    static final String ROPE_FACTORS = "rope_freqs.weight";

    private TensorNames() {}

    static String ofBlock(int layer, String part) {
        return "blk." + layer + "." + part + ".weight";
    }

    static String biasOfBlock(int layer, String part) {
        return "blk." + layer + "." + part + ".bias";
    }

    static String shape(Weight weight) {
        return shape(weight.rows(), weight.columns());
    }

    static String shape(long rows, long columns) {
        return rows == 1 ? "[" + columns + "]" : "[" + columns + ", " + rows + "]";
    }
}
