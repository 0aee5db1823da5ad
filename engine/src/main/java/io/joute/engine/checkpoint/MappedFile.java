package io.joute.engine.checkpoint;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Maps regular files, read-only. */
final class MappedFile {
    private MappedFile() {}

    /** Map {@code path} for as long as {@code arena} is open; {@code expected} is what it should be, for messages. */
    static MemorySegment map(Path path, Arena arena, String expected) {
        requireRegular(path, expected);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        } catch (IOException e) {
            // Not the failure's message: it would show the whole path.
            String why = e instanceof AccessDeniedException ? "no permission to read it." : "it cannot be read.";
            throw new CheckpointException(path, why, e);
        }
    }

    /** Refuse what is not a regular file, before opening: opening a pipe would wait for ever. */
    static void requireRegular(Path path, String expected) {
        if (!Files.isRegularFile(path)) {
            throw new CheckpointException(
                    path, Files.exists(path) ? "not a regular file, expected " + expected + "." : "no such file.");
        }
    }
}
