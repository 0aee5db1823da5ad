package io.joute.engine.model;

import io.joute.engine.checkpoint.Checkpoint;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Architecture {@code gemma3} of GGUF, the text part. Of every six layers, five attend to a sliding window and rotate by a
 * base of their own; the sixth attends to everything, its positions divided by the file's linear factor. Norms before and
 * after each part and per head; the gate is GELU; embeddings are multiplied by √width; the output matrix is the embedding.
 *
 * <p>Norm gains are used as the file has them: GGUF stores 1 + the trained weight. Source: Gemma 3 technical report
 * (arXiv:2503.19786).
 */
final class GemmaFamily {
    static final String NAME = "gemma3";

    private static final double ROPE_BASE = 1_000_000;
    private static final double SLIDING_ROPE_BASE = 10_000;
    private static final int PERIOD = 6;

    /** Blocks of the 27B model, which alone divides scores by √(embedding / heads); its files do not say so. */
    private static final int BLOCKS_OF_27B = 62;

    private GemmaFamily() {}

    static ModelConfig config(Checkpoint checkpoint) {
        var keys = new FamilyKeys(checkpoint, NAME);
        int headDim = keys.headDim();
        var heads = HeadScheme.plain(RopePairing.HALVES, headDim).withNorm();
        return keys.config(new FamilyChoices(
                heads.scaledBy(keys.decimal("attention.scale", otherwiseScale(keys, heads))),
                new NormPlacement.Around(),
                new Activation.GeluTanh(),
                layers(keys, headDim),
                true));
    }

    private static double otherwiseScale(FamilyKeys keys, HeadScheme heads) {
        return keys.blockCount() == BLOCKS_OF_27B
                ? 1 / Math.sqrt((double) keys.count("embedding_length") / keys.count("attention.head_count"))
                : heads.scale();
    }

    private static List<LayerScheme> layers(FamilyKeys keys, int headDim) {
        var full = new LayerScheme(new AttentionSpan.Full(), keys.rope(headDim, ROPE_BASE));
        double base = keys.decimal("rope.freq_base_swa", SLIDING_ROPE_BASE);
        var sliding = new LayerScheme(
                new AttentionSpan.Sliding(keys.count("attention.sliding_window")), new RopeScheme.Plain(base));
        int period = keys.count("attention.sliding_window_pattern", PERIOD);
        return IntStream.range(0, keys.blockCount())
                .mapToObj(layer -> layer % period < period - 1 ? sliding : full)
                .toList();
    }
}
