package io.joute.engine;

import io.joute.engine.checkpoint.Checkpoint;
import io.joute.engine.checkpoint.Checkpoints;
import io.joute.engine.checkpoint.PublishedFolder;
import io.joute.engine.tensor.ElementType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A tiny model as a folder of safetensors and JSON, every part of which can be falsified. */
final class BadFolders {
    static final String WEIGHTS = "model.safetensors";
    static final String INDEX = "model.safetensors.index.json";
    static final String CONFIG = "config.json";
    static final String TOKENIZER = "tokenizer.json";
    static final String TOKENIZER_CONFIG = "tokenizer_config.json";
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, byte[]> files = new TreeMap<>();

    private BadFolders(Map<String, byte[]> files) {
        this.files.putAll(files);
    }

    /** A good one; {@code folder} is used on the way. */
    static BadFolders in(Path folder) {
        try {
            Path gguf = folder.resolve("good.gguf");
            RandomModel.write(gguf, BadModels.SHAPE, ElementType.BF16, 12);
            Path good = folder.resolve("good");
            try (Checkpoint checkpoint = Checkpoints.open(gguf, 0)) {
                PublishedFolder.write(checkpoint, good, Map.of());
            }
            Map<String, byte[]> files = new TreeMap<>();
            for (String name : new String[] {WEIGHTS, CONFIG, TOKENIZER, TOKENIZER_CONFIG}) {
                files.put(name, Files.readAllBytes(good.resolve(name)));
            }
            return new BadFolders(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another like this one. */
    BadFolders copy() {
        return new BadFolders(files);
    }

    /** The bytes of a file. */
    byte[] bytes(String name) {
        return content(name).clone();
    }

    /** Give a file this content. */
    BadFolders file(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    /** Give a file this text. */
    BadFolders file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Leave a file out. */
    BadFolders without(String name) {
        files.remove(name);
        return this;
    }

    /** Change a JSON file. */
    BadFolders json(String name, Consumer<ObjectNode> change) {
        ObjectNode node = (ObjectNode) JSON.readTree(content(name));
        change.accept(node);
        return file(name, JSON.writeValueAsBytes(node));
    }

    /** Replace the first occurrence of {@code from} in a text file. */
    BadFolders replaced(String name, String from, String to) {
        String text = new String(content(name), StandardCharsets.UTF_8);
        if (!text.contains(from)) {
            throw new IllegalArgumentException(name + " has no '" + from + "'");
        }
        int at = text.indexOf(from);
        return file(name, text.substring(0, at) + to + text.substring(at + from.length()));
    }

    /** Change the header of the weights. */
    BadFolders header(Consumer<ObjectNode> change) {
        ObjectNode node = (ObjectNode) JSON.readTree(headerBytes());
        change.accept(node);
        return header(JSON.writeValueAsBytes(node));
    }

    /** Give the weights this header. */
    BadFolders header(byte[] header) {
        return announced(header.length, header);
    }

    /** Give the weights this header, announced as so long. */
    BadFolders announced(long length, byte[] header) {
        byte[] old = content(WEIGHTS);
        byte[] data = Arrays.copyOfRange(old, Long.BYTES + headerBytes().length, old.length);
        return file(
                WEIGHTS,
                ByteBuffer.allocate(Long.BYTES + header.length + data.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(length)
                        .put(header)
                        .put(data)
                        .array());
    }

    /** The header of the weights. */
    byte[] headerBytes() {
        byte[] bytes = content(WEIGHTS);
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
        return Arrays.copyOfRange(bytes, Long.BYTES, Long.BYTES + length);
    }

    /** Cut or lengthen the weights. */
    BadFolders resized(int by) {
        byte[] bytes = content(WEIGHTS);
        return file(WEIGHTS, Arrays.copyOf(bytes, bytes.length + by));
    }

    private byte[] content(String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    /** Write it. */
    Path write(Path folder) {
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Files.write(folder.resolve(file.getKey()), file.getValue());
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
