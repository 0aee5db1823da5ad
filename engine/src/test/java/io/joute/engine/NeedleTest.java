package io.joute.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.base.chat.ChatException;
import io.joute.engine.checkpoint.GgufWriter;
import io.joute.engine.checkpoint.TensorSource;
import io.joute.engine.kernel.KvType;
import io.joute.engine.tensor.ElementType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Four needles in a haystack of 131,072 tokens, found by a model that is constructed to find them: a question of kind k
 * attends to the needle of kind k and copies its value. Half of the hay has a value and no kind, so that a position lost, a
 * key misplaced or a softmax that drowns in the crowd gives a wrong answer.
 */
class NeedleTest {
    private static final int LONGEST = 131_072;
    private static final int KINDS = 4;
    private static final int VALUES = 16;
    private static final int WIDTH = 32;
    private static final int HEAD = 16;
    private static final int VOCABULARY = 512;

    /** Token ids: plain hay, hay with a value, needles by kind and value, questions by kind. */
    private static final int DECOYS = 256;

    private static final int NEEDLES = DECOYS + VALUES;
    private static final int QUESTIONS = NEEDLES + KINDS * VALUES;

    /** Elements of the stream: values, then the kinds of needles, then those of questions, then hay. */
    private static final int KIND = VALUES;

    private static final int QUESTION = KIND + KINDS;
    private static final int HAY = QUESTION + KINDS;

    @TempDir
    private static Path folder;

    private static Path path = Path.of("");

    @BeforeAll
    static void write() throws IOException {
        path = folder.resolve("needle.gguf");
        GgufWriter.write(path, metadata(), tensors());
    }

    private static Map<String, Object> metadata() {
        Map<String, Object> keys = new HashMap<>(new RandomVocabulary(VOCABULARY).keys());
        keys.put("general.architecture", "llama");
        keys.put("llama.block_count", 1);
        keys.put("llama.context_length", LONGEST);
        keys.put("llama.embedding_length", WIDTH);
        keys.put("llama.feed_forward_length", 32);
        keys.put("llama.attention.head_count", 1);
        keys.put("llama.attention.head_count_kv", 1);
        keys.put("llama.attention.key_length", HEAD);
        keys.put("llama.attention.value_length", HEAD);
        keys.put("llama.attention.layer_norm_rms_epsilon", 1e-5f);
        // So slow that the upper half of a head does not turn: position must not matter here.
        keys.put("llama.rope.freq_base", 1e30f);
        return keys;
    }

    private static List<TensorSource> tensors() {
        float[] embedding = new float[VOCABULARY * WIDTH];
        for (int id = 0; id < VOCABULARY; id++) {
            embedding[id * WIDTH + HAY] = id < NEEDLES ? 1 : 0;
        }
        float[] output = new float[VOCABULARY * WIDTH];
        float[] query = new float[HEAD * WIDTH];
        float[] key = new float[HEAD * WIDTH];
        float[] value = new float[HEAD * WIDTH];
        float[] attended = new float[WIDTH * HEAD];
        for (int v = 0; v < VALUES; v++) {
            embedding[(DECOYS + v) * WIDTH + v] = 1;
            output[(DECOYS + v) * WIDTH + v] = 1;
            value[v * WIDTH + v] = 1;
            attended[v * HEAD + v] = 1;
        }
        for (int kind = 0; kind < KINDS; kind++) {
            for (int v = 0; v < VALUES; v++) {
                embedding[needle(kind, v) * WIDTH + v] = 1;
                embedding[needle(kind, v) * WIDTH + KIND + kind] = 1;
            }
            embedding[(QUESTIONS + kind) * WIDTH + QUESTION + kind] = 1;
            int channel = HEAD / 2 + 2 * kind;
            query[channel * WIDTH + QUESTION + kind] = 8;
            key[channel * WIDTH + KIND + kind] = 1;
        }
        float[] ones = new float[WIDTH];
        Arrays.fill(ones, 1);
        List<TensorSource> all = new ArrayList<>();
        all.add(TensorSource.of("token_embd.weight", ElementType.F32, WIDTH, embedding));
        all.add(TensorSource.of("blk.0.attn_norm.weight", ElementType.F32, WIDTH, ones));
        all.add(TensorSource.of("blk.0.attn_q.weight", ElementType.F32, WIDTH, query));
        all.add(TensorSource.of("blk.0.attn_k.weight", ElementType.F32, WIDTH, key));
        all.add(TensorSource.of("blk.0.attn_v.weight", ElementType.F32, WIDTH, value));
        all.add(TensorSource.of("blk.0.attn_output.weight", ElementType.F32, HEAD, attended));
        all.add(TensorSource.of("blk.0.ffn_norm.weight", ElementType.F32, WIDTH, ones));
        all.add(TensorSource.of("blk.0.ffn_gate.weight", ElementType.F32, WIDTH, new float[32 * WIDTH]));
        all.add(TensorSource.of("blk.0.ffn_up.weight", ElementType.F32, WIDTH, new float[32 * WIDTH]));
        all.add(TensorSource.of("blk.0.ffn_down.weight", ElementType.F32, 32, new float[WIDTH * 32]));
        all.add(TensorSource.of("output_norm.weight", ElementType.F32, WIDTH, ones));
        all.add(TensorSource.of("output.weight", ElementType.F32, WIDTH, output));
        return all;
    }

    private static int needle(int kind, int value) {
        return NEEDLES + kind * VALUES + value;
    }

    @ParameterizedTest
    @CsvSource({"F32, 8192", "F16, 8192", "Q8_0, 32768"})
    void findsEachNeedleWhereverItLies(KvType type, int positions) {
        assertFound(type, positions);
    }

    @Test
    @Tag("slow")
    void findsEachNeedleAmong128K() {
        assertFound(KvType.Q8_0, LONGEST);
        assertFound(KvType.F16, LONGEST);
    }

    private static void assertFound(KvType type, int positions) {
        EngineOptions options =
                EngineOptions.defaults().withThreads(2).withKvType(type).withContextLength(positions);
        int[] values = {3, 14, 0, 9};
        int[] ids = haystack(positions - KINDS, values);
        try (Engine engine = Engine.open(path, options)) {
            Session session = engine.newSession();
            session.prefill(ids);
            for (int kind = KINDS - 1; kind >= 0; kind--) {
                assertThat(likeliest(session.decode(QUESTIONS + kind)))
                        .as("needle %d", kind)
                        .isEqualTo(DECOYS + values[kind]);
            }
            assertThat(session.position()).isEqualTo(positions);
        }
    }

    @Test
    void refusesTheTokenAfterTheLastRatherThanForgetTheFirst() {
        EngineOptions options = EngineOptions.defaults().withThreads(1).withContextLength(100);
        try (Engine engine = Engine.open(path, options)) {
            Session session = engine.newSession();
            session.prefill(haystack(100, new int[] {1, 2, 3, 4}));
            assertThatThrownBy(() -> session.decode(QUESTIONS))
                    .isInstanceOf(ChatException.class)
                    .hasMessageContaining("100");
            assertThat(session.position()).isEqualTo(100);
        }
    }

    /** One needle of each kind: first, after a third, after two thirds, last. */
    private static int[] haystack(int length, int[] values) {
        var random = new Random(1);
        int[] ids = random.ints(length, 0, NEEDLES).toArray();
        for (int i = 0; i < length; i += 2) {
            ids[i] = DECOYS + random.nextInt(VALUES);
        }
        for (int kind = 0; kind < KINDS; kind++) {
            ids[(length - 1) / (KINDS - 1) * kind] = needle(kind, values[kind]);
        }
        return ids;
    }

    private static int likeliest(float[] logits) {
        int best = 0;
        for (int id = 1; id < logits.length; id++) {
            best = logits[id] > logits[best] ? id : best;
        }
        return best;
    }
}
