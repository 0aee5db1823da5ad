package io.joute.engine.checkpoint;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads GGUF, versions 2 and 3. Everything is little-endian:
 *
 * <pre>
 * header    4 bytes  'GGUF'
 *           u32      version
 *           u64      number of tensors
 *           u64      number of keys
 * key       u64, n   name: length, printable ASCII
 *           u32      value type: 0 u8, 1 i8, 2 u16, 3 i16, 4 u32, 5 i32, 6 f32, 7 bool, 8 string, 9 array, 10 u64, 11 i64, 12 f64
 *                    value; a string is u64 length and UTF-8; an array is u32 element type, u64 count, elements
 * tensor    u64, n   name: length, printable ASCII
 *           u32      number of dimensions, 1 to 4
 *           u64 …    dimensions: elements of a row, rows, …
 *           u32      element type, a number of ggml
 *           u64      offset in the data section, a multiple of the alignment
 * padding   zeros to a multiple of general.alignment (32 unless the key says otherwise)
 * data      the tensors, in any order
 * </pre>
 *
 * <p>Every number is compared with the file before it is used; work and memory are linear in the header. Source: the GGUF
 * specification of the ggml project.
 */
public final class GgufReader {
    static final String ALIGNMENT_KEY = "general.alignment";
    static final int DEFAULT_ALIGNMENT = 32;
    static final int MAGIC = 0x46554747;

    private final Path path;
    private final MemorySegment file;
    private final BoundedReader in;

    private GgufReader(Path path, MemorySegment file) {
        this.path = path;
        this.file = file;
        this.in = new BoundedReader(path, file);
    }

    /**
     * Map {@code path} and read its header, and those of the other parts where it is split; the weights are views of the
     * mapped files and take no heap.
     *
     * @throws CheckpointException when the file cannot be read, is not GGUF, or contradicts itself
     */
    public static Checkpoint read(Path path) {
        Arena arena = Arena.ofShared();
        boolean done = false;
        try {
            Checkpoint checkpoint = read(path, MappedFile.map(path, arena, "a GGUF file"), arena)
                    .load();
            done = true;
            return checkpoint;
        } finally {
            if (!done) {
                arena.close();
            }
        }
    }

    /** Read {@code file}, mapped from {@code path}, and the other parts where it is split. */
    static StoredCheckpoint read(Path path, MemorySegment file, Arena arena) {
        GgufPart part = part(path, file);
        if (part.metadata().integer(GgufSplit.COUNT).orElse(1) > 1) {
            return new GgufSplit(path, part, arena).read();
        }
        List<StoredTensor> tensors =
                part.weights().stream().map(StoredTensor::new).toList();
        return new StoredCheckpoint(path, part.metadata(), tensors, arena, part.warnings());
    }

    /** Read one file. */
    static GgufPart part(Path path, MemorySegment file) {
        var reader = new GgufReader(path, file);
        try {
            return reader.part();
        } catch (ArithmeticException e) {
            throw reader.in.refuse("size exceeds 2^63.");
        }
    }

    private GgufPart part() {
        checkMagic();
        checkVersion();
        in.at("tensor count");
        long tensorCount = in.count("tensors", Limits.TENSORS, GgufTensorReader.SMALLEST_TENSOR_BYTES);
        in.at("key count");
        long keyCount = in.count("keys", Limits.KEYS, GgufMetadataReader.SMALLEST_KEY_BYTES);
        var metadata = new Metadata(path, new GgufMetadataReader(in).read(keyCount));
        requireParts(metadata);
        long alignment = alignment(metadata);
        List<GgufTensor> tensors = new GgufTensorReader(in, alignment).read(tensorCount);
        var data = new GgufData(in, file, alignment);
        MemorySegment section = data.section(!tensors.isEmpty());
        List<String> warnings = data.check(tensors, section);
        return new GgufPart(
                metadata, tensors.stream().map(tensor -> tensor.weight(section)).toList(), warnings);
    }

    private void checkMagic() {
        in.at("magic");
        if (file.byteSize() < Integer.BYTES) {
            throw in.refuse("truncated: " + file.byteSize() + " bytes, expected a GGUF file.");
        }
        if (in.i32() != MAGIC) {
            throw in.refuse(ForeignFormat.describe(file));
        }
    }

    private void checkVersion() {
        in.at("version");
        int version = in.i32();
        int swapped = Integer.reverseBytes(version);
        if (swapped == 2 || swapped == 3) {
            throw in.refuse("big-endian file, expected little-endian. Convert it, or download the little-endian one.");
        }
        if (version != 2 && version != 3) {
            throw in.refuse(Integer.toUnsignedString(version) + ", expected 2 or 3.");
        }
    }

    private void requireParts(Metadata metadata) {
        long parts = metadata.integer(GgufSplit.COUNT).orElse(1);
        if (parts < 0 || parts > Limits.PARTS) {
            in.at("key '" + GgufSplit.COUNT + "'");
            throw in.refuse(parts + " parts, expected 1 to " + Limits.PARTS + ".");
        }
    }

    private long alignment(Metadata metadata) {
        long alignment = metadata.integer(ALIGNMENT_KEY).orElse(DEFAULT_ALIGNMENT);
        if (Long.bitCount(alignment) != 1
                || alignment < Limits.SMALLEST_ALIGNMENT
                || alignment > Limits.LARGEST_ALIGNMENT) {
            in.at("key '" + ALIGNMENT_KEY + "'");
            throw in.refuse(alignment + ", expected a power of two, " + Limits.SMALLEST_ALIGNMENT + " to "
                    + Limits.LARGEST_ALIGNMENT + ".");
        }
        return alignment;
    }
}
