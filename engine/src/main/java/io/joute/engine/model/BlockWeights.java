package io.joute.engine.model;

import io.joute.engine.tensor.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The weights of one block, each {@code [rows, columns]}.
 *
 * @param attnNorm [1, embeddingLength]
 * @param attnQ [headCount · headDim, embeddingLength]; rows of a head in the order of {@link RopeScheme}
 * @param attnK [headCountKv · headDim, embeddingLength]; rows as those of {@code attnQ}
 * @param attnV [headCountKv · headDim, embeddingLength]
 * @param attnOutput [embeddingLength, headCount · headDim]
 * @param ffnNorm [1, embeddingLength]
 * @param ffnGate [feedForwardLength, embeddingLength]
 * @param ffnUp [feedForwardLength, embeddingLength]
 * @param ffnDown [embeddingLength, feedForwardLength]
 * @param extras what only some families have
 */
public record BlockWeights(
        Weight attnNorm,
        Weight attnQ,
        Weight attnK,
        Weight attnV,
        Weight attnOutput,
        Weight ffnNorm,
        Weight ffnGate,
        Weight ffnUp,
        Weight ffnDown,
        Extras extras) {
    /**
     * Vectors that the model's {@link HeadScheme} and {@link NormPlacement} ask for.
     *
     * @param attnQBias [1, headCount · headDim], in the row order of {@code attnQ}
     * @param attnKBias [1, headCountKv · headDim]
     * @param attnVBias [1, headCountKv · headDim]
     * @param attnQNorm [1, headDim], of each query head
     * @param attnKNorm [1, headDim], of each key head
     * @param attnPostNorm [1, embeddingLength], of what attention adds
     * @param ffnPostNorm [1, embeddingLength], of what the feed-forward part adds
     */
    public record Extras(
            Optional<Weight> attnQBias,
            Optional<Weight> attnKBias,
            Optional<Weight> attnVBias,
            Optional<Weight> attnQNorm,
            Optional<Weight> attnKNorm,
            Optional<Weight> attnPostNorm,
            Optional<Weight> ffnPostNorm) {
        /** Those there are. */
        public List<Weight> all() {
            return Stream.of(attnQBias, attnKBias, attnVBias, attnQNorm, attnKNorm, attnPostNorm, ffnPostNorm)
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    /** Every weight of the block, in the order of use. */
    public List<Weight> all() {
        List<Weight> all =
                new ArrayList<>(List.of(attnNorm, attnQ, attnK, attnV, attnOutput, ffnNorm, ffnGate, ffnUp, ffnDown));
        all.addAll(extras.all());
        return List.copyOf(all);
    }
}
