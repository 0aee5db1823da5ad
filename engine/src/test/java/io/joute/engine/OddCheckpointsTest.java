package io.joute.engine;

import static io.joute.engine.BadFolders.CONFIG;
import static io.joute.engine.BadFolders.INDEX;
import static io.joute.engine.BadFolders.TOKENIZER;
import static io.joute.engine.BadFolders.TOKENIZER_CONFIG;
import static io.joute.engine.BadFolders.WEIGHTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.joute.engine.kernel.KernelChoice;
import io.joute.engine.kernel.WorkerPool;
import io.joute.engine.tensor.ElementType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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

/** What is legal and rare: a loader cannot pass by refusing everything. */
final class OddCheckpointsTest {
    @TempDir
    private Path folder;

    private final WorkerPool pool = new WorkerPool(1);

    @AfterEach
    void closePool() {
        pool.close();
    }

    @ParameterizedTest(name = "{index} {0}")
    @MethodSource("models")
    void loadsAndAnswers(String name, UnaryOperator<BadModels> oddity) {
        assertAnswers(oddity.apply(BadModels.in(folder)).write(folder.resolve("m.gguf")));
    }

    @ParameterizedTest(name = "{index} {0}")
    @MethodSource("folders")
    void loadsAndAnswersFromAFolder(String name, UnaryOperator<BadFolders> oddity) {
        assertAnswers(oddity.apply(BadFolders.in(folder)).write(folder.resolve("m")));
    }

    @Test
    void followsLinksToShards() throws IOException {
        Path model = BadFolders.in(folder).write(folder.resolve("m"));
        Path blob = Files.move(model.resolve(WEIGHTS), folder.resolve("blob"));
        Files.createSymbolicLink(model.resolve(WEIGHTS), blob);
        assertAnswers(model);
    }

    @Test
    void readsShardsThatAnIndexNames() {
        BadFolders good = BadFolders.in(folder);
        byte[] weights = good.bytes(WEIGHTS);
        String map = Stream.of(new String(good.headerBytes(), StandardCharsets.UTF_8).split("\"", -1))
                .filter(part -> part.endsWith(".weight"))
                .map(part -> "\"" + part + "\": \"part.safetensors\"")
                .collect(java.util.stream.Collectors.joining(", "));
        good.without(WEIGHTS)
                .file("part.safetensors", weights)
                .file(INDEX, "{\"metadata\": {\"total_size\": 1}, \"weight_map\": {" + map + "}}");
        assertAnswers(good.write(folder.resolve("m")));
    }

    @Test
    void givesTheSameLogitsWhereverTheDataBegins() {
        BadFolders good = BadFolders.in(folder);
        float[] expected = answer(good.write(folder.resolve("even")));
        byte[] header = good.headerBytes();
        for (int spaces = 1; spaces < 8; spaces++) {
            byte[] longer = Arrays.copyOf(header, header.length + spaces);
            Arrays.fill(longer, header.length, longer.length, (byte) ' ');
            assertThat(answer(good.copy().header(longer).write(folder.resolve("odd" + spaces))))
                    .isEqualTo(expected);
        }
    }

    private void assertAnswers(Path path) {
        assertThat(answer(path)).hasSize(600).doesNotContain(Float.NaN);
    }

    private float[] answer(Path path) {
        EngineOptions options = EngineOptions.defaults().withPool(pool).withKernels(KernelChoice.VECTOR);
        try (Engine engine = Engine.open(path, options)) {
            return engine.newSession().prefill(new int[] {5, 6, 7}).clone();
        }
    }

    private static Arguments odd(String name, UnaryOperator<BadModels> oddity) {
        return arguments(name, oddity);
    }

    static Stream<Arguments> models() {
        return Stream.of(
                odd("nothing odd", m -> m),
                odd("no output matrix", m -> m.withoutTensor("output.weight")),
                odd(
                        "no kv heads key",
                        m -> m.without("llama.attention.head_count_kv")
                                .tensor("blk.0.attn_k.weight", ElementType.F32, 32, 32)
                                .tensor("blk.1.attn_k.weight", ElementType.F32, 32, 32)
                                .tensor("blk.0.attn_v.weight", ElementType.F32, 32, 32)
                                .tensor("blk.1.attn_v.weight", ElementType.F32, 32, 32)),
                odd(
                        "no head size keys",
                        m -> m.without("llama.attention.key_length")
                                .without("llama.attention.value_length")
                                .without("llama.rope.dimension_count")),
                odd("no vocabulary size key", m -> m.without("llama.vocab_size")),
                odd("no rope base key", m -> m.without("llama.rope.freq_base")),
                odd("no rope factors", m -> m.withoutTensor("rope_freqs.weight")),
                odd("no token types", m -> m.without("tokenizer.ggml.token_type")),
                odd(
                        "no begin and no end",
                        m -> m.without("tokenizer.ggml.bos_token_id").without("tokenizer.ggml.eos_token_id")),
                odd("no name", m -> m.without("general.name")),
                odd("a hostile name", m -> m.key("general.name", "<script>\u001b[2J../../etc\u202e")),
                odd("a context of 2^40", m -> m.key("llama.context_length", 1L << 40)),
                odd("a context of 1", m -> m.key("llama.context_length", 4)),
                odd("no experts, said so", m -> m.key("llama.expert_count", 0)),
                odd("64-bit integers", m -> m.key("general.x", 1L << 40)),
                odd("a 64-bit epsilon", m -> m.key("llama.attention.layer_norm_rms_epsilon", 1e-5)),
                odd("the largest epsilon", m -> m.key("llama.attention.layer_norm_rms_epsilon", 0.1f)),
                odd(
                        "unknown keys",
                        m -> m.key("x.y.z", List.of("a", "")).key("x", -1).key("y", new double[] {1})),
                odd("an empty string", m -> m.key("general.description", "")),
                odd("alignment 8", m -> m.key("general.alignment", 8)),
                odd("alignment 4096", m -> m.key("general.alignment", 4096)),
                odd("alignment 65536", m -> m.key("general.alignment", 65_536)),
                odd("norms in F16", m -> m.tensor("output_norm.weight", ElementType.F16, 1, 32)),
                odd("norms in BF16", m -> m.tensor("blk.0.ffn_norm.weight", ElementType.BF16, 1, 32)),
                odd("a quantised embedding", m -> m.tensor("token_embd.weight", ElementType.Q4_0, 600, 32)),
                odd(
                        "mixed types",
                        m -> m.tensor("blk.0.attn_q.weight", ElementType.Q8_0, 32, 32)
                                .tensor("blk.0.attn_k.weight", ElementType.Q5_1, 16, 32)
                                .tensor("blk.0.attn_v.weight", ElementType.F16, 16, 32)),
                odd("all weights zero", m -> m.tensor("output.weight", ElementType.F32, 600, 32)),
                odd("old rotation tables", m -> m.tensor("blk.0.attn_rot_embd.weight", ElementType.F32, 1, 4)),
                odd("merges of unknown pieces", m -> m.key("tokenizer.ggml.merges", List.of("qq ww", "a b"))),
                odd("no merges", m -> m.key("tokenizer.ggml.merges", List.of())),
                odd("scores too", m -> m.key("tokenizer.ggml.scores", new double[600])),
                odd("a template nobody knows", m -> m.key("tokenizer.chat_template", "{{ messages }}")));
    }

    private static Arguments folder(String name, UnaryOperator<BadFolders> oddity) {
        return arguments(name, oddity);
    }

    static Stream<Arguments> folders() {
        return Stream.of(
                folder("nothing odd", f -> f),
                folder(
                        "metadata of strings",
                        f -> f.header(h -> h.putObject("__metadata__").put("format", "pt"))),
                folder("empty metadata", f -> f.header(h -> h.putObject("__metadata__"))),
                folder("further properties", f -> f.header(h -> ((ObjectNode) h.get("model.norm.weight")).put("x", 1))),
                folder(
                        "a tensor of nothing",
                        f -> f.header(h -> h.set("model.layers.0.self_attn.rotary_emb.inv_freq", emptyAt(h, 0)))),
                folder(
                        "nulls",
                        f -> f.json(CONFIG, c -> c.putNull("rope_scaling").putNull("sliding_window"))),
                folder("no head size", f -> f.json(CONFIG, c -> c.remove("head_dim"))),
                folder("no kv heads in a model of as many", f -> f.json(CONFIG, c -> c.put("pretraining_tp", 1))),
                folder(
                        "code of its own",
                        f -> f.json(CONFIG, c -> c.putObject("auto_map").put("AutoModel", "x--y.Z"))),
                folder("a whole number as rope base", f -> f.json(CONFIG, c -> c.put("rope_theta", 10_000))),
                folder(
                        "newer rope parameters",
                        f -> f.json(
                                CONFIG,
                                c -> c.putObject("rope_parameters")
                                        .put("rope_type", "default")
                                        .put("rope_theta", 10_000.0)
                                        .size())),
                folder(
                        "Llama 3.1's rope",
                        f -> f.json(
                                CONFIG,
                                c -> c.putObject("rope_scaling")
                                        .put("type", "llama3")
                                        .put("factor", 8)
                                        .put("low_freq_factor", 1)
                                        .put("high_freq_factor", 4.0)
                                        .put("original_max_position_embeddings", 8192)
                                        .size())),
                folder("a window that is not applied", f -> f.json(CONFIG, c -> c.put("sliding_window", 4096))),
                folder("no vocabulary size", f -> f.json(CONFIG, c -> c.remove("vocab_size"))),
                folder("no tokenizer configuration", f -> f.without(TOKENIZER_CONFIG)),
                folder(
                        "objects as special tokens",
                        f -> f.json(
                                TOKENIZER_CONFIG,
                                c -> c.putObject("bos_token")
                                        .put("content", "<|begin_of_text|>")
                                        .size())),
                folder("an unknown special token", f -> f.json(TOKENIZER_CONFIG, c -> c.put("pad_token", "[P]"))),
                folder(
                        "templates by name",
                        f -> f.json(
                                TOKENIZER_CONFIG,
                                c -> c.putArray("chat_template")
                                        .addObject()
                                        .put("name", "default")
                                        .put("template", "{{ x }}")
                                        .size())),
                folder("a template of its own", f -> f.file("chat_template.jinja", "{{ x }}")),
                folder("an empty template", f -> f.file("chat_template.jinja", "")),
                folder("several ends", f -> f.file("generation_config.json", "{\"eos_token_id\": [344, 345, 349]}")),
                folder("an end outside", f -> f.file("generation_config.json", "{\"eos_token_id\": 99999}")),
                folder("merges in pairs", f -> f.json(TOKENIZER, OddCheckpointsTest::pairs)),
                folder(
                        "rows without tokens",
                        f -> f.json(TOKENIZER, t -> ((ArrayNode) t.get("added_tokens")).remove(255))),
                folder(
                        "composition first",
                        f -> f.json(TOKENIZER, t -> t.putObject("normalizer").put("type", "NFC"))),
                folder("longer whitespace", f -> f.replaced(CONFIG, "{", " \n\t {")),
                folder("other files beside", f -> f.file("README.md", "x").file("pytorch_model.bin", "x")));
    }

    private static ObjectNode emptyAt(ObjectNode node, long offset) {
        ObjectNode entry = node.objectNode().put("dtype", "F32");
        entry.set("shape", node.arrayNode().add(0).add(16));
        entry.set("data_offsets", node.arrayNode().add(offset).add(offset));
        return entry;
    }

    private static void pairs(ObjectNode tokenizer) {
        ObjectNode model = (ObjectNode) tokenizer.get("model");
        ArrayNode pairs = tokenizer.arrayNode();
        model.get("merges").forEach(merge -> {
            String[] parts = merge.stringValue().split(" ", -1);
            pairs.addArray().add(parts[0]).add(parts[1]);
        });
        model.set("merges", pairs);
    }
}
