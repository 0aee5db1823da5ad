package io.joute.engine.checkpoint;

import java.nio.file.Path;

/**
 * A checkpoint file is refused: the message says which file, which tensor or key, what was found and expected. It is one
 * line of at most 400 characters; what could act on a terminal is escaped.
 */
public final class CheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Refuse {@code path} because of {@code problem}, a phrase with what, where, found, expected. */
    public CheckpointException(Path path, String problem) {
        super(Shown.message(fileName(path) + ": " + problem));
    }

    /** Refuse {@code path} because of {@code problem}, found through another failure. */
    public CheckpointException(Path path, String problem, Throwable cause) {
        super(Shown.message(fileName(path) + ": " + problem), cause);
    }

    private static String fileName(Path path) {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }
}
