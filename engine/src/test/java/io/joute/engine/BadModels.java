package io.joute.engine;

import io.joute.engine.checkpoint.Checkpoint;
import io.joute.engine.checkpoint.Checkpoints;
import io.joute.engine.checkpoint.GgufWriter;
import io.joute.engine.checkpoint.TensorSource;
import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Weight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Tiny GGUF models whose every key and tensor can be falsified: two blocks, 32 wide, 600 tokens. */
final class BadModels {
    static final ModelShape SHAPE = new ModelShape("tiny", 32, 64, 2, 4, 2, 8, 600, false);

    private final Map<String, Object> keys;
    private final Map<String, TensorSource> tensors = new LinkedHashMap<>();

    private BadModels(Checkpoint good) {
        keys = new LinkedHashMap<>(good.metadata().values());
        good.weights().forEach((name, weight) -> tensors.put(name, floats(weight)));
    }

    /** A good one, to be made bad in {@code folder}. */
    static BadModels in(Path folder) {
        Path good = folder.resolve("good.gguf");
        try {
            RandomModel.write(good, SHAPE, ElementType.F32, 11);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (Checkpoint checkpoint = Checkpoints.open(good, 0)) {
            return new BadModels(checkpoint);
        }
    }

    private static TensorSource floats(Weight weight) {
        float[] values = weight.data().toArray(java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED);
        return TensorSource.of(weight.name(), ElementType.F32, (int) weight.columns(), values);
    }

    /** Give a key another value. */
    BadModels key(String key, Object value) {
        keys.put(key, value);
        return this;
    }

    /** Leave a key out. */
    BadModels without(String key) {
        keys.remove(key);
        return this;
    }

    /** Change the tokens. */
    BadModels tokens(Consumer<List<String>> change) {
        List<String> tokens = new ArrayList<>();
        ((List<?>) Objects.requireNonNull(keys.get("tokenizer.ggml.tokens")))
                .forEach(token -> tokens.add((String) token));
        change.accept(tokens);
        return key("tokenizer.ggml.tokens", tokens);
    }

    /** Give a tensor another shape; its values are zeros. */
    BadModels tensor(String name, ElementType type, int rows, int columns) {
        tensors.put(name, TensorSource.of(name, type, columns, new float[rows * columns]));
        return this;
    }

    /** Give a vector of F32 these values. */
    BadModels vector(String name, float... values) {
        tensors.put(name, TensorSource.of(name, ElementType.F32, values.length, values));
        return this;
    }

    /** Leave a tensor out. */
    BadModels withoutTensor(String name) {
        tensors.remove(name);
        return this;
    }

    /** Call a tensor by another name. */
    BadModels renamed(String from, String to) {
        TensorSource.Floats old = (TensorSource.Floats) Objects.requireNonNull(tensors.remove(from), from);
        tensors.put(to, new TensorSource.Floats(to, old.type(), old.rows(), old.columns(), old.values()));
        return this;
    }

    /** Write it. */
    Path write(Path path) {
        try {
            GgufWriter.write(path, keys, List.copyOf(tensors.values()));
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
