package io.joute.engine;

import static io.joute.engine.BadFolders.CONFIG;
import static io.joute.engine.BadFolders.INDEX;
import static io.joute.engine.BadFolders.TOKENIZER;
import static io.joute.engine.BadFolders.TOKENIZER_CONFIG;
import static io.joute.engine.BadFolders.WEIGHTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.joute.engine.checkpoint.CheckpointException;
import io.joute.engine.kernel.KernelChoice;
import io.joute.engine.kernel.WorkerPool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One defect a folder; each refusal names the file, the field, the found, the expected. */
final class BadFoldersTest {
    private static final String EMBEDDING = "model.embed_tokens.weight";
    private static final String QUERY = "model.layers.0.self_attn.q_proj.weight";

    @TempDir
    private Path folder;

    private final WorkerPool pool = new WorkerPool(1);

    @AfterEach
    void closePool() {
        pool.close();
    }

    @ParameterizedTest(name = "{index} {2}")
    @MethodSource({"containers", "entries", "indexes", "configs", "kinds", "documents", "vocabularies", "tensors"})
    void namesTheFieldTheFoundAndTheExpected(UnaryOperator<BadFolders> defect, String file, List<String> parts) {
        Path path = defect.apply(BadFolders.in(folder)).write(folder.resolve("m"));
        assertThatThrownBy(() -> open(path).close())
                .isInstanceOf(CheckpointException.class)
                .satisfies(failure -> {
                    assertThat(failure).hasMessageStartingWith(file + ": ");
                    assertThat(failure.getMessage())
                            .hasSizeLessThanOrEqualTo(400)
                            .doesNotContain("\n");
                    assertThat(failure.getMessage()).contains(parts);
                });
    }

    @Test
    void theFolderIsGoodWithoutADefect() {
        try (Engine engine = open(BadFolders.in(folder).write(folder.resolve("m")))) {
            assertThat(engine.newSession().prefill(new int[] {5})).hasSize(600);
        }
    }

    private Engine open(Path path) {
        return Engine.open(path, EngineOptions.defaults().withPool(pool).withKernels(KernelChoice.SCALAR));
    }

    private static Arguments weights(UnaryOperator<BadFolders> defect, String... parts) {
        return arguments(defect, WEIGHTS, List.of(parts));
    }

    private static Arguments bad(UnaryOperator<BadFolders> defect, String... parts) {
        return arguments(defect, "m", List.of(parts));
    }

    private static Arguments entry(Consumer<ObjectNode> change, String... parts) {
        return weights(f -> f.header(header -> change.accept((ObjectNode) header.get(EMBEDDING))), parts);
    }

    private static Arguments config(Consumer<ObjectNode> change, String... parts) {
        return bad(f -> f.json(CONFIG, change), parts);
    }

    private static Arguments raw(String header, String... parts) {
        return weights(f -> f.header(header.getBytes(StandardCharsets.UTF_8)), parts);
    }

    private static Arguments length(long announced, String... parts) {
        return weights(f -> f.announced(announced, f.headerBytes()), parts);
    }

    static Stream<Arguments> containers() {
        return Stream.of(
                length(0, "header length", "0 bytes announced", "expected 1 to"),
                length(1, "header: not valid JSON"),
                length(-1, "header length", "18 446 744 073 709 551 615", "expected 1 to"),
                length(Long.MAX_VALUE, "header length", "9 223 372 036 854 775 807"),
                length(1L << 32, "header length", "4 294 967 296 bytes announced"),
                weights(f -> f.file(WEIGHTS, new byte[0]), "truncated", "0 bytes"),
                weights(f -> f.file(WEIGHTS, new byte[8]), "truncated", "8 bytes"),
                weights(f -> f.file(WEIGHTS, new byte[100]), "header length", "0 bytes announced"),
                weights(f -> f.resized(-1), "truncated: its bytes end at", "incomplete"),
                weights(f -> f.resized(-5000), "truncated: its bytes end at"),
                weights(f -> f.resized(1), "data: 1 bytes after the last tensor", "expected none"),
                weights(f -> f.file(WEIGHTS, "<!DOCTYPE html><html></html>"), "header length"),
                raw("[]", "header", "does not begin with '{'"),
                raw(" {}", "header", "does not begin with '{'"),
                raw("{", "header: not valid JSON"),
                raw("{} {}", "header", "something follows"),
                raw("{\"a\": NaN}", "header: not valid JSON"),
                raw("{'a': 1}", "header: not valid JSON"),
                raw("{\"a\": {}, \"a\": {}}", "tensor 'a'", "dtype is missing"),
                raw("{\"__metadata__\": {}, \"__metadata__\": {}}", "header", "appears twice"),
                raw("{\"__metadata__\": {\"a\": 1}}", "__metadata__", "object of strings"),
                raw("{\"__metadata__\": []}", "__metadata__", "object of strings"),
                raw("{\"__metadata__\": {\"a\": {\"b\": \"c\"}}}", "__metadata__", "object of strings"),
                raw("{\"a\": " + "[".repeat(40) + "]".repeat(40) + "}", "tensor 'a'", "no object"),
                raw("{\"a\": {\"x\": " + "[".repeat(40) + "]".repeat(40) + "}}", "header", "deeper"),
                raw("{\"\": {}}", "tensor ''", "a name of 0 characters"),
                raw("{\"" + "n".repeat(1025) + "\": {}}", "a name of 1025 characters", "1 to 1024"),
                raw("{\"a\\nb\": {}}", "'a\\u{a}b'", "control characters"),
                raw("{\"\\ud800\": {}}", "control characters"),
                weights(f -> f.header(new byte[] {'{', '"', (byte) 0xFF, '"', ':', '1', '}'}), "header", "not UTF-8"),
                weights(
                        f -> f.header(new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'}),
                        "header",
                        "not UTF-8"));
    }

    static Stream<Arguments> entries() {
        return Stream.of(
                entry(e -> e.remove("dtype"), EMBEDDING, "dtype is missing"),
                entry(e -> e.remove("shape"), EMBEDDING, "shape is missing"),
                entry(e -> e.remove("data_offsets"), EMBEDDING, "data_offsets is missing"),
                entry(e -> e.put("dtype", "BF17"), EMBEDDING, "dtype 'BF17' unknown"),
                entry(e -> e.put("dtype", "bf16"), EMBEDDING, "dtype 'bf16' unknown"),
                entry(e -> e.put("dtype", 1), EMBEDDING, "dtype is no string"),
                entry(e -> e.put("dtype", "F32"), EMBEDDING, "shape [600, 32] × F32 needs 76800 bytes", "give 38400"),
                entry(e -> e.put("shape", "600"), EMBEDDING, "shape is no array"),
                entry(e -> e.set("shape", e.arrayNode().add("600").add(32)), EMBEDDING, "shape holds something else"),
                entry(e -> e.set("shape", e.arrayNode().add(600.0).add(32)), EMBEDDING, "shape holds something else"),
                entry(e -> e.set("shape", e.arrayNode().add(-600).add(-32)), EMBEDDING, "shape holds something else"),
                entry(
                        e -> e.set("shape", e.arrayNode().add(1L << 62).add(4)),
                        EMBEDDING,
                        "shape [4611686018427387904, 4] × BF16: size exceeds 2^63"),
                entry(
                        e -> e.set("shape", e.arrayNode().add(new java.math.BigInteger("18446744073709551616"))),
                        EMBEDDING,
                        "shape holds something else"),
                entry(e -> e.set("shape", e.arrayNode().add(601).add(32)), EMBEDDING, "needs 38464", "give 38400"),
                entry(e -> e.set("shape", ones(e)), EMBEDDING, "shape has more than 6"),
                entry(e -> e.set("data_offsets", e.arrayNode().add(0)), EMBEDDING, "data_offsets [0]", "begin and end"),
                entry(e -> e.set("data_offsets", e.arrayNode().add(9).add(3)), EMBEDDING, "data_offsets [9, 3]"),
                entry(e -> e.set("data_offsets", e.arrayNode().add(-1).add(3)), EMBEDDING, "data_offsets holds"),
                entry(
                        e -> e.set("data_offsets", e.arrayNode().add(0).add(1).add(2)),
                        EMBEDDING,
                        "data_offsets has more than 2"),
                entry(
                        e -> e.set("data_offsets", e.arrayNode().add(64).add(64 + 38400)),
                        "tensor",
                        "expected to begin at"),
                entry(
                        e -> e.set("data_offsets", e.arrayNode().add(1L << 40).add((1L << 40) + 38400)),
                        "expected to begin at"),
                weights(f -> f.header(h -> h.remove(EMBEDDING)), "leave a hole before them"),
                weights(f -> f.header(h -> h.set("copy", h.get(EMBEDDING).deepCopy())), "overlap the tensor before"),
                weights(f -> f.header(h -> h.put(EMBEDDING, 1)), EMBEDDING, "no object"));
    }

    private static ArrayNode ones(ObjectNode node) {
        ArrayNode shape = node.arrayNode();
        for (int i = 0; i < 7; i++) {
            shape.add(1);
        }
        return shape;
    }

    static Stream<Arguments> indexes() {
        return Stream.of(
                shard("../x.safetensors", "shard '../x.safetensors' is outside the folder"),
                shard("/etc/passwd", "shard '/etc/passwd' is outside the folder"),
                shard("a/b.safetensors", "is outside the folder"),
                shard("..\\x.safetensors", "is outside the folder"),
                shard("C:x.safetensors", "is outside the folder"),
                shard("..", "is outside the folder"),
                shard(".", "is outside the folder"),
                shard("", "is outside the folder"),
                shard("x\u0000.safetensors", "is outside the folder"),
                shard("pytorch_model.bin", "shard 'pytorch_model.bin' is no safetensors file", "Convert"),
                shard("model-2.safetensors", "shard 'model-2.safetensors' is missing", "incomplete"),
                index("[]", "no JSON object"),
                index("{}", "weight_map", "missing or empty"),
                index("{\"weight_map\": {}}", "weight_map", "missing or empty"),
                index("{\"weight_map\": []}", "weight_map", "no object"),
                index("{\"weight_map\": {\"a\": 1}}", "weight_map", "'a' is no string"),
                index("{\"weight_map\": {\"a\": \"model.safetensors\"}}", "tensor 'a' is not in its shard"),
                index("{\"weight_map\": {\"a\": \"b\", \"a\": \"b\"}}", "is no safetensors file"),
                index("{\"weight_map\": {\"a\": \"model.safetensors\", \"a\": \"b\"}}", "appears twice"),
                index("{", "not valid JSON"));
    }

    private static Arguments index(String text, String... parts) {
        return bad(
                f -> f.file(INDEX, text),
                Stream.concat(Stream.of(INDEX), Stream.of(parts)).toArray(String[]::new));
    }

    private static Arguments shard(String name, String... parts) {
        String escaped = name.replace("\\", "\\\\").replace("\u0000", "\\u0000");
        return index("{\"weight_map\": {\"" + EMBEDDING + "\": \"" + escaped + "\"}}", parts);
    }

    static Stream<Arguments> configs() {
        return Stream.of(
                config(c -> c.remove("architectures"), CONFIG, "architectures", "missing"),
                config(c -> c.set("architectures", c.arrayNode()), "architectures", "missing"),
                config(c -> c.set("architectures", c.arrayNode().add("Mamba")), "'Mamba'", "LlamaForCausalLM"),
                config(c -> c.put("num_hidden_layers", 0), "num_hidden_layers", "0", "1 to 1024"),
                config(c -> c.put("num_hidden_layers", 1), "blk.1.", "not used", "block_count 1"),
                config(c -> c.put("num_hidden_layers", 3), "blk.2.", "missing", "block_count 3"),
                config(c -> c.put("num_hidden_layers", 1025), "num_hidden_layers", "1025", "1 to 1024"),
                config(c -> c.remove("num_hidden_layers"), "num_hidden_layers", "missing"),
                config(c -> c.put("hidden_size", 0), "hidden_size", "0", "1 to"),
                config(c -> c.put("hidden_size", 1L << 31), "hidden_size", "2147483648"),
                config(c -> c.remove("hidden_size"), "hidden_size", "missing"),
                config(c -> c.put("intermediate_size", 63), "ffn_gate", "[32, 64]", "[32, 63]"),
                config(c -> c.put("num_attention_heads", 0), "num_attention_heads", "0"),
                config(c -> c.put("num_attention_heads", 3).remove("head_dim"), "num_key_value_heads", "divide"),
                config(c -> c.put("num_key_value_heads", 3), "num_key_value_heads", "3", "must divide"),
                config(c -> c.put("num_key_value_heads", 8), "num_key_value_heads", "8", "must divide"),
                config(c -> c.put("head_dim", 7), "head_dim", "7", "even"),
                config(c -> c.put("head_dim", 16), "blk.0.attn_q", "[32, 32]", "[32, 64]"),
                config(c -> c.put("max_position_embeddings", 0), "max_position_embeddings", "0", "1 to"),
                config(c -> c.put("rms_norm_eps", 0.0), "rms_norm_eps", "0.0", "above 0"),
                config(c -> c.put("rms_norm_eps", 1.0), "rms_norm_eps", "1.0", "at most 0.1"),
                config(c -> c.remove("rms_norm_eps"), "rms_norm_eps", "missing"),
                config(c -> c.put("rope_theta", -1), "rope_theta", "-1.0", "above 0"),
                config(c -> c.put("rope_theta", 1e300), "rope_theta", "largest F32"),
                config(c -> c.put("vocab_size", 599), "vocab_size", "599", "expected 600"),
                config(c -> c.put("hidden_act", "relu"), "hidden_act", "'relu'", "'silu'"),
                config(c -> c.put("num_local_experts", 8), "num_local_experts", "experts are not supported"),
                config(c -> c.put("final_logit_softcapping", 30.0), "final_logit_softcapping", "not supported"),
                config(c -> c.putObject("quantization_config").put("quant_method", "gptq"), "'gptq' not supported"),
                config(c -> c.putObject("rope_scaling").put("rope_type", "longrope"), "'longrope'", "'llama3'"),
                config(c -> c.putObject("rope_scaling").put("rope_type", "linear"), "factor", "missing"),
                config(c -> c.putObject("rope_scaling").put("type", "linear").put("factor", 0), "factor", "above 0"),
                config(c -> llama3(c).remove("low_freq_factor"), "low_freq_factor", "missing"),
                config(c -> llama3(c).put("low_freq_factor", 4), "high_freq_factor", "above"));
    }

    private static ObjectNode llama3(ObjectNode config) {
        return config.putObject("rope_scaling")
                .put("rope_type", "llama3")
                .put("factor", 8)
                .put("low_freq_factor", 1)
                .put("high_freq_factor", 4)
                .put("original_max_position_embeddings", 8192);
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                config(c -> c.put("architectures", "LlamaForCausalLM"), "architectures", "string", "array"),
                config(c -> c.set("architectures", c.arrayNode().add(1)), "architectures", "number 1", "strings"),
                config(c -> c.put("hidden_size", "32"), "hidden_size", "the string '32'", "integer"),
                config(c -> c.put("hidden_size", 32.0), "hidden_size", "the number 32.0", "integer"),
                config(c -> c.put("hidden_size", true), "hidden_size", "true", "integer"),
                config(c -> c.putArray("hidden_size").add(32), "hidden_size", "array of 1", "integer"),
                config(c -> c.putObject("hidden_size"), "hidden_size", "an object", "integer"),
                config(c -> c.put("rms_norm_eps", "1e-5"), "rms_norm_eps", "the string '1e-5'", "number"),
                config(c -> c.put("rope_theta", false), "rope_theta", "false", "number"),
                config(c -> c.put("rope_scaling", 8), "rope_scaling", "the number 8", "object"),
                config(c -> c.put("hidden_act", 1), "hidden_act", "the number 1", "string"),
                config(c -> c.put("tie_word_embeddings", "no"), "tie_word_embeddings", "'no'", "true or false"),
                config(c -> c.put("text_config", "x"), "text_config", "the string 'x'", "object"),
                config(c -> c.put("eos_token_id", "x"), "eos_token_id", "the string 'x'", "integer"),
                config(c -> c.putArray("eos_token_id").add(1.5), "eos_token_id", "number 1.5", "integers"),
                config(c -> c.put("bos_token_id", new java.math.BigInteger("99999999999999999999")), "bos_token_id"));
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                bad(f -> f.without(CONFIG), CONFIG, "missing"),
                bad(f -> f.without(TOKENIZER), TOKENIZER, "missing"),
                bad(f -> f.without(WEIGHTS), WEIGHTS, "missing", INDEX),
                bad(f -> f.without(WEIGHTS).file("pytorch_model.bin", "x"), "Python pickles", "never reads", "Convert"),
                bad(f -> f.file(CONFIG, ""), CONFIG, "no JSON object"),
                bad(f -> f.file(CONFIG, "[]"), CONFIG, "no JSON object"),
                bad(f -> f.file(CONFIG, "null"), CONFIG, "no JSON object"),
                bad(f -> f.file(CONFIG, "{\"a\": 1"), CONFIG, "not valid JSON"),
                bad(f -> f.file(CONFIG, "{\"a\": 1} {}"), CONFIG, "follows"),
                bad(f -> f.file(CONFIG, "{\"a\": 1, \"a\": 1}"), CONFIG, "appears twice", "line 1"),
                bad(f -> f.replaced(CONFIG, "{", "{\"a\": NaN,"), CONFIG, "not valid JSON"),
                bad(f -> f.replaced(CONFIG, "{", "{\"a\": 0x10,"), CONFIG, "not valid JSON"),
                bad(f -> f.replaced(CONFIG, "{", "{// no\n"), CONFIG, "not valid JSON"),
                bad(f -> f.replaced(CONFIG, "}", ",}"), CONFIG, "not valid JSON"),
                bad(f -> f.replaced(CONFIG, "{", "{\"a\": " + "[".repeat(70) + "]".repeat(70) + ","), CONFIG, "deeper"),
                bad(f -> f.replaced(CONFIG, "{", "{\"a\": " + "1".repeat(1000) + ","), CONFIG, "more digits"),
                bad(f -> f.file(CONFIG, " ".repeat((4 << 20) + 1)), CONFIG, "4 194 305 bytes", "at most 4 194 304"),
                bad(f -> f.file(CONFIG, new byte[] {'{', '"', (byte) 0xE9, '"', ':', '1', '}'}), CONFIG, "not UTF-8"),
                bad(f -> f.file(CONFIG, "{}".getBytes(StandardCharsets.UTF_16LE)), CONFIG, "not valid JSON"),
                bad(f -> f.file(CONFIG, "<!DOCTYPE html>"), CONFIG, "not valid JSON"),
                bad(f -> f.file(TOKENIZER_CONFIG, "[]"), TOKENIZER_CONFIG, "no JSON object"),
                bad(f -> f.file("generation_config.json", "{"), "generation_config.json", "not valid JSON"),
                bad(f -> f.file("chat_template.json", "{"), "chat_template.json", "not valid JSON"),
                bad(f -> f.file("chat_template.jinja", new byte[] {(byte) 0xFF}), "chat_template.jinja", "not UTF-8"),
                bad(f -> f.file("chat_template.jinja", new byte[(1 << 20) + 1]), "chat_template.jinja", "1 048 577"),
                bad(f -> f.json(TOKENIZER_CONFIG, c -> c.put("chat_template", 1)), "chat_template", "the number 1"),
                bad(f -> f.json(TOKENIZER_CONFIG, c -> c.put("add_bos_token", 1)), "add_bos_token", "true or false"));
    }

    private static Arguments tokenizer(Consumer<ObjectNode> change, String... parts) {
        return bad(
                f -> f.json(TOKENIZER, change),
                Stream.concat(Stream.of(TOKENIZER), Stream.of(parts)).toArray(String[]::new));
    }

    private static Arguments model(Consumer<ObjectNode> change, String... parts) {
        return tokenizer(whole -> change.accept((ObjectNode) whole.get("model")), parts);
    }

    private static Arguments vocab(Consumer<ObjectNode> change, String... parts) {
        return model(model -> change.accept((ObjectNode) model.get("vocab")), parts);
    }

    private static Arguments added(Consumer<ObjectNode> change, String... parts) {
        return tokenizer(
                whole -> change.accept((ObjectNode) whole.get("added_tokens").get(0)), parts);
    }

    private static Arguments cut(Consumer<ObjectNode> change, String... parts) {
        return tokenizer(
                whole -> change.accept((ObjectNode)
                        whole.get("pre_tokenizer").get("pretokenizers").get(0)),
                parts);
    }

    static Stream<Arguments> vocabularies() {
        return Stream.of(
                tokenizer(t -> t.remove("model"), "model", "missing"),
                tokenizer(t -> t.put("model", 1), "model", "expected an object"),
                model(m -> m.put("type", "Unigram"), "type", "'Unigram'", "'BPE'"),
                model(m -> m.put("type", 1), "type", "the number 1", "string"),
                model(m -> m.put("continuing_subword_prefix", "##"), "continuing_subword_prefix", "'##'"),
                model(m -> m.put("dropout", 0.1), "dropout", "expected none"),
                model(m -> m.putArray("vocab"), "vocab", "expected an object"),
                model(m -> m.put("merges", "x"), "merges", "expected an array"),
                model(m -> m.putArray("merges").add("ab"), "merges", "element 0 is 'ab'", "two pieces"),
                model(m -> m.putArray("merges").add("a b c"), "merges", "'a b c'"),
                model(m -> m.putArray("merges").add("a "), "merges", "element 0", "empty"),
                model(m -> m.putArray("merges").add(1), "merges", "expected strings"),
                model(m -> m.putArray("merges").addArray().add("a"), "merges", "1 parts", "2"),
                model(m -> m.putArray("merges").addArray().add("a").add("b").add("c"), "merges", "more than two"),
                model(m -> m.putArray("merges").addArray().add("a").add(1), "merges", "pairs of strings"),
                vocab(v -> v.put("zzzz", 5), "vocab", "id 5 of 'zzzz' is also that of"),
                vocab(v -> v.put("zzzz", -1), "vocab", "id of 'zzzz' is no whole number"),
                vocab(v -> v.put("zzzz", 1.5), "vocab", "id of 'zzzz' is no whole number"),
                vocab(v -> v.put("zzzz", "5"), "vocab", "id of 'zzzz' is no whole number"),
                vocab(v -> v.put("zzzz", 1L << 40), "vocab", "id of 'zzzz' is no whole number"),
                vocab(v -> v.put("zzzz", 600), "ids up to 600", "at most 599"),
                vocab(v -> v.put("z".repeat(65_536), 600), TOKENIZER, "longer"),
                tokenizer(t -> t.put("added_tokens", 1), "added_tokens", "the number 1", "array"),
                tokenizer(t -> t.putArray("added_tokens").add(1), "added_tokens", "objects in it"),
                added(a -> a.remove("id"), "added_tokens", "id", "missing"),
                added(a -> a.put("id", -1), "added_tokens", "id", "-1"),
                added(a -> a.put("id", 5), "added_tokens", "is also that of"),
                added(a -> a.remove("content"), "added_tokens", "content", "missing"),
                added(a -> a.put("content", 1), "added_tokens", "content", "the number 1"),
                added(a -> a.put("special", "yes"), "added_tokens", "special", "'yes'"),
                tokenizer(t -> t.remove("pre_tokenizer"), "pre_tokenizer", "no pattern"),
                tokenizer(t -> t.putObject("pre_tokenizer").put("type", "Whitespace"), "'Whitespace' unknown"),
                tokenizer(t -> t.putObject("normalizer").put("type", "Lowercase"), "'Lowercase' unknown", "'NFC'"),
                cut(c -> c.putObject("pattern").put("Regex", "(a+)+$"), "unknown pattern", "Llama 3"),
                cut(c -> c.putObject("pattern").put("String", " "), "pattern", "no Regex"),
                cut(c -> c.put("behavior", "Removed"), "behavior", "'Removed'", "'Isolated'"),
                bad(f -> f.json(TOKENIZER, t -> ((ObjectNode) t.get("model").get("vocab")).removeAll()), "byte"));
    }

    static Stream<Arguments> tensors() {
        String frequencies = "model.layers.0.self_attn.rotary_emb.inv_freq";
        String upper = "model.layers.1.mlp.up_proj.weight";
        return Stream.of(
                weights(f -> renamed(f, QUERY, "unknown"), "'unknown'", "not known"),
                weights(
                        f -> renamed(f, QUERY, "transformer.h.0.attn.weight"),
                        "'transformer.h.0.attn.weight'",
                        "not known"),
                bad(f -> renamed(f, upper, frequencies), "blk.1.ffn_up.weight", "missing"),
                bad(f -> renamed(f, EMBEDDING, frequencies), EMBEDDING, "missing"),
                bad(f -> renamed(f, "lm_head.weight", frequencies), "lm_head.weight", "missing", "tie_word_embeddings"),
                bad(
                        f -> renamed(f, upper, "model.layers.01.mlp.gate_proj.weight"),
                        "blk.1.ffn_gate.weight",
                        "found twice"),
                bad(f -> renamed(f, upper, "model.layers.9.mlp.up_proj.weight"), "blk.1.ffn_up.weight", "missing"),
                bad(f -> shaped(f, upper, 32, 64), "blk.1.ffn_up", "[64, 32]", "[32, 64]"),
                weights(f -> shaped(f, QUERY, 4, 256), QUERY, "[4, 256]", "multiple of 2 × 4"),
                weights(f -> shaped(f, QUERY, 32, 32, 1), QUERY, "[32, 32, 1]", "one or two dimensions"),
                bad(f -> shaped(f, QUERY, 64, 16), "blk.0.attn_q.weight", "[16, 64]", "[32, 32]"),
                weights(
                        f -> f.header(h -> ((ObjectNode) h.get(QUERY)).put("dtype", "I16")),
                        QUERY,
                        "dtype I16 not supported"),
                weights(
                        f -> f.header(h -> ((ObjectNode) h.get("model.norm.weight"))
                                .put("dtype", "F8_E5M2")
                                .set("shape", h.arrayNode().add(128))),
                        "model.norm.weight",
                        "dtype F8_E5M2 not supported"));
    }

    private static BadFolders shaped(BadFolders folder, String tensor, long... shape) {
        return folder.header(header -> {
            ArrayNode dimensions = header.arrayNode();
            for (long dimension : shape) {
                dimensions.add(dimension);
            }
            ((ObjectNode) header.get(tensor)).set("shape", dimensions);
        });
    }

    private static BadFolders renamed(BadFolders folder, String from, String to) {
        return folder.header(header -> header.set(to, header.remove(from)));
    }
}
