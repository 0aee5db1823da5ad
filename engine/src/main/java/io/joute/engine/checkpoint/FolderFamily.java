package io.joute.engine.checkpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How folders of an architecture differ from each other and from GGUF: names of classes and modules, numbers that a
 * configuration leaves out, the order of rows, the zero of norms. Source: the configuration classes of the transformers
 * project, and what llama.cpp's converter makes of them.
 */
enum FolderFamily {
    LLAMA("llama", "silu"),
    QWEN2("qwen2", "silu"),
    QWEN3("qwen3", "silu"),
    GEMMA3("gemma3", "gelu_pytorch_tanh");

    private static final Map<String, String> PARTS = Map.ofEntries(
            Map.entry("input_layernorm", "attn_norm"),
            Map.entry("self_attn.q_proj", "attn_q"),
            Map.entry("self_attn.k_proj", "attn_k"),
            Map.entry("self_attn.v_proj", "attn_v"),
            Map.entry("self_attn.o_proj", "attn_output"),
            Map.entry("self_attn.q_norm", "attn_q_norm"),
            Map.entry("self_attn.k_norm", "attn_k_norm"),
            Map.entry("mlp.gate_proj", "ffn_gate"),
            Map.entry("mlp.up_proj", "ffn_up"),
            Map.entry("mlp.down_proj", "ffn_down"));
    private static final Map<String, String> TWO_NORMS = Map.of("post_attention_layernorm", "ffn_norm");
    private static final Map<String, String> FOUR_NORMS = Map.of(
            "post_attention_layernorm",
            "post_attention_norm",
            "pre_feedforward_layernorm",
            "ffn_norm",
            "post_feedforward_layernorm",
            "post_ffw_norm");

    private static final Map<String, Double> QWEN3_NUMBERS = Map.of("rope_theta", 10_000.0, "head_dim", 128.0);
    private static final Map<String, Double> GEMMA3_NUMBERS = Map.of(
            "rope_theta",
            1_000_000.0,
            "head_dim",
            256.0,
            "num_attention_heads",
            8.0,
            "num_key_value_heads",
            4.0,
            "max_position_embeddings",
            131_072.0,
            "rms_norm_eps",
            (double) 1e-6f);

    private final String architecture;
    private final String activation;

    FolderFamily(String architecture, String activation) {
        this.architecture = architecture;
        this.activation = activation;
    }

    private List<String> classes() {
        return switch (this) {
            case LLAMA -> List.of("LlamaForCausalLM", "MistralForCausalLM", "Mistral3ForConditionalGeneration");
            case QWEN2 -> List.of("Qwen2ForCausalLM");
            case QWEN3 -> List.of("Qwen3ForCausalLM");
            case GEMMA3 -> List.of("Gemma3ForCausalLM", "Gemma3ForConditionalGeneration");
        };
    }

    /** The family of a class of transformers. */
    static Optional<FolderFamily> of(String className) {
        return Arrays.stream(values())
                .filter(family -> family.classes().contains(className))
                .findFirst();
    }

    /** All classes that are known, for messages. */
    static String known() {
        return Arrays.stream(values())
                .flatMap(family -> family.classes().stream())
                .collect(Collectors.joining(", "));
    }

    /** Its name in GGUF. */
    String architecture() {
        return architecture;
    }

    /** The activation that its configurations name. */
    String activation() {
        return activation;
    }

    /** What a configuration without this number means. */
    Optional<Double> otherwise(String property) {
        Map<String, Double> numbers = switch (this) {
            case LLAMA, QWEN2 -> Map.of("rope_theta", 10_000.0);
            case QWEN3 -> QWEN3_NUMBERS;
            case GEMMA3 -> GEMMA3_NUMBERS;
        };
        return Optional.ofNullable(numbers.get(property));
    }

    /** Whether GGUF stores the two halves of a query or key head's rows alternately, where a folder has one after the other. */
    boolean alternatesRows() {
        return this == LLAMA;
    }

    /** What a norm's weight is in GGUF beyond what it is in a folder. */
    float normOffset() {
        return this == GEMMA3 ? 1 : 0;
    }

    /** Whether the output matrix is the embedding unless the configuration says otherwise. */
    boolean tiedByDefault() {
        return this == GEMMA3;
    }

    /** What GGUF calls a module of a block. */
    Optional<String> part(String module) {
        Map<String, String> norms = this == GEMMA3 ? FOUR_NORMS : TWO_NORMS;
        return Optional.ofNullable(PARTS.get(module)).or(() -> Optional.ofNullable(norms.get(module)));
    }
}
