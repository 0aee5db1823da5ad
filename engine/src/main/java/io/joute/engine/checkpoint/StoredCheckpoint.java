package io.joute.engine.checkpoint;

import io.joute.engine.tensor.Sizes;
import io.joute.engine.tensor.Weight;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model as its files store it, nothing copied: what a conversion reads row by row.
 *
 * @param path the file, or the folder
 * @param metadata in GGUF's keys
 * @param tensors under GGUF's names, each name once
 * @param arena what keeps the files mapped
 * @param warnings what is odd but legal, a sentence each
 */
public record StoredCheckpoint(
        Path path, Metadata metadata, List<StoredTensor> tensors, Arena arena, List<String> warnings)
        implements AutoCloseable {
    public StoredCheckpoint {
        tensors = List.copyOf(tensors);
        warnings = List.copyOf(warnings);
    }

    /** Bytes of memory that {@link #load} takes beyond the mapped files. */
    public long copiedBytes() {
        return tensors.stream().mapToLong(StoredTensor::copiedBytes).reduce(0, Sizes::add);
    }

    /** Put every tensor in GGUF's order; closing the result closes this. */
    Checkpoint load() {
        Map<String, Weight> weights = new LinkedHashMap<>();
        tensors.forEach(tensor -> weights.put(tensor.stored().name(), tensor.weight(arena)));
        return new Checkpoint(path, metadata, weights, arena, warnings);
    }

    @Override
    public void close() {
        arena.close();
    }
}
