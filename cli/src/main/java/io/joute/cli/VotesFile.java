package io.joute.cli;

import io.joute.arena.ranking.Tally;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Counts the votes of a file, a large one in as many parts as there are processors.
 *
 * <p>Parts begin after a line end; as one within quotes would be no row's end, a table with quotes is read in one piece,
 * and so is one with an error, for its line to be known. What is counted is the same, number for number.
 */
final class VotesFile {
    private static final long WORTH_PARTS_BYTES = 1 << 22;

    private final Path file;
    private final VotesCsv table;
    private final int parts;

    VotesFile(Path file, int parts) {
        this.file = file;
        this.table = new VotesCsv(file.toString());
        this.parts = parts;
    }

    /** Count all votes. */
    Tally count() throws IOException {
        return inParts().orElseGet(this::inOnePiece);
    }

    private Tally inOnePiece() {
        try (InputStream in = Files.newInputStream(file)) {
            return table.count(in);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Optional<Tally> inParts() throws IOException {
        if (parts < 2 || !Files.isRegularFile(file) || Files.size(file) < WORTH_PARTS_BYTES) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file);
                ExecutorService workers = Executors.newFixedThreadPool(parts)) {
            CsvRows header = new CsvRows(new Part(channel, 0, channel.size()));
            VotesCsv.Columns columns = table.columns(header);
            List<Future<Optional<Counted>>> counting = new ArrayList<>();
            long from = lineAfter(channel, 0);
            for (int part = 1; part <= parts; part++) {
                long to = part == parts ? channel.size() : lineAfter(channel, channel.size() / parts * part);
                Part region = new Part(channel, from, Math.max(from, to));
                counting.add(workers.submit(() -> count(region, columns)));
                from = Math.max(from, to);
            }
            return header.sawQuote() ? Optional.empty() : joined(counting);
        }
    }

    private Optional<Counted> count(Part part, VotesCsv.Columns columns) {
        Tally tally = new Tally();
        try (CsvRows rows = new CsvRows(part)) {
            ByteNames voters = table.count(rows, columns, tally);
            return rows.sawQuote() ? Optional.empty() : Optional.of(new Counted(tally, voters));
        } catch (IOException | CommandFailure mendedByOnePiece) {
            return Optional.empty();
        }
    }

    private static Optional<Tally> joined(List<Future<Optional<Counted>>> counting) {
        Optional<Counted> all = Optional.empty();
        for (Future<Optional<Counted>> part : counting) {
            Optional<Counted> counted = result(part);
            if (counted.isEmpty()) {
                return Optional.empty();
            }
            if (all.isPresent()) {
                all.get().add(counted.get());
            } else {
                all = counted;
            }
        }
        return all.map(Counted::tally);
    }

    private static Optional<Counted> result(Future<Optional<Counted>> part) {
        try {
            return part.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(Exit.FAILURE, "interrupted while counting votes", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("counting votes failed", e.getCause());
        }
    }

    /** Where the first line begins after a byte. */
    private static long lineAfter(FileChannel channel, long from) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        for (long at = from; at < channel.size(); at += bytes.limit()) {
            bytes.clear();
            if (channel.read(bytes, at) < 0) {
                break;
            }
            bytes.flip();
            for (int i = 0; i < bytes.limit(); i++) {
                if (bytes.get(i) == '\n') {
                    return at + i + 1;
                }
            }
        }
        return channel.size();
    }

    /** A part's votes, and the numbers of its voters. */
    private record Counted(Tally tally, ByteNames voters) {
        void add(Counted next) {
            int[] numbers = next.voters.numbersIn(voters, next.tally.voterNumbers(), tally::newVoter);
            tally.addAll(next.tally, number -> numbers[number]);
        }
    }

    /** A stretch of a file. */
    private static final class Part extends InputStream {
        private final FileChannel channel;
        private final long to;
        private long at;

        Part(FileChannel channel, long from, long to) {
            this.channel = channel;
            this.at = from;
            this.to = to;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int wanted = (int) Math.min(length, to - at);
            if (wanted <= 0) {
                return -1;
            }
            int read = channel.read(ByteBuffer.wrap(bytes, offset, wanted), at);
            at += Math.max(0, read);
            return read;
        }
    }
}
