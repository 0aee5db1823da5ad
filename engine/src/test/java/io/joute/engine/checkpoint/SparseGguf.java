package io.joute.engine.checkpoint;

import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Quantizer;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A checkpoint of any size that is mostly holes: zeros that take no room on disk. */
public final class SparseGguf implements AutoCloseable {
    private static final int ALIGNMENT = 32;

    private final FileChannel channel;
    private final Map<String, TensorSource> tensors = new HashMap<>();
    private final Map<String, Long> offsets = new HashMap<>();

    /** Write the header and reserve the rest. */
    public SparseGguf(Path path, Map<String, Object> metadata, List<TensorSource> all) throws IOException {
        channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.SPARSE);
        byte[] header = GgufWriter.header(metadata, all);
        channel.write(ByteBuffer.wrap(header), 0);
        long offset = header.length;
        for (TensorSource tensor : all) {
            tensors.put(tensor.name(), tensor);
            offsets.put(tensor.name(), offset);
            long bytes = tensor.rows() * tensor.type().bytes(tensor.columns());
            offset += (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        }
        channel.write(ByteBuffer.allocate(1), offset - 1);
    }

    /** A tensor of zeros. */
    public static TensorSource zeros(String name, ElementType type, long rows, long columns) {
        return new TensorSource.Floats(name, type, rows, columns, (row, into) -> {});
    }

    /** The tensors of a model of architecture {@code llama}, matrices of one type. */
    public static List<TensorSource> llama(
            ElementType type, int blocks, int width, int gate, int keys, int vocabulary) {
        List<TensorSource> all = new ArrayList<>();
        all.add(zeros("token_embd.weight", type, vocabulary, width));
        for (int i = 0; i < blocks; i++) {
            String block = "blk." + i + ".";
            all.add(zeros(block + "attn_norm.weight", ElementType.F32, 1, width));
            all.add(zeros(block + "attn_q.weight", type, width, width));
            all.add(zeros(block + "attn_k.weight", type, keys, width));
            all.add(zeros(block + "attn_v.weight", type, keys, width));
            all.add(zeros(block + "attn_output.weight", type, width, width));
            all.add(zeros(block + "ffn_norm.weight", ElementType.F32, 1, width));
            all.add(zeros(block + "ffn_gate.weight", type, gate, width));
            all.add(zeros(block + "ffn_up.weight", type, gate, width));
            all.add(zeros(block + "ffn_down.weight", type, width, gate));
        }
        all.add(zeros("output_norm.weight", ElementType.F32, 1, width));
        all.add(zeros("output.weight", type, vocabulary, width));
        return all;
    }

    /** Put a row in its place. */
    public SparseGguf row(String name, long row, float[] values) throws IOException {
        TensorSource tensor = Objects.requireNonNull(tensors.get(name));
        byte[] bytes = new byte[Math.toIntExact(tensor.type().bytes(values.length))];
        Quantizer.encode(values, tensor.type(), MemorySegment.ofArray(bytes));
        channel.write(ByteBuffer.wrap(bytes), Objects.requireNonNull(offsets.get(name)) + row * bytes.length);
        return this;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
