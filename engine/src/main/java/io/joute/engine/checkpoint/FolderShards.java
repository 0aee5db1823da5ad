package io.joute.engine.checkpoint;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Finds the safetensors files of a folder, one or those of an index, and reads them all. */
final class FolderShards {
    static final String SINGLE = "model.safetensors";
    private static final String INDEX = "model.safetensors.index.json";

    private final Path folder;
    private final Arena arena;
    private final List<String> warnings = new ArrayList<>();

    FolderShards(Path folder, Arena arena) {
        this.folder = folder;
        this.arena = arena;
    }

    List<String> warnings() {
        return warnings;
    }

    /** All tensors of the model. */
    List<SafetensorsTensor> read() {
        if (!StrictJson.exists(folder, INDEX)) {
            if (!StrictJson.exists(folder, SINGLE)) {
                throw missing();
            }
            return SafetensorsReader.read(folder.resolve(SINGLE), arena);
        }
        Map<String, String> shardOf = StrictJson.file(folder, INDEX, Limits.INDEX_BYTES, this::weightMap);
        Map<String, SafetensorsTensor> found = new LinkedHashMap<>();
        for (String shard : new LinkedHashSet<>(shardOf.values())) {
            shard(shard, shardOf, found);
        }
        for (Map.Entry<String, String> entry : shardOf.entrySet()) {
            if (!found.containsKey(entry.getKey())) {
                throw refuse("tensor " + Shown.name(entry.getKey()) + " is not in its shard "
                        + Shown.name(entry.getValue()) + ".");
            }
        }
        return List.copyOf(found.values());
    }

    private void shard(String shard, Map<String, String> shardOf, Map<String, SafetensorsTensor> found) {
        Path file = folder.resolve(shard);
        if (!Files.isRegularFile(file)) {
            throw refuse("shard " + Shown.name(shard)
                    + (Files.exists(file) ? " is not a regular file." : " is missing. The download is incomplete."));
        }
        for (SafetensorsTensor tensor : SafetensorsReader.read(file, arena)) {
            String expected = shardOf.get(tensor.name());
            if (expected == null) {
                warnings.add(
                        "tensor " + Shown.name(tensor.name()) + " of " + Shown.name(shard) + " is not in the index");
            } else if (!expected.equals(shard)) {
                throw tensor.refuse("the index has it in shard " + Shown.name(expected) + ", expected once.");
            }
            if (found.put(tensor.name(), tensor) != null) {
                throw tensor.refuse("appears in two shards, expected in one.");
            }
        }
    }

    private Map<String, String> weightMap(JsonParser parser) {
        Map<String, String> shardOf = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (!name.equals("weight_map")) {
                parser.skipChildren();
            } else if (value != JsonToken.START_OBJECT) {
                throw refuse("weight_map: no object, expected shards by tensor.");
            } else {
                entries(parser, shardOf);
            }
        }
        if (shardOf.isEmpty()) {
            throw refuse("weight_map: missing or empty, expected shards by tensor.");
        }
        return shardOf;
    }

    private void entries(JsonParser parser, Map<String, String> shardOf) {
        Set<String> checked = new LinkedHashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String tensor = parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                throw refuse("weight_map: the shard of " + Shown.name(tensor) + " is no string, expected one.");
            }
            String shard = parser.getString();
            if (checked.add(shard)) {
                requireInside(shard);
            }
            if (shardOf.size() == Limits.TENSORS) {
                throw refuse("weight_map: more than " + Shown.number(Limits.TENSORS) + " tensors.");
            }
            shardOf.put(tensor, shard);
        }
    }

    /** A shard is a plain name: nothing of a file may lead out of its folder. */
    private void requireInside(String shard) {
        boolean plain = !shard.isBlank()
                && !shard.startsWith(".")
                && shard.chars().noneMatch(c -> c == '/' || c == '\\' || c == ':' || Character.isISOControl(c))
                && shard.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
        if (!plain) {
            throw refuse("shard " + Shown.name(shard) + " is outside the folder, expected the name of a file in it.");
        }
        if (!shard.endsWith(".safetensors")) {
            throw refuse("shard " + Shown.name(shard) + " is no safetensors file. Convert the model to safetensors.");
        }
    }

    private CheckpointException missing() {
        try (DirectoryStream<Path> pickles = Files.newDirectoryStream(folder, "*.{bin,pt,pth,ckpt}")) {
            if (pickles.iterator().hasNext()) {
                return new CheckpointException(
                        folder,
                        SINGLE
                                + ": missing; there are Python pickles, which Joute never reads. Convert them to safetensors.");
            }
        } catch (IOException | DirectoryIteratorException e) {
            return new CheckpointException(folder, "cannot be read.", e);
        }
        return new CheckpointException(folder, SINGLE + ": missing, and so is " + INDEX + ".");
    }

    private CheckpointException refuse(String problem) {
        return new CheckpointException(folder, INDEX + ": " + problem);
    }
}
