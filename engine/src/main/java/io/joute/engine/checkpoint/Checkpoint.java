package io.joute.engine.checkpoint;

import io.joute.engine.tensor.Weight;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Map;

/**
 * A file's metadata and its weights by name, in one naming whatever the format (that of GGUF: {@code token_embd.weight},
 * {@code blk.0.attn_q.weight}, {@code output_norm.weight}, {@code rope_freqs.weight}).
 *
 * <p>The weights live until {@link #close}; using them later throws {@link IllegalStateException}.
 */
public record Checkpoint(Path path, Metadata metadata, Map<String, Weight> weights, Arena arena)
        implements AutoCloseable {
    public Checkpoint {
        weights = Map.copyOf(weights);
    }

    @Override
    public void close() {
        arena.close();
    }
}
