package io.joute.connect.wire;

import java.util.Objects;
import java.util.Optional;

/**
 * What a protocol must know of an endpoint.
 *
 * @param model the provider's name of the model
 * @param key what opens the door, if it is locked
 * @param sendTemperature false for models that refuse a temperature
 * @param thinkingTokens how long a model may think, where that can be asked for
 * @param reasoningEffort how hard a model should think, where that can be asked for
 */
public record Target(
        String model,
        Optional<Secret> key,
        boolean sendTemperature,
        Optional<Integer> thinkingTokens,
        Optional<String> reasoningEffort) {
    public Target {
        if (model.isBlank()) {
            throw new IllegalArgumentException("model is '" + model + "', expected the provider's name of it");
        }
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(thinkingTokens, "thinkingTokens");
        Objects.requireNonNull(reasoningEffort, "reasoningEffort");
    }

    /** The key as text; {@code none} where the door is open, as libraries want one. */
    public String keyOrNone() {
        return key.map(Secret::reveal).orElse("none");
    }
}
