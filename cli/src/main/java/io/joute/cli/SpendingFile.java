package io.joute.cli;

import io.joute.connect.limit.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What endpoints have cost, in a file of the data folder: one line a day and endpoint, replaced whole at each change, so
 * that a restart forgets nothing. Days before the last are kept for the operator. Safe for any number of threads of one
 * process.
 */
final class SpendingFile implements Ledger {
    /** Its name. */
    static final String NAME = "spending.tsv";

    private final Path file;
    private final Map<String, BigDecimal> spent = new TreeMap<>();

    /** Read what was spent. */
    SpendingFile(Path dataDirectory) throws IOException {
        this.file = dataDirectory.resolve(NAME);
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                read(line);
            }
        }
    }

    private void read(String line) {
        int tab = line.lastIndexOf('\t');
        try {
            spent.put(line.substring(0, Math.max(0, tab)), new BigDecimal(line.substring(tab + 1)));
        } catch (NumberFormatException e) {
            throw new CommandFailure(
                    Exit.FAILURE,
                    file + ": a line is '" + line + "', expected day, endpoint and amount, separated by tabs",
                    "mend the line, or delete the file if you do not mind that today's spending is forgotten");
        }
    }

    @Override
    public synchronized BigDecimal spent(String endpoint, LocalDate day) {
        return spent.getOrDefault(key(endpoint, day), BigDecimal.ZERO);
    }

    @Override
    public synchronized void write(String endpoint, LocalDate day, BigDecimal amount) {
        spent.put(key(endpoint, day), amount);
        List<String> lines = spent.entrySet().stream()
                .map(entry -> entry.getKey() + "\t" + entry.getValue().toPlainString() + "\n")
                .toList();
        Path fresh = file.resolveSibling(NAME + ".new");
        try {
            write(fresh, String.join("", lines).getBytes(StandardCharsets.UTF_8));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** On the disk, not on its way there: the move may be kept by a crash that loses what was written before it. */
    private static void write(Path fresh, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    private static String key(String endpoint, LocalDate day) {
        return day + "\t" + endpoint;
    }
}
