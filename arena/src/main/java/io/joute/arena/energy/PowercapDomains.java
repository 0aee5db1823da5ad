package io.joute.arena.energy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which counters to add up, chosen by their names.
 *
 * <p>Processor packages and the memory beside them; the whole platform ({@code psys}) only where no package is shown,
 * because it contains them. Parts of a package ({@code core}, {@code uncore}) are in it already. A package that appears
 * twice, once through {@code intel-rapl-mmio}, is taken once.
 */
final class PowercapDomains {
    /** Reads a file of sysfs. */
    interface Text {
        String read(Path file) throws IOException;
    }

    /**
     * One counter.
     *
     * @param label its name, with that of its package
     * @param energyFile microjoules since some moment
     * @param rangeMicrojoules where it wraps to 0
     */
    record Domain(String label, Path energyFile, long rangeMicrojoules) {
        long read(Text text) throws IOException {
            return number(energyFile, text);
        }
    }

    private PowercapDomains() {}

    /** The counters to add up; empty where there are none. */
    static List<Domain> choose(Path root, Text text) throws IOException {
        Map<String, Path> named = named(root, text);
        return named.keySet().stream().anyMatch(PowercapDomains::isPackage)
                ? domains(named, text, label -> isPackage(label) || isMemory(label))
                : domains(named, text, "psys"::equals);
    }

    /** The power that the packages are made for (TDP), in watts, where the firmware tells it. */
    static OptionalDouble designWatts(Path root, Text text) {
        try {
            double watts = 0;
            for (Map.Entry<String, Path> entry : named(root, text).entrySet()) {
                if (isPackage(entry.getKey())) {
                    watts += number(entry.getValue().resolve("constraint_0_max_power_uw"), text) / 1e6;
                }
            }
            return watts > 0 ? OptionalDouble.of(watts) : OptionalDouble.empty();
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }

    private static boolean isPackage(String label) {
        return label.startsWith("package") && !label.contains("/");
    }

    private static boolean isMemory(String label) {
        return label.equals("dram") || (label.startsWith("package") && label.endsWith("/dram"));
    }

    private static List<Domain> domains(Map<String, Path> named, Text text, Predicate<String> wanted)
            throws IOException {
        List<Domain> chosen = new ArrayList<>();
        for (Map.Entry<String, Path> entry : named.entrySet()) {
            if (wanted.test(entry.getKey())) {
                Path folder = entry.getValue();
                chosen.add(new Domain(
                        entry.getKey(),
                        folder.resolve("energy_uj"),
                        number(folder.resolve("max_energy_range_uj"), text)));
            }
        }
        return chosen;
    }

    /** Folders by name: {@code package-0}, {@code package-0/dram}; the first of equal names, mmio last. */
    private static Map<String, Path> named(Path root, Text text) throws IOException {
        Map<String, Path> found = new LinkedHashMap<>();
        for (Path folder : folders(root)) {
            found.putIfAbsent(label(folder, text), folder);
        }
        return found;
    }

    private static List<Path> folders(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(entry -> Files.exists(entry.resolve("energy_uj")))
                    .sorted(Comparator.comparing((Path entry) -> id(entry).contains("mmio"))
                            .thenComparing(PowercapDomains::id))
                    .toList();
        }
    }

    private static String label(Path folder, Text text) throws IOException {
        String id = id(folder);
        String name = text.read(folder.resolve("name")).strip();
        boolean inside = id.indexOf(':') != id.lastIndexOf(':');
        return inside ? label(folder.resolveSibling(id.substring(0, id.lastIndexOf(':'))), text) + "/" + name : name;
    }

    private static String id(Path folder) {
        return folder.getFileName().toString();
    }

    private static long number(Path file, Text text) throws IOException {
        String found = text.read(file).strip();
        try {
            return Long.parseLong(found);
        } catch (NumberFormatException e) {
            throw new IOException(file + " reads '" + found + "', expected a whole number", e);
        }
    }
}
