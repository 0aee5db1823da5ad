package io.joute.cli.hub;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/**
 * Fetches a file: into one that ends with {@code .part}, on from where that one ends; checks its sum; then gives it its name.
 * What has that name is whole, whenever the power goes. For one thread.
 */
public final class HubDownload {
    private static final int BUFFER_BYTES = 1 << 17;
    /** Without a byte between. */
    private static final int MOST_TRIES = 5;

    private final Hub hub;
    private final Hub.Waiting waiting;
    private final Duration patience;

    /** Fetch from {@code hub}; a connection that brings nothing for {@code patience} is given up and made again. */
    public HubDownload(Hub hub, Hub.Waiting waiting, Duration patience) {
        this.hub = hub;
        this.waiting = waiting;
        this.patience = patience;
    }

    /**
     * Fetch a file into {@code folder}, unless it is there.
     *
     * @param progress is told how many bytes of it are here
     * @return where it is
     * @throws HubException when it cannot be had: what came is kept, and the next call goes on from there
     */
    public Path fetch(HubModel model, HubFile file, Path folder, LongConsumer progress)
            throws IOException, InterruptedException {
        Path target = folder.resolve(file.path());
        if (Files.isRegularFile(target) && Files.size(target) == file.sizeBytes() && sound(target, file)) {
            progress.accept(file.sizeBytes());
            return target;
        }
        Path part = part(target, file);
        Files.createDirectories(Objects.requireNonNull(part.toAbsolutePath().getParent(), "folder"));
        deleteOthers(target, part);
        boolean begun = size(part, file) > 0;
        boolean pieced = download(model, file, part, progress) || begun;
        if (pieced && !sound(part, file)) {
            // Pieces of two versions, or a piece that was bad already: only a whole one tells.
            Files.delete(part);
            download(model, file, part, progress);
        }
        if (!sound(part, file)) {
            Files.delete(part);
            throw new HubException(file.path() + ": the bytes that came do not add up to "
                    + file.digest().hex() + ": they are thrown away, try again");
        }
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return target;
    }

    /** Tell how many bytes are still to come into {@code folder}. */
    public static long missingBytes(HubFile file, Path folder) throws IOException {
        Path target = folder.resolve(file.path());
        if (Files.isRegularFile(target) && Files.size(target) == file.sizeBytes()) {
            return 0;
        }
        Path part = part(target, file);
        return Files.isRegularFile(part) ? Math.max(0, file.sizeBytes() - Files.size(part)) : file.sizeBytes();
    }

    private static Path part(Path target, HubFile file) {
        return target.resolveSibling(
                "." + target.getFileName() + "." + file.digest().shortName() + ".part");
    }

    /** Beginnings of other versions, unless somebody writes them just now. */
    private static void deleteOthers(Path target, Path part) throws IOException {
        String name = target.getFileName().toString();
        try (DirectoryStream<Path> others = Files.newDirectoryStream(
                Objects.requireNonNull(part.toAbsolutePath().getParent(), "folder"),
                path -> path.getFileName().toString().matches("\\." + Pattern.quote(name) + "\\.[0-9a-f]+\\.part")
                        && !path.getFileName().equals(part.getFileName()))) {
            for (Path other : others) {
                if (isFree(other)) {
                    Files.deleteIfExists(other);
                }
            }
        }
    }

    private static boolean isFree(Path part) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            return held != null;
        } catch (OverlappingFileLockException here) {
            return false;
        }
    }

    /** Bring all that is missing; whether it came in several pieces. */
    private boolean download(HubModel model, HubFile file, Path part, LongConsumer progress)
            throws IOException, InterruptedException {
        if (file.sizeBytes() == 0) {
            Files.write(part, new byte[0]);
        }
        int tries = 0;
        String tag = "";
        boolean pieced = false;
        for (long here = size(part, file); here < file.sizeBytes(); ) {
            Piece piece = append(model, file, part, tag, progress);
            tag = piece.tag();
            long now = size(part, file);
            tries = now > here ? 1 : tries + 1;
            here = now;
            if (here < file.sizeBytes()) {
                pieced = true;
                pause(file, here, tries, piece.end());
            }
        }
        return pieced;
    }

    /**
     * What a connection brought.
     *
     * @param tag of the version that the bytes are of; empty where it has none
     * @param end why no more came
     */
    private record Piece(String tag, IOException end) {}

    private void pause(HubFile file, long here, int tries, IOException broken)
            throws HubException, InterruptedException {
        if (tries >= MOST_TRIES) {
            throw new HubException(
                    file.path() + ": the connection broke " + tries + " times at byte " + here + " ("
                            + broken.getMessage() + "): the same command goes on from there",
                    broken);
        }
        waiting.pause(Duration.ofSeconds(1L << (tries - 1)));
    }

    /** What is longer than the file cannot be its beginning. */
    private static long size(Path part, HubFile file) throws IOException {
        long size = Files.isRegularFile(part) ? Files.size(part) : 0;
        if (size > file.sizeBytes()) {
            Files.delete(part);
            return 0;
        }
        return size;
    }

    /** Bring what is missing of the version called {@code tag}, as far as the connection lasts. */
    private Piece append(HubModel model, HubFile file, Path part, String tag, LongConsumer progress)
            throws HubException, InterruptedException {
        String coming = tag;
        try (FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock(out, file);
                Hub.Part rest = hub.open(model, file, new Hub.Whence(out.size(), tag));
                StallWatch watch = new StallWatch(rest.in(), patience)) {
            coming = rest.tag();
            out.truncate(rest.fromByte()).position(rest.fromByte());
            byte[] buffer = new byte[BUFFER_BYTES];
            while (held.isValid() && out.position() < file.sizeBytes()) {
                int read = rest.in().read(buffer);
                if (read < 0) {
                    return new Piece(coming, new EOFException("it ended early"));
                }
                watch.moved();
                write(out, ByteBuffer.wrap(buffer, 0, read), file);
                progress.accept(out.position());
            }
            return new Piece(coming, new EOFException("it ended"));
        } catch (HubException hopeless) {
            throw hopeless;
        } catch (FileSystemException here) {
            throw new HubException(part + ": cannot be written: " + here.getReason(), here);
        } catch (IOException cut) {
            return new Piece(coming, cut);
        }
    }

    private static FileLock lock(FileChannel out, HubFile file) throws IOException {
        try {
            FileLock held = out.tryLock();
            if (held != null) {
                return held;
            }
        } catch (OverlappingFileLockException here) {
            throw new HubException(file.path() + ": this program fetches it already", here);
        }
        throw new HubException(file.path() + ": another joute fetches it: wait for that one");
    }

    private static void write(FileChannel out, ByteBuffer bytes, HubFile file) throws IOException {
        if (bytes.remaining() > file.sizeBytes() - out.position()) {
            throw new HubException(file.path() + ": more bytes come than its size of " + file.sizeBytes());
        }
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw new HubException(file.path() + ": cannot be written here: " + e.getMessage(), e);
        }
    }

    private static boolean sound(Path path, HubFile file) throws IOException {
        MessageDigest digest = file.digest().begin(file.sizeBytes());
        try (InputStream in = Files.newInputStream(path)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return file.digest().matches(digest);
    }
}
