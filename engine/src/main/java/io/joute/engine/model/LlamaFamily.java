package io.joute.engine.model;

import io.joute.engine.checkpoint.Checkpoint;

/**
 * Architecture {@code llama} of GGUF: Llama 2 and 3, Mistral, and what is built like them. The head dimension is {@code
 * attention.key_length} (Mistral Small: not embedding / heads) or embedding / heads; frequency factors are the tensor {@code
 * rope_freqs.weight}; the output matrix is the embedding where {@code output.weight} is absent.
 */
final class LlamaFamily {
    static final String NAME = "llama";

    private static final double ROPE_BASE = 10_000;

    private LlamaFamily() {}

    static ModelConfig config(Checkpoint checkpoint) {
        var keys = new FamilyKeys(checkpoint, NAME);
        int headDim = keys.headDim();
        var layer = new LayerScheme(new AttentionSpan.Full(), keys.rope(headDim, ROPE_BASE));
        return keys.config(new FamilyChoices(
                HeadScheme.plain(RopePairing.NEIGHBOURS, headDim),
                new NormPlacement.Before(),
                new Activation.Silu(),
                keys.everyLayer(layer),
                false));
    }
}
