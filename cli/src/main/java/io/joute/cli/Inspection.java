package io.joute.cli;

import io.joute.arena.catalog.SizeScale;
import io.joute.engine.VocabularyReader;
import io.joute.engine.checkpoint.Checkpoint;
import io.joute.engine.checkpoint.CheckpointException;
import io.joute.engine.kernel.KvType;
import io.joute.engine.model.Families;
import io.joute.engine.model.KvCache;
import io.joute.engine.model.ModelConfig;
import io.joute.engine.model.ModelWeights;
import io.joute.engine.tensor.Weight;
import io.joute.engine.tokenizer.Tokenizer;
import java.lang.reflect.Array;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * What there is to know of a checkpoint without running it.
 *
 * @param file its path
 * @param weightBytes bytes of all tensors
 * @param parameters numbers in them
 * @param sizeClass XS to XL, on the deck's scale
 * @param family the architecture, if Joute runs it
 * @param contextLength tokens the model was trained for, if the family is known
 * @param types how many numbers are stored in each element type
 * @param keys metadata, long values shortened
 * @param tensors all of them, in the file's order
 * @param ignored names of tensors that a text model has no use for
 * @param memory what conversations of several lengths need
 * @param problems why the model would not run, a sentence each
 * @param warnings what is odd but legal
 */
record Inspection(
        String file,
        long weightBytes,
        long parameters,
        String sizeClass,
        Optional<String> family,
        Optional<Integer> contextLength,
        Map<String, Long> types,
        Map<String, String> keys,
        List<Tensor> tensors,
        List<String> ignored,
        List<Room> memory,
        List<String> problems,
        List<String> warnings) {
    private static final int LONGEST_VALUE = 120;
    private static final int SHORTEST_CONTEXT = 2048;

    /** A tensor: its dimensions as the file has them, columns first. */
    record Tensor(String name, List<Long> shape, String type, long bytes) {}

    /** Bytes that a conversation of {@code context} tokens needs, weights included, by how keys and values are kept. */
    record Room(int context, long f32, long f16, long q8) {}

    /** Look at all that can be read, whatever else cannot. */
    static Inspection of(Checkpoint checkpoint) {
        List<String> problems = new ArrayList<>();
        Optional<ModelConfig> config = attempt(problems, () -> Families.of(checkpoint));
        Optional<ModelWeights> weights = config.flatMap(c -> attempt(problems, () -> ModelWeights.bind(checkpoint, c)));
        Optional<Tokenizer> tokenizer = attempt(problems, () -> VocabularyReader.tokenizer(checkpoint.metadata()));
        tokenizer.ifPresent(t -> attempt(
                problems,
                () -> VocabularyReader.template(checkpoint.metadata(), t, Clock.system(ZoneId.systemDefault()))));
        long weightBytes = sum(checkpoint, weight -> weight.data().byteSize());
        long parameters = weights.map(ModelWeights::parameterCount)
                .orElseGet(() -> sum(checkpoint, weight -> weight.rows() * weight.columns()));
        return new Inspection(
                checkpoint.path().toString(),
                weightBytes,
                parameters,
                SizeScale.DECK.classOf(parameters / 1e9).name(),
                config.map(ModelConfig::family),
                config.map(ModelConfig::contextLength),
                types(checkpoint),
                keys(checkpoint),
                checkpoint.weights().values().stream().map(Inspection::tensor).toList(),
                weights.map(ModelWeights::ignored).orElse(List.of()),
                config.map(c -> memory(c, weightBytes)).orElse(List.of()),
                problems,
                checkpoint.warnings());
    }

    private static <T> Optional<T> attempt(List<String> problems, Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (CheckpointException e) {
            problems.add(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static long sum(Checkpoint checkpoint, ToLongFunction<Weight> size) {
        return checkpoint.weights().values().stream().mapToLong(size).sum();
    }

    private static Map<String, Long> types(Checkpoint checkpoint) {
        Map<String, Long> types = new TreeMap<>();
        for (Weight weight : checkpoint.weights().values()) {
            types.merge(weight.type().name(), weight.rows() * weight.columns(), Long::sum);
        }
        return types;
    }

    private static Map<String, String> keys(Checkpoint checkpoint) {
        Map<String, String> keys = new LinkedHashMap<>();
        checkpoint.metadata().values().forEach((key, value) -> keys.put(key, shown(value)));
        return keys;
    }

    private static String shown(Object value) {
        String text = value instanceof List<?> list
                ? list.size() + " values"
                : value.getClass().isArray() ? Array.getLength(value) + " values" : value.toString();
        String safe = OneLine.escaped(text);
        return safe.length() <= LONGEST_VALUE ? safe : safe.substring(0, LONGEST_VALUE) + "…";
    }

    private static Tensor tensor(Weight weight) {
        List<Long> shape = weight.rows() == 1 ? List.of(weight.columns()) : List.of(weight.columns(), weight.rows());
        return new Tensor(
                weight.name(), shape, weight.type().name(), weight.data().byteSize());
    }

    private static List<Room> memory(ModelConfig config, long weightBytes) {
        int longest = config.contextLength();
        return IntStream.concat(
                        IntStream.iterate(SHORTEST_CONTEXT, context -> context < longest && context > 0, c -> c * 4),
                        IntStream.of(longest))
                .mapToObj(context -> new Room(
                        context,
                        weightBytes + KvCache.bytes(config, KvType.F32, context),
                        weightBytes + KvCache.bytes(config, KvType.F16, context),
                        weightBytes + KvCache.bytes(config, KvType.Q8_0, context)))
                .toList();
    }
}
