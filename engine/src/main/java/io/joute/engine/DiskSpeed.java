package io.joute.engine;

import io.joute.engine.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How fast a file can be read: from 16 places, 4 MiB each. What the page cache already has comes faster, so the figure is an
 * upper bound.
 *
 * @param bytesPerSecond more than 0
 */
record DiskSpeed(double bytesPerSecond) {
    private static final int PLACES = 16;
    private static final int PART = 4 << 20;

    /** Measure it, in a fraction of a second on anything but a tape. */
    static DiskSpeed of(Path path) {
        try (FileChannel channel = FileChannel.open(largestFile(path))) {
            ByteBuffer part = ByteBuffer.allocateDirect(PART);
            long step = channel.size() / PLACES;
            long begun = System.nanoTime();
            long read = 0;
            for (int place = 0; place < PLACES; place++) {
                read += Math.max(0, channel.read(part.clear(), place * step));
            }
            return new DiskSpeed(Math.max(1, read) * 1e9 / Math.max(1, System.nanoTime() - begun));
        } catch (IOException e) {
            throw new CheckpointException(path, "cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** The file itself, or the largest in the folder: which is weights. */
    private static Path largestFile(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return path;
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(Files::isRegularFile)
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElse(path);
        }
    }

    /** Tokens a second of a model that reads {@code weightBytes} for each, for messages. */
    String tokensPerSecond(long weightBytes) {
        return String.format(Locale.ROOT, "%.2g", bytesPerSecond / weightBytes);
    }
}
