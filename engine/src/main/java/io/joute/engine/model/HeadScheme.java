package io.joute.engine.model;

import java.util.Objects;

/**
 * What becomes of a head's queries, keys and scores.
 *
 * @param pairing which elements RoPE turns together
 * @param biased whether queries, keys and values have a bias
 * @param normalised whether queries and keys go through an RMSNorm of their own, per head, before RoPE
 * @param scale what scores are multiplied by before the softmax
 */
public record HeadScheme(RopePairing pairing, boolean biased, boolean normalised, double scale) {
    public HeadScheme {
        Objects.requireNonNull(pairing, "pairing");
        if (!(scale > 0 && Double.isFinite(scale))) {
            throw new IllegalArgumentException("attention scale is " + scale + ", expected finite and above 0");
        }
    }

    /** Without bias and norm, scores divided by √headDim. */
    public static HeadScheme plain(RopePairing pairing, int headDim) {
        return new HeadScheme(pairing, false, false, 1 / Math.sqrt(headDim));
    }

    /** The same with biases. */
    public HeadScheme withBias() {
        return new HeadScheme(pairing, true, normalised, scale);
    }

    /** The same with norms. */
    public HeadScheme withNorm() {
        return new HeadScheme(pairing, biased, true, scale);
    }

    /** The same with another scale. */
    public HeadScheme scaledBy(double other) {
        return new HeadScheme(pairing, biased, normalised, other);
    }
}
