package io.joute.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What computes here.
 *
 * @param processor its name as the system tells it
 * @param processors hardware threads that this process may use
 * @param features what of the processor matters to kernels, as the system tells it; empty where it does not
 * @param java vendor and version
 * @param system name and version
 */
record Machine(String processor, int processors, List<String> features, String java, String system) {
    private static final Path CPUINFO = Path.of("/proc/cpuinfo");
    private static final Set<String> FEATURES = Set.of(
            "avx2", "fma", "avx512f", "avx512_vnni", "avx512_bf16", "avx_vnni", "amx_int8", "asimd", "asimddp", "sve");

    Machine {
        features = List.copyOf(features);
    }

    /** The one that this program runs on. */
    static Machine here() {
        Set<String> flags = new TreeSet<>(List.of(
                cpuLine("flags").or(() -> cpuLine("Features")).orElse("").split(" ")));
        flags.retainAll(FEATURES);
        return new Machine(
                cpuLine("model name").orElse(System.getProperty("os.arch", "unknown")),
                Runtime.getRuntime().availableProcessors(),
                List.copyOf(flags),
                System.getProperty("java.vendor", "unknown") + " " + Runtime.version(),
                System.getProperty("os.name", "unknown") + " " + System.getProperty("os.version", ""));
    }

    private static Optional<String> cpuLine(String name) {
        if (!Files.isReadable(CPUINFO)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(CPUINFO)) {
            return lines.filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Name, threads and features in a line. */
    String processorLine(int engineThreads) {
        return processor + ", " + processors + " threads, " + engineThreads + " for the engine"
                + (features.isEmpty() ? "" : "; " + String.join(" ", features));
    }
}
