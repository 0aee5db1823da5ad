package io.joute.engine.checkpoint;

import io.joute.engine.tensor.Weight;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file's metadata and its weights by name, in one naming whatever the format (that of GGUF: {@code token_embd.weight},
 * {@code blk.0.attn_q.weight}, {@code output_norm.weight}, {@code rope_freqs.weight}).
 *
 * <p>The weights live until {@link #close}; using them later throws {@link IllegalStateException}.
 *
 * @param path the file
 * @param metadata its keys
 * @param weights in the file's order
 * @param arena what keeps the file mapped
 * @param warnings what is odd but legal, a sentence each
 */
public record Checkpoint(Path path, Metadata metadata, Map<String, Weight> weights, Arena arena, List<String> warnings)
        implements AutoCloseable {
    public Checkpoint {
        // Not Map.copyOf: names chosen to collide would make it quadratic.
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        warnings = List.copyOf(warnings);
    }

    /** A checkpoint without warnings. */
    public Checkpoint(Path path, Metadata metadata, Map<String, Weight> weights, Arena arena) {
        this(path, metadata, weights, arena, List.of());
    }

    /** The weight of this name; refuses the file when it has none. */
    public Weight weight(String name) {
        Weight weight = weights.get(name);
        if (weight == null) {
            throw new CheckpointException(path, "tensor " + Shown.name(name) + ": missing.");
        }
        return weight;
    }

    @Override
    public void close() {
        arena.close();
    }
}
