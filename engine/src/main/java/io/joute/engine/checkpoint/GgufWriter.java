package io.joute.engine.checkpoint;

import io.joute.engine.tensor.Sizes;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Writes GGUF version 3 in the layout of {@link GgufReader}: keys and tensors in the order given, each tensor padded to the
 * alignment, as llama.cpp expects them. Memory: the header, and about a mebibyte of rows, which are encoded on all
 * processors.
 */
public final class GgufWriter {
    private static final int VERSION = 3;
    private static final int STAGED_BYTES = 1 << 20;

    private final List<TensorSource> tensors;
    private final int alignment;

    private GgufWriter(List<TensorSource> tensors, int alignment) {
        this.tensors = tensors;
        this.alignment = alignment;
    }

    /**
     * Write a checkpoint; a file of that name appears, or is replaced, only when it is whole and on disk.
     *
     * @param metadata integers, floats, bools, strings, {@code int[]}, {@code long[]}, {@code double[]}, lists of strings:
     *     what {@link Metadata#values} gives, nested arrays excepted. Integers are written as UINT32 (negative: INT32),
     *     floats as FLOAT32 where that is exact: pass {@link Float}s
     * @throws IllegalArgumentException when a name, a value or an element cannot be written
     * @throws IOException when the disk refuses
     */
    public static void write(Path path, Map<String, Object> metadata, List<TensorSource> tensors) throws IOException {
        requireNames(metadata.keySet(), Limits.KEY_BYTES);
        Set<String> names = new HashSet<>();
        for (TensorSource tensor : tensors) {
            if (!names.add(tensor.name())) {
                throw new IllegalArgumentException("tensor '" + tensor.name() + "' appears twice, expected once");
            }
        }
        requireNames(names, Limits.TENSOR_NAME_BYTES);
        new GgufWriter(List.copyOf(tensors), alignment(metadata)).write(path, metadata);
    }

    private void write(Path path, Map<String, Object> metadata) throws IOException {
        byte[] header = header(metadata);
        Path partial = path.resolveSibling("." + path.getFileName() + ".partial");
        try {
            try (FileChannel channel = FileChannel.open(
                    partial,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                drain(channel, ByteBuffer.wrap(header));
                for (TensorSource tensor : tensors) {
                    rows(channel, tensor);
                }
                channel.force(true);
            }
            Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** What comes before the first tensor's bytes. */
    static byte[] header(Map<String, Object> metadata, List<TensorSource> tensors) {
        return new GgufWriter(tensors, alignment(metadata)).header(metadata);
    }

    private byte[] header(Map<String, Object> metadata) {
        var out = new GgufValueWriter();
        out.u32(GgufReader.MAGIC);
        out.u32(VERSION);
        out.u64(tensors.size());
        out.u64(metadata.size());
        metadata.forEach((key, value) -> {
            out.string(key);
            out.value(key, value);
        });
        long offset = 0;
        for (TensorSource tensor : tensors) {
            entry(out, tensor, offset);
            offset = Sizes.add(offset, paddedBytes(tensor));
        }
        while (out.size() % alignment != 0) {
            out.u8(0);
        }
        return out.toByteArray();
    }

    private static void entry(GgufValueWriter out, TensorSource tensor, long offset) {
        out.string(tensor.name());
        out.u32(tensor.rows() == 1 ? 1 : 2);
        out.u64(tensor.columns());
        if (tensor.rows() > 1) {
            out.u64(tensor.rows());
        }
        out.u32(number(tensor));
        out.u64(offset);
    }

    private static int number(TensorSource tensor) {
        return tensor.type()
                .ggufId()
                .orElseThrow(() -> new IllegalArgumentException("tensor '" + tensor.name() + "' is " + tensor.type()
                        + ", which GGUF cannot hold: write it as BF16 or another type"));
    }

    private static long bytes(TensorSource tensor) {
        return Sizes.multiply(tensor.rows(), tensor.type().bytes(tensor.columns()));
    }

    private long paddedBytes(TensorSource tensor) {
        return Sizes.roundUp(bytes(tensor), alignment);
    }

    private void rows(FileChannel channel, TensorSource tensor) throws IOException {
        long rowBytes = tensor.type().bytes(tensor.columns());
        long rowsAtOnce = Math.min(tensor.rows(), Math.max(1, STAGED_BYTES / rowBytes));
        try (Arena arena = Arena.ofShared()) {
            MemorySegment staged = arena.allocate(Sizes.multiply(rowsAtOnce, rowBytes), alignment);
            for (long first = 0; first < tensor.rows(); first += rowsAtOnce) {
                long count = Math.min(rowsAtOnce, tensor.rows() - first);
                long start = first;
                LongStream.range(0, count)
                        .parallel()
                        .forEach(i -> tensor.write(start + i, staged.asSlice(i * rowBytes, rowBytes)));
                drain(channel, staged.asSlice(0, count * rowBytes).asByteBuffer());
            }
        }
        drain(channel, ByteBuffer.allocate(Sizes.toInt(paddedBytes(tensor) - bytes(tensor))));
    }

    private static void drain(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static int alignment(Map<String, Object> metadata) {
        Object value = metadata.getOrDefault(GgufReader.ALIGNMENT_KEY, GgufReader.DEFAULT_ALIGNMENT);
        if (!(value instanceof Number number)
                || Long.bitCount(number.longValue()) != 1
                || number.longValue() < Limits.SMALLEST_ALIGNMENT
                || number.longValue() > Limits.LARGEST_ALIGNMENT) {
            throw new IllegalArgumentException("key '" + GgufReader.ALIGNMENT_KEY + "' is " + value
                    + ", expected a power of two, " + Limits.SMALLEST_ALIGNMENT + " to " + Limits.LARGEST_ALIGNMENT);
        }
        return number.intValue();
    }

    private static void requireNames(Set<String> names, long limit) {
        for (String name : names) {
            if (name.isEmpty() || name.length() > limit || !name.chars().allMatch(c -> c >= 0x21 && c <= 0x7E)) {
                throw new IllegalArgumentException(
                        "name '" + name + "', expected 1 to " + limit + " printable ASCII characters without spaces");
            }
        }
    }
}
