package io.joute.arena.catalog;

/** How much of a model works on each token. */
public enum Architecture {
    /** All of it. */
    DENSE,
    /** A mixture of experts: some of its parameters. */
    MOE,
    /** Nested: it can also be run as a smaller model. */
    MATFORMER,
    /** Not published. */
    UNKNOWN
}
