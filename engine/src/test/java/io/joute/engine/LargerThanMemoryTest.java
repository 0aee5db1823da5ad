package io.joute.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.joute.engine.checkpoint.Checkpoint;
import io.joute.engine.checkpoint.CheckpointException;
import io.joute.engine.checkpoint.GgufReader;
import io.joute.engine.checkpoint.SparseGguf;
import io.joute.engine.kernel.KernelChoice;
import io.joute.engine.kernel.KvType;
import io.joute.engine.kernel.WorkerPool;
import io.joute.engine.model.Families;
import io.joute.engine.model.KvCache;
import io.joute.engine.model.ModelConfig;
import io.joute.engine.model.ModelWeights;
import io.joute.engine.model.Pass;
import io.joute.engine.model.Probe;
import io.joute.engine.model.Stage;
import io.joute.engine.model.Transformer;
import io.joute.engine.tensor.ElementType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Llama 3.1 405B in its true shape, Q4_0: 228 GB of which a few kilobytes are on disk. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargerThanMemoryTest {
    private static final int WIDTH = 16_384;
    private static final int GATE = 53_248;
    private static final int BLOCKS = 126;
    private static final int LAST = BLOCKS - 1;
    private static final int VOCABULARY = 128_256;
    private static final int TOKEN = VOCABULARY - 1;

    @TempDir
    private static Path folder;

    private Path path;

    @BeforeAll
    void write() throws IOException {
        path = folder.resolve("llama-405b-q4_0.gguf");
        var tensors = SparseGguf.llama(ElementType.Q4_0, BLOCKS, WIDTH, GATE, 1024, VOCABULARY);
        try (var file = new SparseGguf(path, metadata(), tensors)) {
            float[] ones = new float[WIDTH];
            Arrays.fill(ones, 1);
            String block = "blk." + LAST + ".";
            file.row("token_embd.weight", TOKEN, oneAt(WIDTH, WIDTH - 1, 8))
                    .row(block + "attn_norm.weight", 0, ones)
                    .row(block + "ffn_norm.weight", 0, ones)
                    .row(block + "ffn_gate.weight", GATE - 1, oneAt(WIDTH, WIDTH - 1, 0.5f))
                    .row(block + "ffn_up.weight", GATE - 1, oneAt(WIDTH, WIDTH - 1, 0.25f))
                    .row(block + "ffn_down.weight", WIDTH - 1, oneAt(GATE, GATE - 1, 2))
                    .row("output_norm.weight", 0, ones)
                    .row("output.weight", TOKEN, oneAt(WIDTH, WIDTH - 1, 1));
        }
    }

    private static float[] oneAt(int length, int index, float value) {
        float[] row = new float[length];
        row[index] = value;
        return row;
    }

    private static Map<String, Object> metadata() {
        Map<String, Object> keys = new HashMap<>(new RandomVocabulary(VOCABULARY).keys());
        keys.put("general.architecture", "llama");
        keys.put("llama.block_count", BLOCKS);
        keys.put("llama.context_length", 131_072);
        keys.put("llama.embedding_length", WIDTH);
        keys.put("llama.feed_forward_length", GATE);
        keys.put("llama.attention.head_count", 128);
        keys.put("llama.attention.head_count_kv", 8);
        keys.put("llama.attention.layer_norm_rms_epsilon", 1e-5f);
        keys.put("llama.rope.freq_base", 500_000f);
        return keys;
    }

    @Test
    void isRefusedWithWhatItNeedsAndWhatThereIs() {
        var laptop = new Memory(() -> 4L << 30, () -> 4L << 30, () -> 16L << 30);
        assertThat(path.toFile().length()).isGreaterThan(228_000_000_000L);
        assertThatThrownBy(() -> Engine.open(path, EngineOptions.defaults(), laptop))
                .isInstanceOf(CheckpointException.class)
                .hasMessageMatching(
                        "llama-405b-q4_0.gguf: needs 212.\\d GiB \\+ 2.0 GiB KV cache \\(context 4096 in F16\\), "
                                + "16.0 GiB available. .* at most about \\S+ tokens a second.");
    }

    @Test
    void opensWhenAskedToRunFromDisk() {
        var laptop = new Memory(() -> 4L << 30, () -> 4L << 30, () -> 16L << 30);
        try (Engine engine = Engine.open(path, EngineOptions.defaults().runningFromDisk(), laptop)) {
            assertThat(engine.parameterCount()).isEqualTo(405_853_388_800L);
            assertThat(engine.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("212.6 GiB of weights, 16.0 GiB of memory")
                    .contains("Expect at most about");
        }
    }

    /** The last block and the output matrix lie beyond byte 2³⁷; each has one number that is not 0, at its very end. */
    @Test
    void computesItsLastBlockAndLastToken() {
        try (Checkpoint checkpoint = GgufReader.read(path);
                var pool = new WorkerPool(2)) {
            ModelConfig config = Families.of(checkpoint);
            var transformer =
                    new Transformer(config, ModelWeights.bind(checkpoint, config), KernelChoice.VECTOR.on(pool));
            var cache = new KvCache(config, KvType.F16);
            cache.reserve(1);
            Map<Stage, float[]> seen = new HashMap<>();
            Probe probe = (stage, layer, values, batch) -> seen.put(stage, values.clone());
            Pass pass = transformer.begin(new int[] {TOKEN}, cache, 0, probe);
            transformer.block(pass, LAST);

            double normed = 8 / Math.sqrt(64.0 / WIDTH + 1e-5);
            double gate = 0.5 * normed;
            double added = 2 * (gate / (1 + Math.exp(-gate)) * 0.25 * normed);
            float[] stream = Objects.requireNonNull(seen.get(Stage.BLOCK));
            assertThat((double) stream[WIDTH - 1]).isCloseTo(8 + added, within(added * 2e-3));
            assertThat(Arrays.copyOf(stream, WIDTH - 1)).containsOnly(0f);
            float[] logits = transformer.logits(pass, 0);
            assertThat(logits[TOKEN]).isCloseTo((float) Math.sqrt(WIDTH), within(0.1f));
            assertThat(Arrays.copyOf(logits, TOKEN)).containsOnly(0f);
        }
    }
}
