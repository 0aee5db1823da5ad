package io.joute.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.joute.engine.checkpoint.CheckpointException;
import io.joute.engine.kernel.KernelChoice;
import io.joute.engine.kernel.WorkerPool;
import io.joute.engine.tensor.ElementType;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One defect a model, in what its keys and tensors mean; each refusal names the file, the field, the found, the expected. */
final class BadModelsTest {
    private static final String HEADS = "llama.attention.head_count";
    private static final String KV_HEADS = "llama.attention.head_count_kv";
    private static final String EPSILON = "llama.attention.layer_norm_rms_epsilon";
    private static final String TOKENS = "tokenizer.ggml.tokens";

    @TempDir
    private Path folder;

    private final WorkerPool pool = new WorkerPool(1);

    @AfterEach
    void closePool() {
        pool.close();
    }

    @ParameterizedTest(name = "{index} {1}")
    @MethodSource({"architecture", "numbers", "kinds", "ropes", "tensors", "shapes", "vocabularies"})
    void namesTheFieldTheFoundAndTheExpected(UnaryOperator<BadModels> defect, List<String> parts) {
        Path path = defect.apply(BadModels.in(folder)).write(folder.resolve("m.gguf"));
        assertThatThrownBy(() -> open(path).close())
                .isInstanceOf(CheckpointException.class)
                .satisfies(failure -> {
                    assertThat(failure).hasMessageStartingWith("m.gguf: ");
                    assertThat(failure.getMessage())
                            .hasSizeLessThanOrEqualTo(400)
                            .doesNotContain("\n");
                    assertThat(failure.getMessage()).contains(parts);
                });
    }

    @Test
    void theModelIsGoodWithoutADefect() {
        try (Engine engine = open(BadModels.in(folder).write(folder.resolve("m.gguf")))) {
            assertThat(engine.newSession().prefill(new int[] {5})).hasSize(600);
        }
    }

    private Engine open(Path path) {
        return Engine.open(path, EngineOptions.defaults().withPool(pool).withKernels(KernelChoice.SCALAR));
    }

    private static Arguments bad(UnaryOperator<BadModels> defect, String... parts) {
        return arguments(defect, List.of(parts));
    }

    private static Arguments key(String key, Object value, String... parts) {
        return bad(model -> model.key(key, value), parts);
    }

    private static Arguments without(String key) {
        return bad(model -> model.without(key), "key '" + key + "'", "missing");
    }

    static Stream<Arguments> architecture() {
        return Stream.of(
                without("general.architecture"),
                key("general.architecture", "gpt-7", "general.architecture", "'gpt-7'", "llama"),
                key("general.architecture", "", "general.architecture", "''", "llama"),
                key("general.architecture", "LLAMA", "general.architecture", "'LLAMA'", "llama"),
                key("general.architecture", "x".repeat(100_000), "general.architecture", "llama"),
                key("general.architecture", "\u001b[31m", "general.architecture", "\\u{1b}", "llama"),
                key("general.architecture", 7, "general.architecture", "integer 7", "string"),
                key("general.architecture", List.of("llama"), "general.architecture", "array of 1", "string"),
                key("llama.expert_count", 8, "llama.expert_count", "8", "expected 0"),
                key("llama.expert_count", -1, "llama.expert_count", "-1", "expected 0"));
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                without("llama.block_count"),
                key("llama.block_count", 0, "llama.block_count", "0", "1 to 1024"),
                key("llama.block_count", 1, "blk.1.", "not used", "block_count 1"),
                key("llama.block_count", 3, "blk.2.", "missing", "block_count 3"),
                key("llama.block_count", 1025, "llama.block_count", "1025", "1 to 1024"),
                key("llama.block_count", -2, "llama.block_count", "-2", "1 to 1024"),
                key("llama.block_count", 1L << 32, "llama.block_count", "4294967296", "1 to 1024"),
                key("llama.block_count", (1L << 32) + 2, "llama.block_count", "4294967298", "1 to 1024"),
                without("llama.context_length"),
                key("llama.context_length", 0, "llama.context_length", "0", "1 or more"),
                key("llama.context_length", -1, "llama.context_length", "-1", "1 or more"),
                without("llama.embedding_length"),
                key("llama.embedding_length", 0, "llama.embedding_length", "0", "1 to"),
                key("llama.embedding_length", 64, "token_embd.weight", "[32, 600]", "[64, 600]"),
                key("llama.embedding_length", 1L << 31, "llama.embedding_length", "2147483648", "1 to 2147483647"),
                key("llama.embedding_length", (1L << 32) + 32, "llama.embedding_length", "4294967328"),
                without("llama.feed_forward_length"),
                key("llama.feed_forward_length", 0, "llama.feed_forward_length", "0", "1 to"),
                key("llama.feed_forward_length", 63, "ffn_gate.weight", "[32, 64]", "[32, 63]"),
                without(HEADS),
                key(HEADS, 0, HEADS, "0", "1 to"),
                key(HEADS, 8, "attn_q.weight", "[32, 32]", "[32, 64]"),
                key(HEADS, -4, HEADS, "-4", "1 to"),
                key(KV_HEADS, 0, KV_HEADS, "0", "divisor of head_count 4"),
                key(KV_HEADS, 3, KV_HEADS, "3", "divisor of head_count 4"),
                key(KV_HEADS, 8, KV_HEADS, "8", "divisor of head_count 4"),
                key(KV_HEADS, 1, "attn_k.weight", "[32, 16]", "[32, 8]"),
                key("llama.attention.key_length", 0, "llama.attention.key_length", "0", "even"),
                key("llama.attention.key_length", 7, "llama.attention.key_length", "7", "even"),
                key("llama.attention.key_length", 16, "value_length", "8", "expected 16"),
                key("llama.attention.value_length", 4, "llama.attention.value_length", "4", "expected 8"),
                key("llama.rope.dimension_count", 4, "llama.rope.dimension_count", "4", "expected 8"),
                key("llama.rope.dimension_count", 16, "llama.rope.dimension_count", "16", "expected 8"),
                without(EPSILON),
                key(EPSILON, 0.0, EPSILON, "0.0", "above 0"),
                key(EPSILON, -1e-5f, EPSILON, "above 0"),
                key(EPSILON, 0.2f, EPSILON, "0.2", "at most 0.1"),
                key(EPSILON, Float.NaN, EPSILON, "NaN", "above 0"),
                key(EPSILON, Float.POSITIVE_INFINITY, EPSILON, "Infinity", "above 0"),
                key(EPSILON, Double.MIN_VALUE, EPSILON, "above 0"),
                key("llama.vocab_size", 599, "llama.vocab_size", "599", "expected 600"),
                key("llama.vocab_size", 601, "llama.vocab_size", "601", "expected 600"));
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                key("llama.block_count", "2", "llama.block_count", "string '2'", "integer"),
                key("llama.block_count", 2.5f, "llama.block_count", "float 2.5", "integer"),
                key("llama.block_count", true, "llama.block_count", "bool true", "integer"),
                key("llama.block_count", new int[] {2}, "llama.block_count", "array of 1", "integer"),
                key("llama.context_length", 8.5f, "llama.context_length", "float", "integer"),
                key("llama.embedding_length", "wide", "llama.embedding_length", "string 'wide'", "integer"),
                key(HEADS, new int[] {4, 4}, HEADS, "array of 2 integers", "integer"),
                key(KV_HEADS, false, KV_HEADS, "bool false", "integer"),
                key(EPSILON, 1, EPSILON, "integer 1", "float"),
                key(EPSILON, "1e-5", EPSILON, "string '1e-5'", "float"),
                key("llama.rope.freq_base", 10_000, "llama.rope.freq_base", "integer 10000", "float"),
                key("llama.rope.scaling.type", 1, "llama.rope.scaling.type", "integer 1", "string"),
                key(TOKENS, "abc", TOKENS, "string 'abc'", "array of strings"),
                key(TOKENS, new int[] {1, 2}, TOKENS, "array of 2 integers", "array of strings"),
                key("tokenizer.ggml.token_type", "1", "tokenizer.ggml.token_type", "string", "array of integers"),
                key("tokenizer.ggml.token_type", new double[] {1}, "token_type", "array of 1 floats", "integers"),
                key("tokenizer.ggml.merges", new int[] {1}, "tokenizer.ggml.merges", "integers", "array of strings"),
                key("tokenizer.ggml.bos_token_id", "1", "tokenizer.ggml.bos_token_id", "string '1'", "integer"),
                key("tokenizer.ggml.model", true, "tokenizer.ggml.model", "bool true", "string"));
    }

    static Stream<Arguments> ropes() {
        String base = "llama.rope.freq_base";
        String factors = "rope_freqs.weight";
        return Stream.of(
                key(base, 0f, base, "0.0", "above 0"),
                key(base, -1f, base, "-1.0", "above 0"),
                key(base, Float.NaN, base, "NaN", "finite"),
                key(base, Float.POSITIVE_INFINITY, base, "Infinity", "finite"),
                key("llama.rope.scaling.type", "yarn", "llama.rope.scaling.type", "'yarn'", "'linear'"),
                key("llama.rope.scaling.type", "", "llama.rope.scaling.type", "''", "'linear'"),
                bad(m -> m.vector(factors, 1, 1, 1), factors, "[3]", "[4]"),
                bad(m -> m.vector(factors, 1, 1, 1, 1, 1), factors, "[5]", "[4]"),
                bad(m -> m.vector(factors, 1, 1, 0, 1), factors, "element 2 is 0.0", "above 0"),
                bad(m -> m.vector(factors, 1, -1, 1, 1), factors, "element 1 is -1.0", "above 0"),
                bad(m -> m.tensor(factors, ElementType.F16, 1, 4), factors, "F16 [4]", "expected F32"));
    }

    static Stream<Arguments> tensors() {
        return Stream.concat(
                Stream.of(
                                "token_embd.weight",
                                "output_norm.weight",
                                "blk.0.attn_norm.weight",
                                "blk.0.attn_q.weight",
                                "blk.0.attn_k.weight",
                                "blk.1.attn_v.weight",
                                "blk.1.attn_output.weight",
                                "blk.0.ffn_norm.weight",
                                "blk.0.ffn_gate.weight",
                                "blk.1.ffn_up.weight",
                                "blk.1.ffn_down.weight")
                        .map(name -> bad(m -> m.withoutTensor(name), "tensor '" + name + "'", "missing")),
                Stream.of(
                        bad(m -> m.tensor("blk.2.attn_q.weight", ElementType.F32, 32, 32), "blk.2.attn_q", "not used"),
                        bad(m -> m.tensor("blk.0.attn_q.bias", ElementType.F32, 1, 32), "attn_q.bias", "not used"),
                        bad(m -> m.tensor("surplus", ElementType.F32, 1, 1), "'surplus'", "not used", "llama"),
                        bad(m -> m.renamed("blk.0.attn_q.weight", "blk.00.attn_q.weight"), "blk.0.attn_q", "missing"),
                        bad(m -> m.renamed("blk.1.ffn_up.weight", "blk.1.ffn_up"), "blk.1.ffn_up.weight", "missing")));
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                bad(m -> m.tensor("token_embd.weight", ElementType.F32, 599, 32), "vocab_size", "600", "599"),
                bad(
                        m -> m.tensor("output.weight", ElementType.F32, 599, 32),
                        "output.weight",
                        "[32, 599]",
                        "[32, 600]"),
                bad(
                        m -> m.tensor("output.weight", ElementType.F32, 32, 600),
                        "output.weight",
                        "[600, 32]",
                        "[32, 600]"),
                bad(m -> m.tensor("output_norm.weight", ElementType.F32, 1, 31), "output_norm", "[31]", "[32]"),
                bad(m -> m.tensor("output_norm.weight", ElementType.F32, 32, 1), "output_norm", "[1, 32]", "[32]"),
                bad(m -> m.tensor("output_norm.weight", ElementType.Q8_0, 1, 32), "output_norm", "Q8_0", "F32"),
                bad(m -> m.tensor("blk.0.attn_k.weight", ElementType.F32, 32, 16), "attn_k", "[16, 32]", "[32, 16]"),
                bad(m -> m.tensor("blk.0.attn_v.weight", ElementType.F32, 15, 32), "attn_v", "[32, 15]", "[32, 16]"),
                bad(
                        m -> m.tensor("blk.0.ffn_down.weight", ElementType.F32, 64, 32),
                        "ffn_down",
                        "[32, 64]",
                        "[64, 32]"),
                bad(m -> m.tensor("blk.1.ffn_up.weight", ElementType.F32, 1, 32), "ffn_up", "[32]", "[32, 64]"));
    }

    static Stream<Arguments> vocabularies() {
        String types = "tokenizer.ggml.token_type";
        return Stream.of(
                without(TOKENS),
                without("tokenizer.ggml.model"),
                without("tokenizer.ggml.pre"),
                without("tokenizer.ggml.merges"),
                key(TOKENS, List.of(), TOKENS, "empty", "1 or more"),
                bad(m -> m.tokens(tokens -> tokens.add("more")), types, "600 elements", "expected 601"),
                bad(m -> m.tokens(List::removeLast), types, "600 elements", "expected 599"),
                bad(m -> m.without(types).tokens(List::removeLast), TOKENS, "599 tokens", "expected 600"),
                bad(m -> m.tokens(tokens -> tokens.set(9, "a".repeat(65_536))), TOKENS, "65536 characters", "at most"),
                key("tokenizer.ggml.model", "wordpiece", "tokenizer.ggml.model", "'wordpiece'", "'gpt2'"),
                key("tokenizer.ggml.model", "llama", "tokenizer.ggml.scores", "missing"),
                key("tokenizer.ggml.pre", "gpt-9", "tokenizer.ggml.pre", "'gpt-9' unknown", "'llama-bpe'"),
                key(types, new int[] {1}, types, "1 elements", "expected 600"),
                key(types, Collections.nCopies(600, 7).stream().mapToInt(i -> i).toArray(), types, "type 7", "1 to 6"),
                key(types, new int[600], types, "type 0", "1 to 6"),
                key("tokenizer.ggml.scores", new double[3], "tokenizer.ggml.scores", "3 elements", "expected 600"),
                key("tokenizer.ggml.bos_token_id", 600, "tokenizer.ggml.bos_token_id", "600", "0 to 599"),
                key("tokenizer.ggml.bos_token_id", -1, "tokenizer.ggml.bos_token_id", "-1", "0 to 599"),
                key("tokenizer.ggml.eos_token_id", 1L << 32, "tokenizer.ggml.eos_token_id", "4294967296", "0 to 599"),
                key("tokenizer.ggml.merges", List.of("ab"), "tokenizer", "'ab'"),
                key("tokenizer.ggml.merges", List.of(""), "tokenizer", "merge"),
                key("tokenizer.ggml.merges", List.of(" "), "tokenizer", "merge"));
    }
}
