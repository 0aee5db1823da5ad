package io.joute.engine.model;

/** Which two elements of a head turn together: i of the first and of the second is in its Javadoc. */
public enum RopePairing {
    /** Pair i is elements 2i and 2i + 1 (GGUF's {@code llama} architecture). */
    NEIGHBOURS,
    /** Pair i is elements i and i + headDim/2 (all other architectures, and Hugging Face's files). */
    HALVES
}
