package io.joute.engine.checkpoint;

import io.joute.engine.tensor.Weight;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a GGUF model in parts, {@code NAME-00001-of-00009.gguf} and so on, whichever of them was asked for. The first has
 * all keys; each has {@code split.no} (from 0), {@code split.count} and {@code split.tensors.count}.
 */
final class GgufSplit {
    static final String COUNT = "split.count";
    private static final String NUMBER = "split.no";
    private static final String TENSORS = "split.tensors.count";
    private static final Pattern NAME = Pattern.compile("(.*-)(\\d{5})-of-(\\d{5})\\.gguf", Pattern.DOTALL);

    private final Path path;
    private final Arena arena;
    private final long count;
    private final Map<Path, GgufPart> known = new HashMap<>();

    /** Of which {@code part}, read from {@code path}, is one. */
    GgufSplit(Path path, GgufPart part, Arena arena) {
        this.path = path;
        this.arena = arena;
        this.count = part.metadata().integer(COUNT).orElse(1);
        known.put(path, part);
    }

    /** All parts as one; refuses when one is missing, or is not what its name says. */
    StoredCheckpoint read() {
        Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
        if (!name.matches() || Long.parseLong(name.group(3)) != count) {
            throw new CheckpointException(
                    path,
                    "key '" + COUNT + "': " + count + " parts, expected a file name that ends in "
                            + String.format(Locale.ROOT, "-00001-of-%05d.gguf", count) + ".");
        }
        requireAll(name.group(1));
        List<Weight> weights = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        GgufPart first = part(0, name.group(1));
        for (long number = 0; number < count; number++) {
            GgufPart part = part(number, name.group(1));
            weights.addAll(part.weights());
            warnings.addAll(part.warnings());
        }
        requireWhole(first, weights);
        return new StoredCheckpoint(
                path, first.metadata(), weights.stream().map(StoredTensor::new).toList(), arena, warnings);
    }

    private void requireAll(String prefix) {
        for (long number = 0; number < count; number++) {
            Path file = file(number, prefix);
            if (!Files.exists(file)) {
                throw new CheckpointException(
                        path,
                        "part " + Shown.name(String.valueOf(file.getFileName())) + ": missing, expected " + count
                                + " parts in one folder. The download is incomplete.");
            }
        }
    }

    private Path file(long number, String prefix) {
        return path.resolveSibling(prefix + String.format(Locale.ROOT, "%05d-of-%05d.gguf", number + 1, count));
    }

    private GgufPart part(long number, String prefix) {
        Path file = file(number, prefix);
        GgufPart part = known.computeIfAbsent(
                file, unread -> GgufReader.part(unread, MappedFile.map(unread, arena, "a part of a GGUF file")));
        require(part, NUMBER, number, "as its name says");
        require(part, COUNT, count, "as in " + path.getFileName());
        return part;
    }

    private static void require(GgufPart part, String key, long expected, String why) {
        long found =
                part.metadata().integer(key).orElseThrow(() -> part.metadata().missing(key));
        if (found != expected) {
            throw part.metadata().refuse("key '" + key + "': " + found + ", expected " + expected + " " + why + ".");
        }
    }

    private static void requireWhole(GgufPart first, List<Weight> weights) {
        Set<String> names = new HashSet<>();
        for (Weight weight : weights) {
            if (!names.add(weight.name())) {
                throw first.metadata()
                        .refuse("tensor " + Shown.name(weight.name()) + ": in two parts, expected in one.");
            }
        }
        require(first, TENSORS, weights.size(), "tensors, those of all parts");
    }
}
