package io.joute.engine.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads {@code config.json} of a folder and says it in GGUF's keys, as llama.cpp's converter does. */
final class FolderConfig {
    private static final String FILE = "config.json";
    private static final long MOST = Integer.MAX_VALUE;
    private static final long MOST_BLOCKS = 1024;

    private final JsonObject whole;
    private final JsonObject text;
    private final FolderFamily family;
    private final String name;
    private final Map<String, Object> keys = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private boolean scaled;

    private FolderConfig(Path folder, JsonObject whole) {
        this.whole = whole;
        this.family = family(whole);
        this.text = whole.object("text_config").orElse(whole);
        Path last = folder.toAbsolutePath().normalize().getFileName();
        this.name = last == null ? "model" : last.toString();
    }

    /**
     * What a configuration says.
     *
     * @param family the architecture
     * @param multimodal whether there are parts beside the one that reads text
     * @param keys in GGUF's words
     * @param headCount query heads
     * @param headCountKv key heads
     * @param tied whether the output matrix is the embedding
     * @param vocabularySize rows of the embedding, where the configuration says so
     * @param scaled whether weights in 8-bit floats have scales of their own
     * @param ropeFactors per frequency, or empty
     * @param warnings what is odd but legal
     */
    record Facts(
            FolderFamily family,
            boolean multimodal,
            Map<String, Object> keys,
            int headCount,
            int headCountKv,
            boolean tied,
            OptionalLong vocabularySize,
            boolean scaled,
            List<Float> ropeFactors,
            List<String> warnings) {}

    /** Read it. */
    static Facts read(Path folder) {
        return new FolderConfig(folder, JsonObject.file(folder, FILE, Limits.CONFIG_BYTES, Set.of())).facts();
    }

    private static FolderFamily family(JsonObject whole) {
        List<String> classes = whole.strings("architectures");
        if (classes.isEmpty()) {
            throw whole.missing("architectures");
        }
        return FolderFamily.of(classes.getFirst())
                .orElseThrow(() -> whole.refuse(
                        "architectures",
                        Shown.name(classes.getFirst()) + " is not known, expected one of " + FolderFamily.known()
                                + "."));
    }

    private Facts facts() {
        refuseOthers();
        int headCount = integer("num_attention_heads", MOST);
        int headCountKv = has("num_key_value_heads") ? integer("num_key_value_heads", MOST) : headCount;
        if (headCount % headCountKv != 0) {
            throw text.refuse(
                    "num_key_value_heads", headCountKv + ", must divide num_attention_heads " + headCount + ".");
        }
        int headDim = headDim(headCount);
        keys.put("general.architecture", family.architecture());
        keys.put("general.type", "model");
        keys.put("general.name", name);
        put("block_count", (long) integer("num_hidden_layers", MOST_BLOCKS));
        put("context_length", contextLength());
        put("embedding_length", (long) integer("hidden_size", MOST));
        put("feed_forward_length", (long) integer("intermediate_size", MOST));
        put("attention.head_count", (long) headCount);
        put("attention.head_count_kv", (long) headCountKv);
        put("attention.key_length", (long) headDim);
        put("attention.value_length", (long) headDim);
        put("attention.layer_norm_rms_epsilon", epsilon());
        put("rope.dimension_count", (long) headDim);
        slidingWindow();
        var rope = new FolderRope(text, family, headDim);
        rope.keys().forEach(this::put);
        OptionalLong vocabulary = text.integer("vocab_size", 1, MOST);
        return new Facts(
                family,
                text != whole,
                keys,
                headCount,
                headCountKv,
                tied(),
                vocabulary,
                scaled,
                rope.factors(),
                warnings);
    }

    private void refuseOthers() {
        String activation = text.string("hidden_activation")
                .or(() -> text.string("hidden_act"))
                .orElse(family.activation());
        if (!activation.equals(family.activation())) {
            throw text.refuse(
                    text.has("hidden_activation") ? "hidden_activation" : "hidden_act",
                    Shown.name(activation) + ", expected '" + family.activation() + "'.");
        }
        for (String property : List.of("num_local_experts", "num_experts", "n_routed_experts")) {
            if (text.integer(property).orElse(0) != 0) {
                throw text.refuse(property, "experts are not supported, expected a dense model.");
            }
        }
        for (String property : List.of("attn_logit_softcapping", "final_logit_softcapping")) {
            if (text.number(property).orElse(0) != 0) {
                throw text.refuse(property, "not supported, expected none.");
            }
        }
        whole.object("quantization_config").ifPresent(this::readQuantisation);
        if (whole.has("auto_map")) {
            warnings.add(FILE + ": auto_map names code of its own, which is never run");
        }
    }

    /** 8-bit floats with a scale a row, or one, are read as they are. */
    private void readQuantisation(JsonObject quantisation) {
        String method = quantisation.string("quant_method").orElse("");
        boolean rows = method.equals("fbgemm_fp8")
                || (method.equals("compressed-tensors")
                        && quantisation.string("format").orElse("").equals("float-quantized"));
        if (!rows) {
            throw whole.refuse(
                    "quantization_config",
                    "method " + Shown.name(method) + " not supported, expected 'fbgemm_fp8' or none."
                            + " Choose the model before it was quantised, or a GGUF file.");
        }
        scaled = true;
    }

    private int headDim(int headCount) {
        int width = integer("hidden_size", MOST);
        if (!has("head_dim") && width % headCount != 0) {
            throw text.refuse("num_attention_heads", headCount + ", must divide hidden_size " + width + ".");
        }
        int headDim = has("head_dim") ? integer("head_dim", MOST / headCount) : width / headCount;
        if (headDim < 2 || headDim % 2 != 0) {
            throw text.refuse("head_dim", headDim + ", expected even, 2 or more.");
        }
        return headDim;
    }

    private long contextLength() {
        String property = "max_position_embeddings";
        return text.integer(property, 1, Long.MAX_VALUE)
                .orElseGet(() -> family.otherwise(property)
                        .orElseThrow(() -> text.missing(property))
                        .longValue());
    }

    private double epsilon() {
        String property = "rms_norm_eps";
        double epsilon = text.number(property)
                .orElseGet(() -> family.otherwise(property).orElseThrow(() -> text.missing(property)));
        if (!(epsilon > 0 && epsilon <= 0.1f)) {
            throw text.refuse(property, epsilon + ", expected above 0, at most 0.1.");
        }
        return epsilon;
    }

    private void slidingWindow() {
        switch (family) {
            case LLAMA -> warnIfWindowed();
            case QWEN2, QWEN3 -> {
                if (text.flag("use_sliding_window").orElse(false)) {
                    throw text.refuse("use_sliding_window", "true, expected false: the window is not supported.");
                }
            }
            case GEMMA3 -> {
                put("attention.sliding_window", text.requiredInteger("sliding_window", 1, MOST));
                requirePattern();
                text.number("query_pre_attn_scalar").ifPresent(this::attentionScale);
            }
        }
    }

    /** As llama.cpp does, these models attend to everything. */
    private void warnIfWindowed() {
        text.integer("sliding_window")
                .ifPresent(window -> warnings.add(
                        FILE + ": sliding_window " + window + " is not applied: every position sees all before it"));
    }

    private static final int PATTERN = 6;

    /** Five layers of six slide. */
    private void requirePattern() {
        long pattern = text.integer("sliding_window_pattern")
                .orElse(text.integer("_sliding_window_pattern").orElse(PATTERN));
        if (pattern != PATTERN) {
            throw text.refuse("sliding_window_pattern", pattern + ", expected " + PATTERN + ".");
        }
        List<String> layers = text.strings("layer_types");
        for (int i = 0; i < layers.size(); i++) {
            String expected = (i + 1) % PATTERN == 0 ? "full_attention" : "sliding_attention";
            if (!layers.get(i).equals(expected)) {
                throw text.refuse(
                        "layer_types",
                        "layer " + i + " is " + Shown.name(layers.get(i)) + ", expected '" + expected + "'.");
            }
        }
    }

    /** Only the largest divides by another number than the head's length. */
    private void attentionScale(double scalar) {
        if (!(scalar > 0)) {
            throw text.refuse("query_pre_attn_scalar", scalar + ", expected above 0.");
        }
        if (keys.get(prefixed("attention.key_length")) instanceof Long headDim && headDim != scalar) {
            put("attention.scale", (double) (float) (1 / Math.sqrt(scalar)));
        }
    }

    private boolean tied() {
        return text.flag("tie_word_embeddings")
                .or(() -> whole.flag("tie_word_embeddings"))
                .orElse(family.tiedByDefault());
    }

    private boolean has(String property) {
        return text.has(property) || family.otherwise(property).isPresent();
    }

    private int integer(String property, long most) {
        OptionalLong found = text.integer(property, 1, most);
        Optional<Double> otherwise = family.otherwise(property);
        return (int) found.orElseGet(
                () -> otherwise.orElseThrow(() -> text.missing(property)).longValue());
    }

    private void put(String key, Object value) {
        keys.put(prefixed(key), value);
    }

    private String prefixed(String key) {
        return family.architecture() + "." + key;
    }
}
