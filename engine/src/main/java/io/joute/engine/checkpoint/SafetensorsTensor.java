package io.joute.engine.checkpoint;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;

/**
 * A tensor of a safetensors file.
 *
 * @param path the file
 * @param data its bytes
 */
record SafetensorsTensor(Path path, String name, Dtype dtype, List<Long> shape, MemorySegment data) {
    SafetensorsTensor {
        shape = List.copyOf(shape);
    }

    /** The failure for this tensor. */
    CheckpointException refuse(String problem) {
        return new CheckpointException(path, "tensor " + Shown.name(name) + ": " + problem);
    }
}
