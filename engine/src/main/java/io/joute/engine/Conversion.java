package io.joute.engine;

import io.joute.engine.checkpoint.Checkpoint;
import io.joute.engine.checkpoint.CheckpointException;
import io.joute.engine.checkpoint.Checkpoints;
import io.joute.engine.checkpoint.GgufWriter;
import io.joute.engine.checkpoint.StoredCheckpoint;
import io.joute.engine.checkpoint.StoredTensor;
import io.joute.engine.checkpoint.TensorSource;
import io.joute.engine.kernel.Kernels;
import io.joute.engine.model.Families;
import io.joute.engine.model.ModelWeights;
import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Sizes;
import io.joute.engine.tensor.Weight;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a model, a folder or a GGUF file, as one GGUF file of another precision, row by row: memory for a few rows, whatever
 * the model's size. A model that is already quantised is refused: rounding twice loses more than either.
 */
public final class Conversion {
    private static final String OUTPUT = "output.weight";

    /** Of ggml's block layouts, since 2023. */
    private static final int QUANTISATION_VERSION = 2;

    private final StoredCheckpoint source;
    private final Precision precision;
    private final Listener listener;
    private final int blocks;
    private final boolean tied;
    private long doneBytes;
    private long totalBytes;

    private Conversion(StoredCheckpoint source, Precision precision, Listener listener) {
        this.source = source;
        this.precision = precision;
        this.listener = listener;
        String family = source.metadata().requiredString("general.architecture");
        this.blocks = source.metadata().requiredInt(family + ".block_count", 1, 1024);
        this.tied = source.tensors().stream()
                .noneMatch(tensor -> tensor.stored().name().equals(OUTPUT));
    }

    /** Hears how far a conversion is; on the thread that converts. */
    public interface Listener {
        /** So many bytes of all are encoded; {@code tensor} is at work. */
        void reached(long doneBytes, long totalBytes, String tensor);
    }

    /**
     * Write the model at {@code from} to {@code to}; the file appears when it is whole.
     *
     * @param replace whether a file of that name may be replaced
     * @return bytes of the file
     * @throws CheckpointException when the model is refused, is quantised already, or an element does not fit the precision
     * @throws FileAlreadyExistsException when there is a file of that name
     * @throws IOException when the disk refuses
     */
    public static long convert(Path from, Path to, Precision precision, boolean replace, Listener listener)
            throws IOException {
        if (Files.exists(to) && !replace) {
            throw new FileAlreadyExistsException(to.toString());
        }
        try (StoredCheckpoint source = Checkpoints.stored(from)) {
            requireLoadable(source);
            var conversion = new Conversion(source, precision, listener);
            conversion.write(to);
        }
        return Files.size(to);
    }

    /** A model that would not open is not converted; bound as stored, since only shapes and names matter here. */
    private static void requireLoadable(StoredCheckpoint source) {
        Map<String, Weight> weights = new LinkedHashMap<>();
        source.tensors().forEach(tensor -> weights.put(tensor.stored().name(), tensor.stored()));
        var checkpoint = new Checkpoint(source.path(), source.metadata(), weights, source.arena(), source.warnings());
        ModelWeights.bind(checkpoint, Families.of(checkpoint));
        VocabularyReader.tokenizer(source.metadata());
    }

    private void write(Path to) throws IOException {
        List<TensorSource> tensors = new ArrayList<>();
        for (StoredTensor tensor : source.tensors()) {
            TensorSource converted = converted(tensor);
            tensors.add(converted);
            totalBytes = Sizes.add(totalBytes, Sizes.multiply(converted.rows(), rowBytes(converted)));
        }
        requireRoom(to);
        try {
            GgufWriter.write(to, keys(), tensors);
        } catch (IllegalArgumentException e) {
            throw source.metadata().refuse(e.getMessage() + ". Nothing was written.");
        }
    }

    private TensorSource converted(StoredTensor tensor) {
        Weight stored = tensor.stored();
        if (stored.type().blockLength() > 1) {
            throw source.metadata()
                    .refuse(
                            "tensor '" + stored.name() + "' is " + stored.type()
                                    + " already, expected F32, F16, BF16 or F8_E4M3. Convert the model before it was quantised.");
        }
        ElementType type =
                stored.rows() == 1 ? ElementType.F32 : precision.typeOf(stored.name(), stored.columns(), blocks, tied);
        long rowBytes = type.bytes(stored.columns());
        return new TensorSource.Floats(stored.name(), type, stored.rows(), stored.columns(), (row, into) -> {
            fill(tensor, row, into);
            progress(rowBytes, stored.name());
        });
    }

    private synchronized void progress(long rowBytes, String tensor) {
        doneBytes += rowBytes;
        listener.reached(doneBytes, totalBytes, tensor);
    }

    private static void fill(StoredTensor tensor, long row, float[] into) {
        float[] values = Kernels.decoded(tensor.stored(), Math.toIntExact(tensor.storedRow(row)));
        for (int i = 0; i < into.length; i++) {
            into[i] = values[i] + tensor.offset();
        }
    }

    private static long rowBytes(TensorSource tensor) {
        return tensor.type().bytes(tensor.columns());
    }

    private Map<String, Object> keys() {
        Map<String, Object> keys = new LinkedHashMap<>(source.metadata().values());
        keys.keySet().removeIf(key -> key.startsWith("split."));
        keys.put("general.file_type", precision.fileType());
        keys.put("general.quantization_version", QUANTISATION_VERSION);
        return keys;
    }

    private void requireRoom(Path to) throws IOException {
        Path folder = to.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException(String.valueOf(folder), null, "no folder to write to");
        }
        long free = Files.getFileStore(folder).getUsableSpace();
        if (totalBytes > free) {
            throw new IOException(to + ": needs " + Memory.shown(totalBytes) + " of disk, " + Memory.shown(free)
                    + " free. Choose another disk, or a coarser type.");
        }
    }
}
