package io.joute.engine;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How much memory there is to take.
 *
 * @param freeHeapBytes what the Java heap has free, or may still grow by as far as the machine has it
 * @param largestHeapBytes what the heap may ever hold
 * @param availableBytes what the machine, or the container, can give without swapping
 */
record Memory(LongSupplier freeHeapBytes, LongSupplier largestHeapBytes, LongSupplier availableBytes) {
    private static final Path MEMINFO = Path.of("/proc/meminfo");

    /** That of this machine. */
    static Memory ofThisMachine() {
        Runtime runtime = Runtime.getRuntime();
        return new Memory(
                () -> runtime.freeMemory() + Math.min(runtime.maxMemory() - runtime.totalMemory(), available()),
                runtime::maxMemory,
                Memory::available);
    }

    private static long available() {
        long total = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Long.MAX_VALUE;
        return available(total, MEMINFO);
    }

    /** A container may have less in all than its machine, whose memory {@code meminfo} tells, has available. */
    static long available(long totalBytes, Path meminfo) {
        return Math.min(totalBytes, memAvailable(meminfo).orElse(totalBytes));
    }

    /** Linux counts what the page cache can give back; elsewhere all memory counts as available. */
    private static Optional<Long> memAvailable(Path meminfo) {
        if (!Files.isReadable(meminfo)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(meminfo)) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A size for messages: {@code 4.2 GiB}. */
    static String shown(long bytes) {
        if (bytes < 1L << 30) {
            return String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1L << 20));
        }
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }
}
