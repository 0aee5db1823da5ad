package io.joute.engine.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Builds safetensors files; the header can be given as any text, so that every field can be made wrong. */
public final class SafetensorsBytes {
    private final List<String> entries = new ArrayList<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    /** An empty one. */
    public SafetensorsBytes() {}

    /** Add a tensor. */
    public SafetensorsBytes tensor(String name, String dtype, byte[] bytes, long... shape) {
        int begin = data.size();
        data.writeBytes(bytes);
        return entry(name, entry(dtype, Arrays.toString(shape), "[" + begin + ", " + data.size() + "]"));
    }

    /** Add a tensor of F32. */
    public SafetensorsBytes floats(String name, float[] values, long... shape) {
        var bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return tensor(name, "F32", bytes.array(), shape);
    }

    /** Add a tensor of zeros. */
    public SafetensorsBytes zeros(String name, String dtype, int bytesOfElement, long... shape) {
        long count = LongStream.of(shape).reduce(1, Math::multiplyExact);
        return tensor(name, dtype, new byte[Math.toIntExact(count * bytesOfElement)], shape);
    }

    /** Add an entry of the header as it stands. */
    public SafetensorsBytes entry(String name, String json) {
        entries.add("\"" + name + "\": " + json);
        return this;
    }

    /** Add bytes to the data. */
    public SafetensorsBytes data(int count) {
        data.writeBytes(new byte[count]);
        return this;
    }

    /** An entry's value. */
    public static String entry(String dtype, String shape, String offsets) {
        return "{\"dtype\": \"" + dtype + "\", \"shape\": " + shape + ", \"data_offsets\": " + offsets + "}";
    }

    /** The file. */
    public byte[] build() {
        return build(entries.stream().collect(Collectors.joining(", ", "{", "}")));
    }

    /** The file with this header. */
    public byte[] build(String header) {
        byte[] bytes = header.getBytes(StandardCharsets.UTF_8);
        return build(bytes.length, bytes);
    }

    /** The file with this header, announced as so long. */
    public byte[] build(long announced, byte[] header) {
        return ByteBuffer.allocate(Long.BYTES + header.length + data.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(announced)
                .put(header)
                .put(data.toByteArray())
                .array();
    }

    /** Write it. */
    public Path write(Path path) {
        try {
            return Files.write(path, build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
