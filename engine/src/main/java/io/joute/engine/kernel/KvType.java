package io.joute.engine.kernel;

/** How a KV cache stores keys and values. */
public enum KvType {
    /** Exact. */
    F32,
    /** IEEE binary16, saturating: half the memory, an error below 0.05 %. */
    F16,
    /**
     * Signed bytes, a quarter of the memory: keys with an f16 scale for each position and group of 32 channels, values with
     * one for each position.
     */
    Q8_0
}
