package io.joute.engine.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds small GGUF files byte by byte; it checks nothing, so that every field can be made wrong. */
final class GgufBytes {
    static final int UINT8 = 0;
    static final int UINT32 = 4;
    static final int INT32 = 5;
    static final int FLOAT32 = 6;
    static final int BOOL = 7;
    static final int STRING = 8;
    static final int ARRAY = 9;
    static final int UINT64 = 10;

    static final int F32 = 0;
    static final int Q8_0 = 8;

    /** What one key or tensor writes. */
    interface Part {
        void write(GgufBytes out);
    }

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Part> keys = new ArrayList<>();
    private final List<Part> tensors = new ArrayList<>();
    private String magic = "GGUF";
    private int version = 3;
    private long extraTensors;
    private long extraKeys;
    private int alignment = 32;
    private int padding;
    private int dataBytes;

    GgufBytes magic(String value) {
        magic = value;
        return this;
    }

    GgufBytes version(int value) {
        version = value;
        return this;
    }

    /** Announce so many tensors more than there are. */
    GgufBytes extraTensors(long value) {
        extraTensors = value;
        return this;
    }

    /** Announce so many keys more than there are. */
    GgufBytes extraKeys(long value) {
        extraKeys = value;
        return this;
    }

    /** Align the data section so; write no key for it. */
    GgufBytes aligned(int value) {
        alignment = value;
        return this;
    }

    /** Fill the padding with this byte. */
    GgufBytes padding(int value) {
        padding = value;
        return this;
    }

    /** Bytes of the data section. */
    GgufBytes data(int value) {
        dataBytes = value;
        return this;
    }

    GgufBytes key(String name, int type, Part value) {
        keys.add(out -> {
            out.string(name).u32(type);
            value.write(out);
        });
        return this;
    }

    GgufBytes string(String name, String value) {
        return key(name, STRING, out -> out.string(value));
    }

    GgufBytes uint32(String name, long value) {
        return key(name, UINT32, out -> out.u32(value));
    }

    GgufBytes array(String name, int elementType, long count, Part elements) {
        return key(name, ARRAY, out -> {
            out.u32(elementType).u64(count);
            elements.write(out);
        });
    }

    GgufBytes tensor(Part part) {
        tensors.add(part);
        return this;
    }

    GgufBytes tensor(String name, int type, long offset, long... dimensions) {
        return tensor(out -> {
            out.string(name).u32(dimensions.length);
            for (long dimension : dimensions) {
                out.u64(dimension);
            }
            out.u32(type).u64(offset);
        });
    }

    GgufBytes u8(int value) {
        bytes.write(value);
        return this;
    }

    GgufBytes u32(long value) {
        return little(value, 4);
    }

    GgufBytes u64(long value) {
        return little(value, 8);
    }

    GgufBytes string(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        u64(utf8.length);
        bytes.writeBytes(utf8);
        return this;
    }

    GgufBytes raw(byte... values) {
        bytes.writeBytes(values);
        return this;
    }

    byte[] build() {
        bytes.reset();
        raw(magic.getBytes(StandardCharsets.ISO_8859_1)).u32(version);
        u64(tensors.size() + extraTensors).u64(keys.size() + extraKeys);
        keys.forEach(key -> key.write(this));
        tensors.forEach(tensor -> tensor.write(this));
        while (bytes.size() % alignment != 0) {
            u8(padding);
        }
        for (int i = 0; i < dataBytes; i++) {
            u8(i);
        }
        return bytes.toByteArray();
    }

    Path in(Path directory) {
        return write(directory, build());
    }

    static Path write(Path directory, byte[] content) {
        try {
            return Files.write(directory.resolve("m.gguf"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private GgufBytes little(long value, int size) {
        for (int i = 0; i < size; i++) {
            u8((int) (value >>> (8 * i)));
        }
        return this;
    }
}
