package io.joute.engine.model;

import io.joute.engine.checkpoint.Checkpoint;
import io.joute.engine.checkpoint.CheckpointException;
import io.joute.engine.kernel.Kernels;
import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Weight;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes weights out of a checkpoint by name, checks their shapes, and knows at the end which were not taken. */
final class WeightBinder {
    private static final Set<ElementType> NORM_TYPES = EnumSet.of(ElementType.F32, ElementType.F16, ElementType.BF16);

    /** Tables that a family reads by itself, or that old converters wrote and that are computed here. */
    private static final Pattern TABLES = Pattern.compile("(blk\\.\\d{1,4}\\.attn_rot_embd|rope_freqs)\\.weight");

    /** The eyes of a model that is only read to here. */
    private static final Pattern VISION = Pattern.compile("(v|mm)\\..*");

    private final Checkpoint checkpoint;
    private final ModelConfig config;
    private final Set<String> used = new HashSet<>();

    WeightBinder(Checkpoint checkpoint, ModelConfig config) {
        this.checkpoint = checkpoint;
        this.config = config;
    }

    /** A matrix of {@code rows} × {@code columns}, of any type. */
    Weight matrix(String name, Axis rows, Axis columns) {
        Weight weight = take(name);
        if (weight.rows() != rows.length(config) || weight.columns() != columns.length(config)) {
            throw wrongShape(
                    weight,
                    rows.length(config),
                    columns.length(config),
                    columns.origin(config) + ", " + rows.origin(config));
        }
        return weight;
    }

    /** A vector of {@code embeddingLength} finite numbers, not quantised. */
    Weight norm(String name) {
        return vector(name, Axis.EMBEDDING);
    }

    /** A vector of finite numbers, not quantised, if the model has it. */
    Optional<Weight> vector(boolean there, String name, Axis length) {
        return there ? Optional.of(vector(name, length)) : Optional.empty();
    }

    private Weight vector(String name, Axis length) {
        Weight weight = take(name);
        if (weight.rows() != 1 || weight.columns() != length.length(config)) {
            throw wrongShape(weight, 1, length.length(config), length.origin(config));
        }
        if (!NORM_TYPES.contains(weight.type())) {
            throw refuse(name, "is " + weight.type() + ", expected F32, F16 or BF16");
        }
        float[] values = Kernels.decoded(weight, 0);
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw refuse(name, "element " + i + " is " + values[i] + ", expected finite");
            }
        }
        return weight;
    }

    private Weight take(String name) {
        Weight weight = checkpoint.weights().get(name);
        if (weight == null) {
            throw refuse(name, "missing (block_count " + config.blockCount() + ")");
        }
        used.add(name);
        return weight;
    }

    /**
     * Refuse what nobody took, a layer or a part that would silently do nothing; give the names of what is known to be left
     * out.
     */
    List<String> requireAllUsed() {
        List<String> ignored = new ArrayList<>();
        for (String name : checkpoint.weights().keySet()) {
            if (used.contains(name) || TABLES.matcher(name).matches()) {
                continue;
            }
            if (VISION.matcher(name).matches()) {
                ignored.add(name);
            } else {
                throw refuse(
                        name,
                        "is not used by architecture '" + config.family() + "' with block_count "
                                + config.blockCount());
            }
        }
        return ignored;
    }

    private CheckpointException wrongShape(Weight weight, long rows, long columns, String origin) {
        return refuse(
                weight.name(),
                "is " + TensorNames.shape(weight) + ", expected " + TensorNames.shape(rows, columns) + " (" + origin
                        + ")");
    }

    private CheckpointException refuse(String name, String problem) {
        return checkpoint.metadata().refuse("tensor '" + name + "' " + problem);
    }
}
