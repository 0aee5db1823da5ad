package io.joute.engine.model;

import io.joute.engine.checkpoint.Checkpoint;

/**
 * Architectures {@code qwen2} (Qwen 2 and 2.5: queries, keys and values have a bias) and {@code qwen3} (instead, queries and
 * keys are normalised per head), dense. Both rotate halves. Source: Qwen2 and Qwen3 technical reports (arXiv:2407.10671,
 * arXiv:2505.09388).
 */
final class QwenFamily {
    static final String QWEN2 = "qwen2";
    static final String QWEN3 = "qwen3";

    private static final double ROPE_BASE = 10_000;

    private QwenFamily() {}

    static ModelConfig qwen2(Checkpoint checkpoint) {
        var keys = new FamilyKeys(checkpoint, QWEN2);
        return config(keys, HeadScheme.plain(RopePairing.HALVES, keys.headDim()).withBias());
    }

    static ModelConfig qwen3(Checkpoint checkpoint) {
        var keys = new FamilyKeys(checkpoint, QWEN3);
        return config(keys, HeadScheme.plain(RopePairing.HALVES, keys.headDim()).withNorm());
    }

    private static ModelConfig config(FamilyKeys keys, HeadScheme heads) {
        var layer = new LayerScheme(new AttentionSpan.Full(), keys.rope(keys.headDim(), ROPE_BASE));
        return keys.config(new FamilyChoices(
                heads, new NormPlacement.Before(), new Activation.Silu(), keys.everyLayer(layer), false));
    }
}
