package io.joute.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.engine.checkpoint.Checkpoint;
import io.joute.engine.checkpoint.CheckpointException;
import io.joute.engine.checkpoint.GgufReader;
import io.joute.engine.checkpoint.GgufWriter;
import io.joute.engine.checkpoint.TensorSource;
import io.joute.engine.kernel.KernelChoice;
import io.joute.engine.kernel.WorkerPool;
import io.joute.engine.model.Golden;
import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Weight;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineTest {
    @TempDir
    private Path folder;

    @Test
    void tellsWhatItRuns() throws IOException {
        try (Engine engine = Engine.open(Golden.file(ElementType.Q4_0, folder))) {
            assertThat(engine.parameterCount()).isEqualTo(1_316_096);
            assertThat(engine.config().blockCount()).isEqualTo(2);
            assertThat(engine.config().tiedOutput()).isTrue();
            assertThat(engine.tokenizer().vocabularySize()).isEqualTo(Golden.VOCABULARY);
            boolean machine = KernelChoice.MACHINE.obstacle().isEmpty();
            assertThat(engine.kernelsName()).startsWith(machine ? "x86-" : "vector-");
            assertThat(engine.contextLength()).isEqualTo(4096);
            assertThat(engine.weightBytes()).isBetween(700_000L, 760_000L);
        }
    }

    @Test
    void runsTheLawWhenAsked() throws IOException {
        var options = EngineOptions.defaults().withKernels(KernelChoice.SCALAR).withThreads(1);
        try (Engine engine = Engine.open(Golden.file(ElementType.Q4_0, folder), options)) {
            assertThat(engine.kernelsName()).isEqualTo("scalar");
            assertThat(engine.threads()).isEqualTo(1);
        }
    }

    @Test
    void enginesShareAPoolAndLeaveItOpen() throws IOException {
        Path path = Golden.file(ElementType.Q4_0, folder);
        try (var pool = new WorkerPool(2);
                Engine first = Engine.open(path, EngineOptions.defaults().withPool(pool))) {
            float[] expected = first.newSession().decode(1);
            Engine second = Engine.open(path, EngineOptions.defaults().withPool(pool));
            assertThat(second.newSession().decode(1)).isEqualTo(expected);
            second.close();
            assertThat(first.newSession().decode(1)).isEqualTo(expected);
        }
    }

    @Test
    void refusesWorkOnceClosed() throws IOException {
        Engine engine = Engine.open(Golden.file(ElementType.Q4_0, folder));
        Session session = engine.newSession();
        engine.close();
        engine.close();
        assertThatThrownBy(() -> session.decode(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("golden-q4_0.gguf: the engine is closed");
        assertThatThrownBy(engine::newSession).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesAModelThatMemoryCannotHold() throws IOException {
        Path path = Golden.file(ElementType.Q4_0, folder);
        var smallMachine = new Memory(() -> 1L << 40, () -> 1L << 40, () -> 1L << 20);
        assertThatThrownBy(() -> Engine.open(path, EngineOptions.defaults(), smallMachine))
                .isInstanceOf(CheckpointException.class)
                .hasMessageMatching(
                        "golden-q4_0.gguf: needs 0.7 MiB \\+ 4.0 MiB KV cache \\(context 4096 in F16\\), 1.0 MiB "
                                + "available. Choose a smaller model or context, keep keys and values in Q8_0 \\(--kv q8_0\\), "
                                + "or run it from disk \\(--mmap\\), at most about \\S+ tokens a second.");
        var smallHeap = new Memory(() -> 1L << 40, () -> 1L << 20, () -> 1L << 40);
        assertThatThrownBy(() -> Engine.open(path, EngineOptions.defaults(), smallHeap))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(
                        "needs 4.0 MiB of Java heap for the KV cache (context 4096 in F16), 1.0 MiB allowed.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "general.architecture | gpt5 | key 'general.architecture': 'gpt5' is not known, expected llama, gemma3, qwen2, qwen3.",
                "llama.block_count | 1 | tensor 'blk.1.attn_norm.weight' is not used",
                "llama.block_count | 3 | tensor 'blk.2.attn_norm.weight' missing (block_count 3)",
                "llama.block_count | 0 | key 'llama.block_count' is 0, expected 1 to 1024",
                "llama.embedding_length | 255 | tensor 'token_embd.weight' is [256, 528], expected [255, 528]",
                "llama.feed_forward_length | 511 | expected [256, 511] (embedding_length 256, feed_forward_length 511)",
                "llama.attention.head_count | 3 | key 'llama.attention.head_count_kv' is 2, expected a divisor",
                "llama.attention.head_count | 2 | expected [256, 128] (embedding_length 256, head_count 2 × head_dim 64)",
                "llama.attention.head_count_kv | 3 | 'llama.attention.head_count_kv' is 3, expected a divisor of head_count 4",
                "llama.attention.head_count_kv | 0 | 'llama.attention.head_count_kv' is 0, expected a divisor of head_count 4",
                "llama.attention.key_length | 63 | key 'llama.attention.key_length' is 63, expected even",
                "llama.attention.value_length | 32 | 'llama.attention.value_length' is 32, expected 64, the head dimension",
                "llama.rope.dimension_count | 32 | 'llama.rope.dimension_count' is 32, expected 64, the head dimension",
                "llama.context_length | 0 | key 'llama.context_length' is 0, expected 1 or more",
                "llama.vocab_size | 527 | key 'llama.vocab_size' is 527, expected 528",
                "llama.expert_count | 8 | key 'llama.expert_count' is 8, expected 0",
            })
    void refusesNumbersThatContradictTheFile(String key, String value, String message) throws IOException {
        Object parsed = value.chars().allMatch(Character::isDigit) ? Integer.valueOf(value) : value;
        Path path = changed(Map.of(key, parsed), List.of());
        assertThatThrownBy(() -> Engine.open(path))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("changed.gguf: ")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "llama.attention.layer_norm_rms_epsilon, 0",
        "llama.attention.layer_norm_rms_epsilon, 0.2",
        "llama.attention.layer_norm_rms_epsilon, NaN",
        "llama.rope.freq_base, 0",
        "llama.rope.freq_base, -1",
        "llama.rope.freq_base, Infinity"
    })
    void refusesFloatsOutOfRange(String key, float value) throws IOException {
        Path path = changed(Map.of(key, value), List.of());
        assertThatThrownBy(() -> Engine.open(path))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("key '" + key + "' is " + value);
    }

    @Test
    void readsAContextLongerThanAnIntAsTheLongest() throws IOException {
        Path path = changed(Map.of("llama.context_length", 1L << 40), List.of());
        try (Engine engine = Engine.open(path)) {
            assertThat(engine.config().contextLength()).isEqualTo(Integer.MAX_VALUE);
            assertThat(engine.contextLength()).isEqualTo(4096);
        }
    }

    @Test
    void refusesATensorThatNothingUses() throws IOException {
        Path path = changed(Map.of(), List.of(TensorSource.of("blk.0.attn_q.bias", ElementType.F32, 4, new float[4])));
        assertThatThrownBy(() -> Engine.open(path))
                .hasMessage(
                        "changed.gguf: tensor 'blk.0.attn_q.bias' is not used by architecture 'llama' with block_count 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"output_norm.weight", "blk.1.ffn_norm.weight"})
    void refusesNormsThatAreNotFinite(String name) throws IOException {
        float[] norm = new float[256];
        norm[17] = Float.NaN;
        assertThatThrownBy(() -> Engine.open(replaced(floats(name, norm))))
                .hasMessage("changed.gguf: tensor '" + name + "' element 17 is NaN, expected finite");
    }

    @Test
    void refusesABlockScaleThatIsNotFinite() throws IOException {
        try (Arena arena = Arena.ofShared();
                Checkpoint source = GgufReader.read(Golden.file(ElementType.Q4_0, folder))) {
            Weight weight = source.weight("blk.1.ffn_up.weight");
            MemorySegment data = arena.allocate(weight.data().byteSize(), 32);
            data.copyFrom(weight.data());
            data.set(ValueLayout.JAVA_SHORT_UNALIGNED, 18 * (3 * 8 + 2), (short) 0x7C00);
            var damaged = new Weight(weight.name(), weight.type(), weight.rows(), weight.columns(), data);
            Path path = replaced(new TensorSource.Copy(damaged));
            assertThatThrownBy(() -> Engine.open(path))
                    .hasMessageContaining("tensor 'blk.1.ffn_up.weight', row 3: a block scale is Infinity");
        }
    }

    @Test
    void refusesRopeFactorsThatAreNotAboveZero() throws IOException {
        Path path = replaced(floats("rope_freqs.weight", new float[32]));
        assertThatThrownBy(() -> Engine.open(path))
                .hasMessage("changed.gguf: tensor 'rope_freqs.weight': element 0 is 0.0, expected finite and above 0");
    }

    /** Writes even what the writer's own encoder would refuse. */
    private static TensorSource floats(String name, float[] values) {
        MemorySegment data = Arena.ofAuto().allocate(4L * values.length, 32);
        MemorySegment.copy(values, 0, data, ValueLayout.JAVA_FLOAT, 0, values.length);
        return new TensorSource.Copy(new Weight(name, ElementType.F32, 1, values.length, data));
    }

    private Path changed(Map<String, Object> keys, List<TensorSource> more) throws IOException {
        try (Checkpoint source = GgufReader.read(Golden.file(ElementType.Q4_0, folder))) {
            Map<String, Object> metadata = new LinkedHashMap<>(source.metadata().values());
            metadata.putAll(keys);
            List<TensorSource> tensors = new ArrayList<>();
            source.weights().values().forEach(weight -> tensors.add(new TensorSource.Copy(weight)));
            tensors.addAll(more);
            Path path = folder.resolve("changed.gguf");
            GgufWriter.write(path, metadata, tensors);
            return path;
        }
    }

    private Path replaced(TensorSource tensor) throws IOException {
        try (Checkpoint source = GgufReader.read(Golden.file(ElementType.Q4_0, folder))) {
            List<TensorSource> tensors = new ArrayList<>();
            for (Weight weight : source.weights().values()) {
                tensors.add(weight.name().equals(tensor.name()) ? tensor : new TensorSource.Copy(weight));
            }
            Path path = folder.resolve("changed.gguf");
            GgufWriter.write(path, source.metadata().values(), tensors);
            return path;
        }
    }
}
