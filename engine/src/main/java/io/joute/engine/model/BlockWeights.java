package io.joute.engine.model;

import io.joute.engine.tensor.Weight;

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
        Weight ffnDown) {}
