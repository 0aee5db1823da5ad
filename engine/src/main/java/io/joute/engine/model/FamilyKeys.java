package io.joute.engine.model;

import io.joute.engine.checkpoint.Checkpoint;
import io.joute.engine.checkpoint.CheckpointException;
import io.joute.engine.checkpoint.Metadata;
import io.joute.engine.kernel.Kernels;
import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Weight;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads the numbers that families share, under a family's prefix, each within its bounds. */
final class FamilyKeys {
    private static final int MOST = Integer.MAX_VALUE;
    private static final int MOST_BLOCKS = 1024;
    private static final float MOST_EPSILON = 0.1f;
    private static final System.Logger LOG = System.getLogger(FamilyKeys.class.getName());

    private final Checkpoint checkpoint;
    private final Metadata metadata;
    private final String family;
    private final String prefix;

    FamilyKeys(Checkpoint checkpoint, String family) {
        this.checkpoint = checkpoint;
        this.metadata = checkpoint.metadata();
        this.family = family;
        this.prefix = family + ".";
    }

    /** The whole configuration of a dense model: the file's numbers, the family's choices. */
    ModelConfig config(FamilyChoices choices) {
        refuseExperts();
        int headCount = count("attention.head_count");
        return new ModelConfig(
                family,
                count("embedding_length"),
                count("feed_forward_length"),
                headCount,
                headCountKv(headCount),
                headDim(),
                contextLength(),
                vocabularySize(),
                normEpsilon(),
                choices.normPlacement(),
                choices.heads(),
                choices.activation(),
                choices.layers(),
                choices.scaledEmbedding(),
                !checkpoint.weights().containsKey(TensorNames.OUTPUT));
    }

    /** The same for every block. */
    List<LayerScheme> everyLayer(LayerScheme layer) {
        return Collections.nCopies(blockCount(), layer);
    }

    /** A number of 1 or more, or {@code otherwise} where the file is silent. */
    int count(String name, int otherwise) {
        return metadata.integer(prefix + name).isPresent() ? count(name) : otherwise;
    }

    /** A finite number above 0, or {@code otherwise} where the file is silent. */
    double decimal(String name, double otherwise) {
        double value = metadata.decimal(prefix + name).orElse(otherwise);
        if (!(value > 0 && Double.isFinite(value))) {
            throw refuse(name, value, "finite and above 0");
        }
        return value;
    }

    int count(String name) {
        return metadata.requiredInt(prefix + name, 1, MOST);
    }

    int blockCount() {
        return metadata.requiredInt(prefix + "block_count", 1, MOST_BLOCKS);
    }

    private void refuseExperts() {
        long experts = metadata.integer(prefix + "expert_count").orElse(0);
        if (experts != 0) {
            throw refuse("expert_count", experts, "0: this family has no experts");
        }
    }

    private int headCountKv(int headCount) {
        String name = "attention.head_count_kv";
        long count = metadata.integer(prefix + name).orElse(headCount);
        if (count < 1 || count > headCount || headCount % count != 0) {
            throw refuse(name, count, "a divisor of head_count " + headCount);
        }
        return (int) count;
    }

    /** From its key, else embedding / heads, exactly. */
    int headDim() {
        int embeddingLength = count("embedding_length");
        int headCount = count("attention.head_count");
        String name = "attention.key_length";
        boolean given = metadata.integer(prefix + name).isPresent();
        if (!given && embeddingLength % headCount != 0) {
            throw refuse("attention.head_count", headCount, "a divisor of embedding_length " + embeddingLength);
        }
        long headDim = metadata.integer(prefix + name).orElse(embeddingLength / headCount);
        if (headDim < 2 || headDim % 2 != 0 || headDim > MOST / headCount) {
            throw refuse(name, headDim, "even, 2 to " + MOST / headCount);
        }
        requireHeadDim("attention.value_length", headDim);
        requireHeadDim("rope.dimension_count", headDim);
        return (int) headDim;
    }

    private void requireHeadDim(String name, long headDim) {
        long found = metadata.integer(prefix + name).orElse(headDim);
        if (found != headDim) {
            throw refuse(name, found, headDim + ", the head dimension");
        }
    }

    /** Sizes nothing, so a number too large is only shortened. */
    private int contextLength() {
        String key = prefix + "context_length";
        long length = metadata.integer(key).orElseThrow(() -> metadata.missing(key));
        if (length < 1) {
            throw refuse("context_length", length, "1 or more");
        }
        if (length > MOST) {
            LOG.log(System.Logger.Level.WARNING, "{0}: {1} {2} is read as {3}.", checkpoint.path(), key, length, MOST);
        }
        return (int) Math.min(length, MOST);
    }

    /** The rows of the embedding; the key, if there, agrees. */
    private int vocabularySize() {
        long rows = checkpoint.weight(TensorNames.TOKEN_EMBEDDING).rows();
        long size = metadata.integer(prefix + "vocab_size").orElse(rows);
        if (size != rows || rows > MOST) {
            throw refuse("vocab_size", size, rows + ", the rows of '" + TensorNames.TOKEN_EMBEDDING + "'");
        }
        return (int) rows;
    }

    private float normEpsilon() {
        String name = "attention.layer_norm_rms_epsilon";
        double epsilon = metadata.decimal(prefix + name).orElseThrow(() -> metadata.missing(prefix + name));
        if (!((float) epsilon > 0 && (float) epsilon <= MOST_EPSILON)) {
            throw refuse(name, epsilon, "above 0, at most " + MOST_EPSILON);
        }
        return (float) epsilon;
    }

    /** By base, linear factor and the tensor of factors, whichever the file has. */
    RopeScheme rope(int headDim, double otherwise) {
        double base = decimal("rope.freq_base", otherwise);
        float factor = linearFactor();
        Weight factors = checkpoint.weights().get(TensorNames.ROPE_FACTORS);
        if (factors != null) {
            return new RopeScheme.Scaled(base, factors(factors, headDim));
        }
        return factor == 1 ? new RopeScheme.Plain(base) : RopeScheme.linear(base, factor, headDim);
    }

    private float linearFactor() {
        String scaling = metadata.string(prefix + "rope.scaling.type").orElse("none");
        return switch (scaling) {
            case "none" -> 1;
            case "linear" -> (float) decimal("rope.scaling.factor", 1);
            default ->
                throw refuse(
                        "rope.scaling.type",
                        "'" + scaling + "'",
                        "'none' or 'linear' (Llama 3.1's factors are a tensor, rope_freqs.weight)");
        };
    }

    private List<Float> factors(Weight weight, int headDim) {
        if (weight.type() != ElementType.F32 || weight.rows() != 1 || weight.columns() != headDim / 2) {
            throw metadata.refuse("tensor '" + weight.name() + "' is " + weight.type() + " " + TensorNames.shape(weight)
                    + ", expected F32 [" + headDim / 2 + "] (head dimension " + headDim + " / 2)");
        }
        List<Float> factors = new ArrayList<>();
        for (float factor : Kernels.decoded(weight, 0)) {
            if (!(factor > 0 && Float.isFinite(factor))) {
                throw metadata.refuse("tensor '" + weight.name() + "': element " + factors.size() + " is " + factor
                        + ", expected finite and above 0");
            }
            factors.add(factor);
        }
        return factors;
    }

    private CheckpointException refuse(String name, Object found, String expected) {
        return metadata.refuse("key '" + prefix + name + "' is " + found + ", expected " + expected);
    }
}
