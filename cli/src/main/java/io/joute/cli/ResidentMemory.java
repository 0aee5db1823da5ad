package io.joute.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Memory that this process holds, in bytes, as Linux tells it; empty elsewhere.
 *
 * @param residentBytes now
 * @param peakBytes the most since the process began
 * @param fileBytes of the resident ones, those that are pages of files: a model's among them, which others may use too
 */
record ResidentMemory(OptionalLong residentBytes, OptionalLong peakBytes, OptionalLong fileBytes) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final long KIB = 1024;

    /** As it is now. */
    static ResidentMemory now() {
        return of(ResidentMemory::status);
    }

    /** As {@code lines} of that form say. */
    static ResidentMemory of(Supplier<List<String>> lines) {
        List<String> all = lines.get();
        return new ResidentMemory(bytes(all, "VmRSS:"), bytes(all, "VmHWM:"), bytes(all, "RssFile:"));
    }

    private static List<String> status() {
        if (!Files.isReadable(STATUS)) {
            return List.of();
        }
        try {
            return Files.readAllLines(STATUS);
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static OptionalLong bytes(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip().replaceFirst(" .*", ""))
                .mapToLong(kibibytes -> Long.parseLong(kibibytes) * KIB)
                .findFirst();
    }
}
