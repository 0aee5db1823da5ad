package io.joute.engine.checkpoint;

import io.joute.engine.tensor.Sizes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;

/** The one entrance: opens a model of any format, told apart by its first bytes, never by its name. */
public final class Checkpoints {
    private Checkpoints() {}

    /**
     * Open the model at {@code path}: a GGUF file (any part of a split one opens all), a folder as Hugging Face publishes
     * them, or the {@code .safetensors} file in one. What GGUF stores in another order than the folder is copied to native
     * memory, at most {@code copiedBytes}.
     *
     * @throws CheckpointException when the file cannot be read, is of no known format, contradicts itself, or needs more
     *     memory
     */
    public static Checkpoint open(Path path, long copiedBytes) {
        StoredCheckpoint stored = stored(path);
        try {
            if (stored.copiedBytes() > copiedBytes) {
                throw new CheckpointException(
                        path,
                        "needs " + Shown.number(stored.copiedBytes()) + " bytes of memory to put rows in order, "
                                + Shown.number(copiedBytes) + " available. Convert it to GGUF first: joute convert.");
            }
            return stored.load();
        } catch (RuntimeException e) {
            stored.close();
            throw e;
        }
    }

    /** Open the model at {@code path} as its files store it, copying nothing; refuses what {@link #open} refuses. */
    public static StoredCheckpoint stored(Path path) {
        Arena arena = Arena.ofShared();
        boolean done = false;
        try {
            StoredCheckpoint stored = stored(path, arena);
            done = true;
            return stored;
        } catch (ArithmeticException e) {
            throw new CheckpointException(path, "a size in it exceeds 2^63.", e);
        } finally {
            if (!done) {
                arena.close();
            }
        }
    }

    /**
     * Whether {@code path} is a safetensors file on its own, without the configuration that would make it a model.
     *
     * @throws CheckpointException when it is one, and broken
     */
    public static boolean isLoneSafetensors(Path path) {
        if (!Files.isRegularFile(path) || StrictJson.exists(directory(path), FolderReader.CONFIG)) {
            return false;
        }
        try (Arena arena = Arena.ofShared()) {
            if (!isSafetensors(MappedFile.map(path, arena, SafetensorsReader.EXPECTED))) {
                return false;
            }
            SafetensorsReader.read(path, arena);
            return true;
        }
    }

    private static Path directory(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        return folder == null ? path : folder;
    }

    private static StoredCheckpoint stored(Path path, Arena arena) {
        if (Files.isDirectory(path)) {
            return FolderReader.read(path, arena);
        }
        MemorySegment file = MappedFile.map(path, arena, "a GGUF file or a folder with " + FolderReader.CONFIG);
        if (isSafetensors(file)) {
            return FolderReader.read(folderOf(path), arena);
        }
        return GgufReader.read(path, file, arena);
    }

    private static Path folderOf(Path path) {
        Path folder = directory(path);
        if (!StrictJson.exists(folder, FolderReader.CONFIG)) {
            throw new CheckpointException(
                    path, "no " + FolderReader.CONFIG + " beside it, expected one: not loadable as a model.");
        }
        return folder;
    }

    /** Whether this is a safetensors file, as far as its first bytes tell. */
    static boolean isSafetensors(MemorySegment file) {
        if (file.byteSize() < 9 || file.get(ValueLayout.JAVA_BYTE, 8) != '{') {
            return false;
        }
        long headerBytes = file.get(BoundedReader.LONG, 0);
        return headerBytes > 0 && headerBytes <= Sizes.add(file.byteSize(), -8);
    }
}
