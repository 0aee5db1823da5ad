package io.joute.engine.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads how positions turn: {@code rope_theta} and {@code rope_scaling}, or {@code rope_parameters} of newer files. Llama
 * 3.1's scaling becomes a factor for each frequency, as GGUF stores it.
 */
final class FolderRope {
    private static final String BASE = "rope_theta";
    private static final String FULL = "full_attention";
    private static final String SLIDING = "sliding_attention";

    private final JsonObject text;
    private final JsonObject scaling;
    private final FolderFamily family;
    private final int headDim;
    private final Map<String, Object> keys = new LinkedHashMap<>();
    private final List<Float> factors = new ArrayList<>();

    FolderRope(JsonObject text, FolderFamily family, int headDim) {
        this.text = text;
        this.family = family;
        this.headDim = headDim;
        Optional<JsonObject> parameters = text.object("rope_parameters");
        this.scaling = parameters
                .flatMap(object -> object.object(FULL))
                .or(() -> parameters)
                .or(() -> text.object("rope_scaling"))
                .orElse(text);
        double base = base();
        keys.put("rope.freq_base", base);
        parameters
                .flatMap(object -> object.object(SLIDING))
                .map(object -> object.number(BASE))
                .orElse(text.number("rope_local_base_freq"))
                .ifPresent(sliding -> keys.put("rope.freq_base_swa", positive("rope_local_base_freq", sliding)));
        scale(base);
    }

    /** Keys, without the family's prefix. */
    Map<String, Object> keys() {
        return keys;
    }

    /** A factor for each pair of a head's elements; empty where all are 1. */
    List<Float> factors() {
        return factors;
    }

    private double base() {
        double found = text.number(BASE)
                .orElseGet(() -> scaling.number(BASE)
                        .orElseGet(() -> family.otherwise(BASE).orElseThrow(() -> text.missing(BASE))));
        return positive(BASE, found);
    }

    private double positive(String property, double value) {
        if (!(value > 0)) {
            throw text.refuse(property, value + ", expected above 0.");
        }
        return value;
    }

    private void scale(double base) {
        String property = scaling.has("rope_type") ? "rope_type" : "type";
        String type = scaling == text ? "default" : scaling.string(property).orElse("default");
        switch (type) {
            case "default" -> {}
            case "linear" -> scaled("linear");
            case "yarn" -> {
                scaled("yarn");
                scaling.integer("original_max_position_embeddings", 1, Integer.MAX_VALUE)
                        .ifPresent(length -> keys.put("rope.scaling.original_context_length", length));
            }
            case "llama3" -> llama3(base);
            default ->
                throw scaling.refuse(
                        property, Shown.name(type) + " not known, expected 'default', 'linear', 'llama3' or 'yarn'.");
        }
    }

    private void scaled(String type) {
        keys.put("rope.scaling.type", type);
        keys.put("rope.scaling.factor", required("factor"));
    }

    /**
     * 1 for waves that turn often within the trained positions, the whole factor for those that turn once or less, between
     * them a mean; rounded once, at the end.
     */
    private void llama3(double base) {
        if (family != FolderFamily.LLAMA) {
            throw scaling.refuse("rope_type", "'llama3', expected 'default', 'linear' or 'yarn' in this architecture.");
        }
        double factor = required("factor");
        double low = required("low_freq_factor");
        double high = required("high_freq_factor");
        double trained = required("original_max_position_embeddings");
        if (!(low < high)) {
            throw scaling.refuse("high_freq_factor", high + ", expected above low_freq_factor " + low + ".");
        }
        for (int i = 0; i < headDim / 2; i++) {
            double wavelength = 2 * Math.PI * Math.pow(base, 2.0 * i / headDim);
            double share = Math.clamp((trained / wavelength - low) / (high - low), 0, 1);
            factors.add((float) (1 / ((1 - share) / factor + share)));
        }
    }

    private double required(String property) {
        double value = scaling.number(property).orElseThrow(() -> scaling.missing(property));
        if (!(value > 0)) {
            throw scaling.refuse(property, value + ", expected above 0.");
        }
        return value;
    }
}
