package io.joute.engine.checkpoint;

import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Weight;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Writes a GGUF model as its makers would publish it: a folder with modules' names, halves of heads, and bare norms. */
public final class PublishedFolder {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String LLAMA_PATTERN = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}"
            + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    private static final Map<String, String> MODULES = Map.ofEntries(
            Map.entry("token_embd", "model.embed_tokens"),
            Map.entry("output_norm", "model.norm"),
            Map.entry("output", "lm_head"),
            Map.entry("attn_norm", "input_layernorm"),
            Map.entry("attn_q", "self_attn.q_proj"),
            Map.entry("attn_k", "self_attn.k_proj"),
            Map.entry("attn_v", "self_attn.v_proj"),
            Map.entry("attn_output", "self_attn.o_proj"),
            Map.entry("attn_q_norm", "self_attn.q_norm"),
            Map.entry("attn_k_norm", "self_attn.k_norm"),
            Map.entry("post_attention_norm", "post_attention_layernorm"),
            Map.entry("post_ffw_norm", "post_feedforward_layernorm"),
            Map.entry("ffn_gate", "mlp.gate_proj"),
            Map.entry("ffn_up", "mlp.up_proj"),
            Map.entry("ffn_down", "mlp.down_proj"));

    private final Checkpoint gguf;
    private final String family;

    private PublishedFolder(Checkpoint gguf) {
        this.gguf = gguf;
        this.family = gguf.metadata().requiredString("general.architecture");
    }

    /** Write {@code gguf} to {@code folder}; {@code more} are further properties of its configuration. */
    public static Path write(Checkpoint gguf, Path folder, Map<String, ?> more) throws IOException {
        Files.createDirectories(folder);
        new PublishedFolder(gguf).writeTo(folder, more);
        return folder;
    }

    private void writeTo(Path folder, Map<String, ?> more) throws IOException {
        var weights = new SafetensorsBytes();
        String prefix = family.equals("gemma3") ? "language_model." : "";
        gguf.weights().forEach((name, weight) -> {
            if (!name.equals("rope_freqs.weight")) {
                add(weights, prefix + module(name), weight);
            }
        });
        if (!prefix.isEmpty()) {
            weights.zeros("vision_tower.vision_model.embeddings.patch_embedding.weight", "BF16", 2, 8, 3, 2, 2);
        }
        weights.write(folder.resolve("model.safetensors"));
        Map<String, Object> config = config();
        config.putAll(more);
        Map<String, Object> whole = config;
        if (!prefix.isEmpty()) {
            config.remove("architectures");
            whole = Map.of("architectures", List.of("Gemma3ForConditionalGeneration"), "text_config", config);
        }
        Files.write(folder.resolve("config.json"), JSON.writeValueAsBytes(whole));
        Files.write(folder.resolve("tokenizer.json"), JSON.writeValueAsBytes(tokenizer()));
        Files.write(folder.resolve("tokenizer_config.json"), JSON.writeValueAsBytes(specials()));
    }

    private String module(String name) {
        String[] parts = name.split("\\.", -1);
        boolean inBlock = parts[0].equals("blk");
        String part = inBlock ? parts[2] : parts[0];
        String ffnNorm = family.equals("gemma3") ? "pre_feedforward_layernorm" : "post_attention_layernorm";
        String module = part.equals("ffn_norm") ? ffnNorm : MODULES.get(part);
        return (inBlock ? "model.layers." + parts[1] + "." : "") + module + "." + parts[parts.length - 1];
    }

    private void add(SafetensorsBytes out, String name, Weight weight) {
        byte[] bytes = weight.data().toArray(ValueLayout.JAVA_BYTE);
        boolean turned = weight.name().contains("attn_q.") || weight.name().contains("attn_k.");
        if (family.equals("llama") && turned) {
            bytes = inHalves(weight, bytes);
        }
        if (family.equals("gemma3") && weight.name().endsWith("norm.weight")) {
            bytes = lessOne(bytes);
        }
        String dtype = weight.type() == ElementType.F32 ? "F32" : "BF16";
        if (weight.rows() == 1) {
            out.tensor(name, dtype, bytes, weight.columns());
        } else {
            out.tensor(name, dtype, bytes, weight.rows(), weight.columns());
        }
    }

    /** Rows 0, 1, 2, 3 … of a head in GGUF are rows 0, d/2, 1, d/2 + 1 … in a folder. */
    private byte[] inHalves(Weight weight, byte[] rows) {
        int headDim = (int) number("attention.key_length");
        int rowBytes = (int) weight.rowBytes();
        byte[] halves = new byte[rows.length];
        for (int row = 0; row < weight.rows(); row++) {
            int inHead = row % headDim;
            int to = row - inHead + inHead / 2 + (inHead % 2 == 0 ? 0 : headDim / 2);
            System.arraycopy(rows, row * rowBytes, halves, to * rowBytes, rowBytes);
        }
        return halves;
    }

    private static byte[] lessOne(byte[] floats) {
        ByteBuffer bytes = ByteBuffer.wrap(floats.clone()).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < floats.length; at += Float.BYTES) {
            bytes.putFloat(at, bytes.getFloat(at) - 1);
        }
        return bytes.array();
    }

    private Map<String, Object> config() {
        Map<String, Object> config = new LinkedHashMap<>();
        String name = family.substring(0, 1).toUpperCase(Locale.ROOT) + family.substring(1);
        config.put("architectures", List.of(name + "ForCausalLM"));
        config.put("num_hidden_layers", number("block_count"));
        config.put("max_position_embeddings", number("context_length"));
        config.put("hidden_size", number("embedding_length"));
        config.put("intermediate_size", number("feed_forward_length"));
        config.put("num_attention_heads", number("attention.head_count"));
        config.put("num_key_value_heads", number("attention.head_count_kv"));
        config.put("head_dim", number("attention.key_length"));
        config.put("rms_norm_eps", decimal("attention.layer_norm_rms_epsilon"));
        config.put("rope_theta", decimal("rope.freq_base"));
        config.put("vocab_size", gguf.weight("token_embd.weight").rows());
        config.put("tie_word_embeddings", !gguf.weights().containsKey("output.weight"));
        gguf.metadata()
                .integer(family + ".attention.sliding_window")
                .ifPresent(window -> config.put("sliding_window", window));
        return config;
    }

    private Map<String, Object> tokenizer() {
        List<String> tokens = gguf.metadata().strings("tokenizer.ggml.tokens").orElseThrow();
        long[] types = gguf.metadata().integers("tokenizer.ggml.token_type").orElseThrow();
        Map<String, Object> vocabulary = new LinkedHashMap<>();
        List<Object> added = new java.util.ArrayList<>();
        for (int id = 0; id < types.length; id++) {
            if (types[id] == 1) {
                vocabulary.put(tokens.get(id), id);
            } else {
                added.add(Map.of("id", id, "content", tokens.get(id), "special", true));
            }
        }
        Map<String, Object> split =
                Map.of("type", "Split", "pattern", Map.of("Regex", LLAMA_PATTERN), "behavior", "Isolated");
        Map<String, Object> bytes = Map.of("type", "ByteLevel", "add_prefix_space", false, "use_regex", false);
        return Map.of(
                "added_tokens",
                added,
                "pre_tokenizer",
                Map.of("type", "Sequence", "pretokenizers", List.of(split, bytes)),
                "model",
                Map.of(
                        "type",
                        "BPE",
                        "vocab",
                        vocabulary,
                        "merges",
                        gguf.metadata().strings("tokenizer.ggml.merges").orElseThrow()));
    }

    private Map<String, Object> specials() {
        List<String> tokens = gguf.metadata().strings("tokenizer.ggml.tokens").orElseThrow();
        return Map.of("bos_token", token(tokens, "bos"), "eos_token", token(tokens, "eos"));
    }

    private String token(List<String> tokens, String name) {
        return tokens.get((int)
                gguf.metadata().integer("tokenizer.ggml." + name + "_token_id").orElseThrow());
    }

    private long number(String key) {
        return gguf.metadata().integer(family + "." + key).orElseThrow();
    }

    private double decimal(String key) {
        return gguf.metadata().decimal(family + "." + key).orElseThrow();
    }
}
